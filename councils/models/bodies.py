"""Bodies formed by an act, with their regulation as settings, and the seats in them."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated

from .. import rules
from .organisations import Official, Organisation
from .regulated import Regulated
from .territories import (
    Act,
    Agglomeration,
    DateRange,
    Named,
    Territory,
    Valid,
    ValidityQuerySet,
)

ADJACENT_KIND = {
    Territory.Kind.CAPITAL: Territory.Kind.OBLAST,
    Territory.Kind.REPUBLICAN_CITY: Territory.Kind.OBLAST,
    Territory.Kind.OBLAST_CITY: Territory.Kind.RAYON,
}


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Bodies that anyone may know of: all but those still being formed, and one's own."""
        if user.is_superuser:
            return self
        public = ~Q(state=Body.State.DRAFT)
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=Seat.objects.of_user_today(user).values("body")))

    def with_counts(self, today: date):
        """Count the voting seats of the day and the published decisions."""
        valid = Q(seats__starts_on__isnull=True) | Q(seats__starts_on__lte=today)
        valid &= Q(seats__ends_on__isnull=True) | Q(seats__ends_on__gte=today)
        return self.annotate(
            voting_count=Count("seats", filter=valid & Q(seats__is_voting=True), distinct=True),
            decision_count=Count(
                "decisions", filter=Q(decisions__published_at__isnull=False), distinct=True
            ),
        )

    def by_name(self):
        """Councils first, then commissions and groups; inside a kind by name."""
        kinds = [When(kind=kind, then=place) for place, kind in enumerate(Body.Kind.values)]
        return self.order_by(Case(*kinds), "name_kk", "pk")


class Body(Addressed, Named, Regulated):
    """A council, a commission or a working group; its decisions advise (domain rules 1 and 4)."""

    class Kind(models.TextChoices):
        COORDINATION_COUNCIL = "coordination_council", _("coordination council")
        LOCAL_COUNCIL = "local_council", _("local council of the agglomeration")
        COMMISSION = "commission", _("inter-agency commission")
        WORKING_GROUP = "working_group", _("working group")

    class State(models.TextChoices):
        DRAFT = "draft", _("being formed")
        ACTIVE = "active", _("active")
        DISSOLVED = "dissolved", _("dissolved")

    MOVES = {State.DRAFT: {State.ACTIVE}, State.ACTIVE: {State.DISSOLVED}}

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    agglomeration = models.ForeignKey(
        Agglomeration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
    )
    formed_by = models.ForeignKey(
        Act,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies_formed",
    )
    agreement = models.ForeignKey(
        Act,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies_based",
    )
    working_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place_kk = models.CharField(_("usual place in Kazakh"), max_length=200, blank=True)
    place_ru = models.CharField(_("usual place in Russian"), max_length=200, blank=True)
    city_kk = models.CharField(_("place of issue in Kazakh"), max_length=100, blank=True)
    city_ru = models.CharField(_("place of issue in Russian"), max_length=100, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    dissolved_at = models.DateTimeField(null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(
                name="quorum_is_a_fraction_of_one",
                violation_error_message=_(
                    "The quorum is a fraction of the members: not more than all of them."
                ),
                condition=Q(quorum_numerator__gte=1)
                & Q(quorum_denominator__gte=F("quorum_numerator")),
            ),
            models.CheckConstraint(
                name="body_is_active_since_a_time",
                condition=Q(state="draft", activated_at__isnull=True)
                | (~Q(state="draft") & Q(activated_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="body_is_dissolved_at_a_time",
                condition=Q(state="dissolved", dissolved_at__isnull=False)
                | (~Q(state="dissolved") & Q(dissolved_at__isnull=True)),
            ),
        ]

    def get_absolute_url(self):
        return reverse("councils:body_detail", args=[self.uid])

    def required_territories(self, on: date | None = None) -> list[Territory]:
        """Units whose akimats the management model calls into this council: the centre and the
        adjacent oblasts (or, round a centre of oblast significance, the adjacent rayons), as they
        are on the day (founding article, 2013)."""
        councils = (Body.Kind.COORDINATION_COUNCIL, Body.Kind.LOCAL_COUNCIL)
        if self.agglomeration is None or self.kind not in councils:
            return []
        centre = self.agglomeration.centre
        around = centre.adjacent.filter(kind=ADJACENT_KIND.get(centre.kind, ""))
        around = around.valid_on(on or timezone.localdate())
        return [centre, *around.order_by("name_kk", "pk")]

    def required_akimats(self) -> list[Organisation]:
        """Akimats of the required units, as far as they are in the register."""
        akimats = Organisation.objects.filter(
            kind=Organisation.Kind.AKIMAT, territory__in=self.required_territories()
        )
        return list(akimats.order_by("name_kk", "pk"))

    def missing_to_activate(self, on: date) -> list[str]:
        """What stands between forming the body and its work, in words for the page."""
        missing = []
        seats = list(self.seats.valid_on(on).select_related("organisation"))
        if self.formed_by is None:
            missing.append(gettext("The act that forms the body is not named."))
        if self.kind == Body.Kind.LOCAL_COUNCIL:  # Law No. 181-VII art. 12, domain rule 2
            if self.agreement is None or not self.agreement.is_in_force_on(on):
                missing.append(
                    gettext("There is no agreement in force between the executive bodies.")
                )
            if self.formed_by and self.formed_by.kind != Act.Kind.JOINT_DECISION:
                missing.append(gettext("A local council is formed by a joint decision."))
        missing += self._missing_akimats(on, seats)
        roles = {seat.role for seat in seats}
        if Seat.Role.CHAIR not in roles:
            missing.append(gettext("There is no chair."))
        if Seat.Role.SECRETARY not in roles:
            missing.append(gettext("There is no secretary."))
        return missing

    def _missing_akimats(self, on: date, seats: list["Seat"]) -> list[str]:
        """Name the required akimats without a voting seat, and units without an akimat at all."""
        required, missing = {}, []
        for territory in self.required_territories(on):
            akimat = territory.organisations.filter(kind=Organisation.Kind.AKIMAT).first()
            if akimat:
                required[str(akimat.pk)] = akimat.name
            else:
                text = gettext("The akimat is not in the register of organisations: %(territory)s.")
                missing.append(text % {"territory": territory.name})
        taking_part = {str(seat.organisation_id) for seat in seats if seat.is_voting}
        return missing + [
            gettext("No voting seat for: %(akimat)s.") % {"akimat": name}
            for name in rules.lacking_akimats(required, taking_part)
        ]


class SeatQuerySet(ValidityQuerySet):
    def of_user(self, user):
        """Seats of this person in any body, at any time."""
        return self.filter(official__user=user) if user.is_authenticated else self.none()

    def of_user_today(self, user):
        """Seats that this person holds today: they alone open what is not public yet."""
        return self.of_user(user).valid_on(timezone.localdate())

    def voting(self):
        return self.filter(is_voting=True)

    def in_order(self):
        """Chair first, then deputies, members, secretary; inside a role as the secretariat put."""
        order = models.Case(
            *[models.When(role=role, then=place) for place, role in enumerate(Seat.Role.values)],
            default=len(Seat.Role.values),
        )
        return self.order_by(order, "position", "pk")


class Seat(Valid):
    """An official in a body, for an organisation, in a role, from–to (domain rule 8)."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
        MEMBER = "member", _("member")
        SECRETARY = "secretary", _("secretary")
        SECRETARIAT = "secretariat", _("secretariat staff")
        OBSERVER = "observer", _("observer")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    is_voting = models.BooleanField(_("votes"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    title_kk = models.CharField(_("post in Kazakh"), max_length=300)
    title_ru = models.CharField(_("post in Russian"), max_length=300)
    title_en = models.CharField(_("post in English"), max_length=300, blank=True)
    title = Translated()

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            ExclusionConstraint(
                name="official_has_one_seat_in_a_body_at_a_time",
                violation_error_message=_(
                    "This person already has a seat in the body at that time."
                ),
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("official", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="body_has_one_chair_at_a_time",
                violation_error_message=_("The body already has a chair at that time."),
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(role="chair"),
            ),
            models.CheckConstraint(
                name="secretariat_and_observers_do_not_vote",
                violation_error_message=_("Secretariat staff and observers do not vote."),
                condition=~Q(role__in=["secretariat", "observer"], is_voting=True),
            ),
        ]

    def __str__(self):
        return f"{self.official}, {self.title}"
