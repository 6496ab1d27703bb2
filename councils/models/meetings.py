"""Meetings: who is called, who came and left."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated

from .bodies import Body, Seat
from .organisations import Official, Organisation


class MeetingQuerySet(models.QuerySet):
    def public(self):
        """Meetings that anyone may read: announced open ones (also when they were called off)
        and published ones; a draft cancelled before it was announced stays unknown."""
        return self.filter(self._public())

    def visible_to(self, user):
        """Public meetings; all announced ones of a body to those who sit in it today or were
        called to them; a draft only to the body's secretariat and chair."""
        if user.is_superuser:
            return self
        if not user.is_authenticated:
            return self.public()
        seats = Seat.objects.of_user_today(user)
        leading = seats.filter(
            role__in=[Seat.Role.CHAIR, Seat.Role.SECRETARY, Seat.Role.SECRETARIAT]
        )
        called = Participant.objects.filter(official__user=user)
        own = Q(body__in=seats.values("body")) | Q(pk__in=called.values("meeting"))
        return self.filter(
            self._public() | Q(convened_at__isnull=False) & own | Q(body__in=leading.values("body"))
        )

    def closed_doors(self):
        """Announced meetings held behind closed doors: the public reads when and why, no more
        (domain rule 16)."""
        return self.filter(is_open=False, convened_at__isnull=False)

    def _public(self):
        announced = Q(is_open=True, convened_at__isnull=False)
        return announced | Q(state=Meeting.State.PUBLISHED)

    def with_body(self):
        return self.select_related("body", "body__agglomeration")

    def newest_first(self):
        return self.order_by("-year", models.F("starts_at").desc(nulls_last=True), "-pk")

    def soonest_first(self):
        return self.order_by("starts_at", "pk")


