"""The memorandum: what it is, between whom, and how far it has come."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated
from councils.models import Act, AgendaItem, Body, Decision, Post, Seat

from .seals import MEMORANDUM

SECRETARIAT = (Seat.Role.SECRETARY, Seat.Role.SECRETARIAT)


class MemorandumQuerySet(models.QuerySet):
    def texts(self):
        """Memoranda and agreements, without the templates."""
        return self.filter(is_template=False)

    def templates(self):
        return self.filter(is_template=True)

    def public(self):
        """What stands in the register: registered, whatever came after."""
        return self.texts().filter(state__in=Memorandum.PUBLIC_STATES)

    def led_by(self, user):
        """Those of bodies of whose secretariat the person is today."""
        seats = Seat.objects.of_user_today(user).filter(role__in=SECRETARIAT)
        return self.texts().filter(body__in=seats.values("body"))

    def of_party_of(self, user):
        """Those sent to an organisation in which the person has a post today."""
        if not user.is_authenticated:
            return self.none()
        posts = Post.objects.filter(official__user=user).valid_on(timezone.localdate())
        mine = self.texts().filter(parties__organisation__in=posts.values("organisation"))
        return mine.filter(Q(state__in=Memorandum.SENT_STATES) | Q(versions__isnull=False))

    def visible_to(self, user):
        """The register for all; to a party what was sent to it; to the secretariat its own.

        A draft that was never sent exists for its secretariat alone.
        """
        texts = self.texts()
        if user.is_superuser:
            return texts
        found = Q(state__in=Memorandum.PUBLIC_STATES)
        if user.is_authenticated:
            found |= Q(pk__in=Memorandum.objects.led_by(user).values("pk"))
            found |= Q(pk__in=Memorandum.objects.of_party_of(user).values("pk"))
        return texts.filter(found)

    def templates_of(self, user):
        """Templates that the person's secretariats keep."""
        seats = Seat.objects.of_user_today(user).filter(role__in=SECRETARIAT)
        return self.templates().filter(body__in=seats.values("body"))

    def in_force_on(self, day: date):
        """Those whose dates say that they were in force on the day (suspensions apart)."""
        begun = Q(in_force_on__lte=day)
        return self.public().filter(
            begun, Q(ended_on__isnull=True) | Q(ended_on__gt=day), _not_run_out(day)
        )

    def newest_first(self):
        return self.order_by("-updated_at", "-pk")

    def register_order(self):
        return self.order_by(F("registered_at").desc(nulls_last=True), "-pk")


def _not_run_out(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


class Memorandum(Addressed):
    """A text of two or more akimats: of intent, or an agreement under art. 10 of Law 181-VII.

    The two kinds have their own required sections and follow-up (domain rule 27). A template is a
    memorandum too: the same tree, the same editor; it is never sent.
    """

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", _("memorandum")
        AGREEMENT = (
            "agreement",
            _("agreement on joint resolution of issues of local importance"),
        )

    class Relation(models.TextChoices):
        ORIGINAL = "original", _("own text")
        AMENDMENT = "amendment", _("amendments and additions")
        ANNEX = "annex", _("annex")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        NEGOTIATION = "negotiation", _("under negotiation")
        APPROVAL = "approval", _("under approval")
        PREPARED = "prepared", _("prepared for signature")
        SIGNING = "signing", _("for signature")
        SIGNED = "signed", _("signed by all")
        REGISTERED = "registered", _("registered")
        IN_FORCE = "in_force", _("in force")
        SUSPENDED = "suspended", _("suspended")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")
        CANCELLED = "cancelled", _("withdrawn")

    MOVES = {
        State.DRAFT: {State.NEGOTIATION, State.CANCELLED},
        State.NEGOTIATION: {State.APPROVAL, State.CANCELLED},
        State.APPROVAL: {State.PREPARED, State.NEGOTIATION, State.CANCELLED},
        State.PREPARED: {State.SIGNING, State.NEGOTIATION, State.CANCELLED},
        State.SIGNING: {State.SIGNED, State.NEGOTIATION, State.CANCELLED},
        State.SIGNED: {State.REGISTERED},
        State.REGISTERED: {State.IN_FORCE, State.TERMINATED},
        State.IN_FORCE: {State.SUSPENDED, State.EXPIRED, State.TERMINATED},
        State.SUSPENDED: {State.IN_FORCE, State.EXPIRED, State.TERMINATED},
    }
    PUBLIC_STATES = (
        State.REGISTERED, State.IN_FORCE, State.SUSPENDED, State.EXPIRED, State.TERMINATED,
    )  # fmt: skip
    SENT_STATES = (
        State.NEGOTIATION, State.APPROVAL, State.PREPARED, State.SIGNING, State.SIGNED,
        *PUBLIC_STATES,
    )  # fmt: skip

    class Start(models.TextChoices):
        LAST_SIGNATURE = "last_signature", _("from the day of the last signature")
        NAMED_DAY = "named_day", _("from the day named in it")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEMORANDUM)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    is_template = models.BooleanField(_("template"), default=False)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="memoranda",
        verbose_name=_("council or commission"),
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title = Translated()
    shown_title = Translated()  # as it was sent last, of rows of reading.with_shown_titles
    place_kk = models.CharField(_("place in Kazakh"), max_length=120, blank=True)
    place_ru = models.CharField(_("place in Russian"), max_length=120, blank=True)
    relation = models.CharField(
        _("relation"), max_length=10, choices=Relation, default=Relation.ORIGINAL
    )
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("changes or supplements"),
    )
    called_for_by = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memoranda",
        verbose_name=_("decision that called for it"),
    )
    considered_in = models.ManyToManyField(
        AgendaItem,
        blank=True,
        related_name="memoranda",
        verbose_name=_("agenda items that considered it"),
    )
    signs_in_order = models.BooleanField(_("parties sign one after another"), default=False)
    starts = models.CharField(
        _("enters into force"), max_length=14, choices=Start, default=Start.LAST_SIGNATURE
    )
    starts_on = models.DateField(_("named day of entry into force"), null=True, blank=True)
    ends_on = models.DateField(_("in force till, inclusive"), null=True, blank=True)

    # Who speaks last: what the present round is about.
    version_number = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(_("number"), null=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    registered_at = models.DateTimeField(_("registered at"), null=True)
    in_force_on = models.DateField(_("in force from"), null=True)
    ended_on = models.DateField(_("ended on"), null=True)
    cancelled_reason = models.TextField(_("reason of withdrawal"), blank=True)
    # Of a registered agreement: what a body's formation cites (Law 181-VII art. 12).
    act = models.OneToOneField(
        Act, on_delete=models.PROTECT, null=True, blank=True, related_name="memorandum"
    )
    is_demo = models.BooleanField(default=False, editable=False)

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        constraints = [
            models.CheckConstraint(
                name="template_stays_a_draft", condition=Q(is_template=False) | Q(state="draft")
            ),
            models.CheckConstraint(
                name="amendment_names_what_it_changes",
                condition=Q(relation="original", amends__isnull=True)
                | (~Q(relation="original") & Q(amends__isnull=False)),
            ),
            models.CheckConstraint(
                name="named_start_names_its_day",
                condition=Q(starts="last_signature")
                | Q(starts_on__isnull=False)
                | Q(state="draft"),
            ),
            models.CheckConstraint(
                name="registered_memorandum_has_its_number",
                condition=Q(number__isnull=False, year__isnull=False, registered_at__isnull=False)
                | Q(number__isnull=True, registered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="public_memorandum_is_registered_and_signed",
                condition=~Q(
                    state__in=["registered", "in_force", "suspended", "expired", "terminated"]
                )
                | Q(number__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="memorandum_in_force_since_a_day",
                condition=~Q(state__in=["in_force", "suspended", "expired"])
                | Q(in_force_on__isnull=False),
            ),
            models.CheckConstraint(
                name="memorandum_ended_on_a_day",
                condition=Q(state__in=["expired", "terminated"], ended_on__isnull=False)
                | (~Q(state__in=["expired", "terminated"]) & Q(ended_on__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "year", "number"],
                name="memorandum_number_is_given_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-registered_at", "-id"], name="memoranda_register"),
            models.Index(fields=["-updated_at", "-id"], name="memoranda_newest"),
            models.Index(fields=["updated_at", "id"], name="memoranda_changes"),
        ]
        triggers = MEMORANDUM

    def __str__(self):
        return f"{self.label} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("memoranda:memorandum_detail", args=[self.uid])

    @property
    def label(self) -> str:
        """The registration number as it is cited: № 4/2026; empty before registration."""
        return f"№ {self.number}/{self.year}" if self.number else ""

    @property
    def is_agreement(self) -> bool:
        return self.kind == self.Kind.AGREEMENT

    @property
    def is_public(self) -> bool:
        return self.state in self.PUBLIC_STATES and not self.is_template

    @property
    def is_worded(self) -> bool:
        """Whether the working text may still change."""
        return self.state in (self.State.DRAFT, self.State.NEGOTIATION)

    def is_led_by(self, user: User) -> bool:
        return Memorandum.objects.filter(pk=self.pk).led_by(user).exists()
