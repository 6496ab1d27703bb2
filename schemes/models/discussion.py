"""Public discussion of a draft edition: remarks on places, moderation, official answers."""

from datetime import date

from django.contrib.gis.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated

from .. import geo
from .schemes import Edition


class DiscussionQuerySet(models.QuerySet):
    def announced(self):
        return self.filter(announced_at__isnull=False)

    def open_on(self, today: date):
        """Those in which remarks are taken on that day."""
        return self.announced().filter(opens_on__lte=today, closes_on__gte=today)

    def with_public_count(self):
        """With how many remarks anyone may read, and how many of them are answered."""
        published, answered = PublicRemark.State.PUBLISHED, PublicRemark.State.ANSWERED
        public = Q(remarks__state__in=[published, answered])
        return self.annotate(
            public_count=Count("remarks", filter=public),
            answered_count=Count("remarks", filter=Q(remarks__state=answered)),
        )


class Discussion(Addressed):
    """The days on which anyone may say what they think of a draft edition."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="discussion")
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    intro_kk = models.TextField(_("what is discussed, in Kazakh"))
    intro_ru = models.TextField(_("what is discussed, in Russian"))
    intro_en = models.TextField(_("what is discussed, in English"), blank=True)
    intro = Translated()
    announced_at = models.DateTimeField(null=True, blank=True)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("public discussion")
        verbose_name_plural = _("public discussions")
        constraints = [
            models.CheckConstraint(
                name="discussion_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            )
        ]

    def __str__(self):
        return f"{self.edition}: {self.opens_on}–{self.closes_on}"

    def get_absolute_url(self):
        return reverse("schemes:discussion_detail", args=[self.uid])

    def is_open(self, today: date) -> bool:
        """Whether remarks are taken: both days belong to the term (domain rule 56)."""
        return self.announced_at is not None and self.opens_on <= today <= self.closes_on


class PublicRemarkQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state__in=[PublicRemark.State.PUBLISHED, PublicRemark.State.ANSWERED])

    def waiting(self):
        return self.filter(state=PublicRemark.State.CONFIRMED)

    def newest_first(self):
        return self.order_by("-sent_at", "-pk")


class PublicRemark(Addressed):
    """What a person says of a place or an object of the draft; mail is confirmed, never shown."""

    class State(models.TextChoices):
        SENT = "sent", _("waits for the mail to be confirmed")
        CONFIRMED = "confirmed", _("waits for moderation")
        PUBLISHED = "published", _("published")
        ANSWERED = "answered", _("answered")
        REJECTED = "rejected", _("not published")

    MOVES = {
        State.SENT: {State.CONFIRMED},
        State.CONFIRMED: {State.PUBLISHED, State.REJECTED},
        State.PUBLISHED: {State.ANSWERED, State.REJECTED},
        State.REJECTED: {State.PUBLISHED},
    }

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SENT)
    place = models.PointField(_("place"), srid=geo.WGS84)
    lineage = models.UUIDField(null=True, blank=True)
    author = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=2)
    text = models.TextField(_("remark"), max_length=3000)
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rejected_reason = models.CharField(_("why it is not published"), max_length=500, blank=True)

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken into account")
        PARTLY = "partly", _("taken into account in part")
        NOT_TAKEN = "not_taken", _("not taken into account")
        EXPLAINED = "explained", _("explained")

    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    answer_kk = models.TextField(_("answer in Kazakh"), blank=True)
    answer_ru = models.TextField(_("answer in Russian"), blank=True)
    answer = Translated()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark of the public")
        verbose_name_plural = _("remarks of the public")
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "number"], name="remark_number_is_given_once"
            ),
            models.CheckConstraint(
                name="unpublished_remark_says_why",
                condition=~Q(state="rejected") | ~Q(rejected_reason=""),
            ),
            models.CheckConstraint(
                name="answered_remark_has_its_answer",
                condition=~Q(state="answered")
                | (
                    ~Q(answer_kk="")
                    & ~Q(answer_ru="")
                    & ~Q(outcome="")
                    & Q(answered_at__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["discussion", "state"], name="remark_by_state"),
        ]

    def __str__(self):
        return f"№ {self.number}" if self.number else str(self.uid)

    def get_absolute_url(self):
        return reverse("schemes:remark_detail", args=[self.uid])