class Meeting(Addressed):
    """One sitting of a body: convened, held, closed, its minutes signed and published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        CONVENED = "convened", _("convened")
        OPEN = "open", _("in session")
        CLOSED = "closed", _("closed, minutes being prepared")
        MINUTES_SIGNED = "minutes_signed", _("minutes signed")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")
        NOT_HELD = "not_held", _("not held")

    MOVES = {
        State.DRAFT: {State.CONVENED, State.CANCELLED},
        State.CONVENED: {State.OPEN, State.CANCELLED, State.NOT_HELD},
        State.OPEN: {State.CLOSED, State.NOT_HELD},
        State.CLOSED: {State.MINUTES_SIGNED},
        State.MINUTES_SIGNED: {State.PUBLISHED},
    }

    class Kind(models.TextChoices):
        REGULAR = "regular", _("regular meeting")
        EXTRAORDINARY = "extraordinary", _("extraordinary meeting")
        FIELD = "field", _("field meeting")
        WORKING = "working", _("working meeting")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        VIDEO = "video", _("by video link")
        MIXED = "mixed", _("in person and by video link")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.DRAFT)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.REGULAR)
    format = models.CharField(_("format"), max_length=12, choices=Format, default=Format.IN_PERSON)
    starts_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("number"), max_length=20, blank=True)
    place_kk = models.CharField(_("place in Kazakh"), max_length=200, blank=True)
    place_ru = models.CharField(_("place in Russian"), max_length=200, blank=True)
    place = Translated()
    video_url = models.URLField(_("video link for members"), blank=True)
    broadcast_url = models.URLField(_("public broadcast"), blank=True)
    is_open = models.BooleanField(_("open to the public"), default=True)
    closed_reason_kk = models.TextField(_("why it is closed, in Kazakh"), blank=True)
    closed_reason_ru = models.TextField(_("why it is closed, in Russian"), blank=True)
    closed_reason = Translated()
    topic_kk = models.CharField(_("topic in Kazakh"), max_length=300, blank=True)
    topic_ru = models.CharField(_("topic in Russian"), max_length=300, blank=True)
    topic = Translated()
    # A meeting known only from a publication (the founding article): no day, no signed minutes.
    source_kk = models.TextField(_("source, in Kazakh"), blank=True)
    source_ru = models.TextField(_("source, in Russian"), blank=True)
    source = Translated()

    # Raised at every change a calendar must follow (RFC 5545 SEQUENCE).
    revision = models.PositiveSmallIntegerField(default=0)
    convened_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("cancelled or not held at"), null=True, blank=True)
    ended_reason_kk = models.TextField(_("why not, in Kazakh"), blank=True)
    ended_reason_ru = models.TextField(_("why not, in Russian"), blank=True)
    ended_reason = Translated()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"],
                name="meeting_number_is_unique_in_body_and_year",
                condition=~Q(number=""),
            ),
            models.CheckConstraint(
                name="meeting_without_a_day_has_a_source",
                condition=Q(starts_at__isnull=False) | ~Q(source_kk=""),
            ),
            models.CheckConstraint(
                name="meeting_is_convened_at_a_time",
                condition=Q(state__in=["draft", "cancelled"])
                | Q(convened_at__isnull=False)
                | ~Q(source_kk=""),
            ),
            models.CheckConstraint(
                name="meeting_is_closed_at_a_time",
                condition=Q(
                    state__in=["closed", "minutes_signed", "published"],
                    closed_at__isnull=False,
                )
                | Q(state="published") & ~Q(source_kk="")
                | (
                    ~Q(state__in=["closed", "minutes_signed", "published"])
                    & Q(closed_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="meeting_is_published_at_a_time",
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="meeting_ended_without_decisions_at_a_time",
                condition=Q(state__in=["cancelled", "not_held"], ended_at__isnull=False)
                | (~Q(state__in=["cancelled", "not_held"]) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="closed_door_meeting_says_why",
                condition=Q(is_open=True) | (~Q(closed_reason_kk="") & ~Q(closed_reason_ru="")),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-starts_at"], name="meeting_of_body"),
            models.Index(fields=["-updated_at", "-id"], name="meeting_changes"),
        ]

    def __str__(self):
        number = f" № {self.number}" if self.number else ""
        return f"{self.body}, {self.get_kind_display()}{number}, {self.starts_at or self.year}"

    def get_absolute_url(self):
        return reverse("councils:meeting_detail", args=[self.uid])

    def is_agenda_frozen(self) -> bool:
        """From convening on the agenda stands as the members were told (domain rule 10)."""
        return self.state != Meeting.State.DRAFT


class Participant(models.Model):
    """A person called to a meeting, with the name and post of that day (domain rule 8)."""

    class Response(models.TextChoices):
        NONE = "none", _("no answer yet")
        COMING = "coming", _("will come")
        NOT_COMING = "not_coming", _("will not come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=12, choices=Seat.Role, blank=True)
    is_voting = models.BooleanField(_("votes"), default=False)
    is_presiding = models.BooleanField(_("presides"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name = Translated()
    title_kk = models.CharField(_("post in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("post in Russian"), max_length=300, blank=True)
    title_en = models.CharField(_("post in English"), max_length=300, blank=True)
    title = Translated()
    response = models.CharField(_("answer"), max_length=12, choices=Response, default=Response.NONE)
    response_note = models.CharField(_("note to the answer"), max_length=500, blank=True)
    responded_at = models.DateTimeField(null=True)
    # Derived from the last attendance event, kept here for one quick count.
    is_present = models.BooleanField(_("present"), default=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "official"],
                name="official_is_called_to_a_meeting_once",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_presiding=True),
                name="one_person_presides_over_a_meeting",
            ),
        ]

    def __str__(self):
        return self.name or self.title


class AttendanceEvent(models.Model):
    """A participant arrived or left; presence and quorum follow from these rows alone."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("arrived")
        LEFT = "left", _("left")

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("event"), max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance")
        indexes = [models.Index(fields=["participant", "-id"], name="attendance_of_participant")]

    def __str__(self):
        return f"{self.participant}: {self.get_kind_display()} {self.at:%H:%M}"
