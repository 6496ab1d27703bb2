"""The scheme of an agglomeration, its phases and its editions."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated
from councils.models import Act, Agglomeration, Body, Decision, Post, Seat
from councils.models.territories import Named

from .seals import EDITION

SLUG = RegexValidator(r"^[a-z0-9][a-z0-9-]{0,39}$", _("Small Latin letters, digits and hyphens."))


class Scheme(Addressed, Named):
    """A scheme of territorial development: an act and its editions (domain rule 33)."""

    class Standing(models.TextChoices):
        TO_VERIFY = "to_verify", _("to be verified")
        IN_FORCE = "in_force", _("in force")
        REPEALED = "repealed", _("repealed")

    code = models.CharField(_("short address"), max_length=40, unique=True, validators=[SLUG])
    agglomeration = models.ForeignKey(
        Agglomeration, on_delete=models.PROTECT, related_name="schemes"
    )
    # Whose secretariat keeps the scheme, and whose decisions endorse its editions.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="schemes")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What a person found out about its force; the portal never claims force by itself.
    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing, default=Standing.TO_VERIFY
    )
    standing_source = models.CharField(_("where this is known from"), max_length=500, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    horizon = models.PositiveSmallIntegerField(_("horizon, year"))

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        constraints = [
            models.CheckConstraint(
                name="known_standing_says_when_and_where_from",
                condition=Q(standing="to_verify")
                | (Q(verified_on__isnull=False) & ~Q(standing_source="")),
            ),
            models.CheckConstraint(
                name="scheme_looks_to_a_year_of_ours",
                violation_error_message=_("The horizon is a year from 1990 to 2100."),
                condition=Q(horizon__gte=1990, horizon__lte=2100),
            ),
        ]

    def get_absolute_url(self):
        return reverse("schemes:scheme_detail", args=[self.code])


class Phase(Named):
    """A stage of the scheme: the present, the first stage, the design horizon."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="phases")
    code = models.CharField(_("code"), max_length=40, validators=[SLUG])
    position = models.PositiveSmallIntegerField(_("order"))
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="phase_code_is_given_once"),
            models.UniqueConstraint(
                fields=["scheme", "position"], name="phases_stand_in_one_order"
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_starts",
                violation_error_message=_("The phase ends before it starts."),
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]


class EditionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Edition.State.PUBLISHED)

    def visible_to(self, user):
        """Published ones and those under public discussion to anyone; a draft to the people of
        the body and of the organisations that keep a layer of the scheme."""
        public = Q(state=Edition.State.PUBLISHED) | Q(discussion__announced_at__isnull=False)
        if user.is_superuser:
            return self
        if not user.is_authenticated:
            return self.filter(public)
        bodies = Seat.objects.of_user_today(user).values("body")
        posts = Post.objects.filter(official__user=user).valid_on(timezone.localdate())
        kept = Scheme.objects.filter(layers__keepers__in=posts.values("organisation"))
        return self.filter(public | Q(scheme__body__in=bodies) | Q(scheme__in=kept))

    def newest_first(self):
        return self.order_by("-year", "-pk")


class Edition(Addressed):
    """The whole scheme at one time: a draft, or what was endorsed and published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted to the council")
        ENDORSED = "endorsed", _("endorsed")
        PUBLISHED = "published", _("published")
        DISCARDED = "discarded", _("discarded")

    MOVES = {
        State.DRAFT: {State.SUBMITTED, State.DISCARDED},
        State.SUBMITTED: {State.DRAFT, State.ENDORSED},
        State.ENDORSED: {State.PUBLISHED},
    }

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(_("short address"), max_length=40, validators=[SLUG])
    year = models.PositiveSmallIntegerField(_("year"))
    note_kk = models.TextField(_("what it changes, in Kazakh"), blank=True)
    note_ru = models.TextField(_("what it changes, in Russian"), blank=True)
    note_en = models.TextField(_("what it changes, in English"), blank=True)
    note = Translated()
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers"
    )
    # While the objects of `based_on` are being copied into it, a draft is not yet filled.
    filled_at = models.DateTimeField(null=True, blank=True)
    # Rises with every change of its objects: what was drawn of it for another number is stale.
    revision = models.PositiveIntegerField(default=1)
    # What endorsed it: a decision of the body, or an act that approved it.
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="edition_code_is_given_once",
                violation_error_message=_("The scheme already has an edition with this address."),
            ),
            models.CheckConstraint(
                name="endorsed_edition_names_what_endorsed_it",
                condition=Q(state__in=["draft", "submitted", "discarded"])
                | Q(decision__isnull=False)
                | Q(act__isnull=False),
            ),
            models.CheckConstraint(
                name="edition_is_endorsed_at_a_time",
                condition=Q(state__in=["endorsed", "published"], endorsed_at__isnull=False)
                | Q(state__in=["draft", "submitted", "discarded"], endorsed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="edition_is_published_at_a_time",
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_filled_edition_goes_on",
                condition=Q(state__in=["draft", "discarded"]) | Q(filled_at__isnull=False),
            ),
        ]
        triggers = EDITION

    def __str__(self):
        return f"{self.scheme.name}, {self.code}"

    def get_absolute_url(self):
        return reverse("schemes:edition_detail", args=[self.scheme.code, self.code])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED
