"""What waits for the secretariat of a body: one query a kind of work."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Decision, DecisionPoint, Meeting, Minutes
from ..working_days import publication_due, special_days, working_days_before
from .things import Todo, meeting_name, to

LAGGING = (Minutes.State.DRAFT, Minutes.State.PREPARED, Minutes.State.REFUSED,
           Minutes.State.CANCELLED)  # fmt: skip
BEFORE_VOTE = (Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN)


def secretariat_todos(led: set[int], *, at: datetime) -> list[Todo]:
    """Give what the secretariat of these bodies has to do, from the draft to publication."""
    special = special_days()
    return [
        *_preparing(led, special),
        *_sittings(led, at),
        *_wording(led),
        *_publishing(led, special),
        *_lacking_texts(led),
    ]


def _preparing(led, special) -> list[Todo]:
    """Drafts of meetings: their papers are due some working days before (domain rule 9)."""
    drafts = Meeting.objects.filter(body__in=led, state=Meeting.State.DRAFT)
    return [
        Todo(
            kind=_("Meeting in preparation"),
            icon="calendar-plus",
            title=meeting_name(meeting),
            why=_("Agenda, papers and drafts in both languages, then the invitation."),
            button=_("Prepare"),
            url=meeting.get_absolute_url(),
            due=_materials_due(meeting, special),
        )
        for meeting in drafts.with_body()
    ]


def _sittings(led, at) -> list[Todo]:
    tonight = timezone.localtime(at).replace(hour=23, minute=59, second=59)
    soon = Q(state=Meeting.State.CONVENED, starts_at__lte=tonight) | Q(state=Meeting.State.OPEN)
    return [
        Todo(
            kind=_("Sitting"),
            icon="play-circle",
            title=meeting_name(meeting),
            why=_("The session goes on.")
            if meeting.state == Meeting.State.OPEN
            else _("Mark who arrives, then open the sitting."),
            button=_("To the console"),
            url=to("meeting_console", meeting),
            due=meeting.starts_at,
        )
        for meeting in Meeting.objects.filter(soon, body__in=led).with_body()
    ]


def _wording(led) -> list[Todo]:
    lagging = Minutes.objects.filter(meeting__body__in=led, state__in=LAGGING)
    return [
        Todo(
            kind=_("Minutes"),
            icon="file-earmark-text",
            title=meeting_name(each.meeting),
            why=each.get_state_display(),
            button=_("To the minutes"),
            url=to("minutes_detail", each.meeting),
            due=each.due_on,
        )
        for each in lagging.select_related("meeting__body")
    ]


def _publishing(led, special) -> list[Todo]:
    signed = Meeting.objects.filter(body__in=led, state=Meeting.State.MINUTES_SIGNED)
    return [
        Todo(
            kind=_("Publication"),
            icon="megaphone",
            title=meeting_name(meeting),
            why=_("Published within three working days of the signatures."),
            button=_("Publish"),
            url=meeting.get_absolute_url(),
            due=publication_due(timezone.localdate(meeting.minutes.completed_at), special),
        )
        for meeting in signed.with_body().select_related("minutes")
    ]


def _lacking_texts(led) -> list[Todo]:
    """Drafts without their Russian text: no vote can be opened on them (domain rule 37)."""
    points = DecisionPoint.objects.filter(decision=OuterRef("pk"), text_ru="")
    drafts = Decision.objects.filter(
        Q(title_ru="") | Q(Exists(points)) | ~Q(preamble_kk="") & Q(preamble_ru=""),
        body__in=led,
        state=Decision.State.DRAFT,
        item__meeting__state__in=BEFORE_VOTE,
    )
    return [
        Todo(
            kind=_("Draft decision"),
            icon="translate",
            title=draft.title,
            why=_("The Russian text is not complete: no vote can be opened on it."),
            button=_("Add the text"),
            url=to("decision_change", draft),
            due=draft.item.meeting.starts_at,
        )
        for draft in drafts.select_related("item__meeting")
    ]


def _materials_due(meeting: Meeting, special) -> date | None:
    if meeting.starts_at is None:
        return None
    day = timezone.localdate(meeting.starts_at)
    return working_days_before(day, meeting.body.materials_days, special)
