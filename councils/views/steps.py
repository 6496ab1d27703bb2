"""What may be done with a meeting now, what stands in the way, and the one step that comes next."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Meeting, Participant
from ..permissions import (
    can_cancel_meeting,
    can_change_agenda,
    can_change_meeting,
    can_convene_meeting,
    can_open_meeting,
    can_publish_meeting,
    can_read_minutes,
    leads,
)
from ..reports import missing_to_convene, missing_to_publish
from ..working_days import publication_due

AFTER_SITTING = (Meeting.State.CLOSED, Meeting.State.MINUTES_SIGNED)


@dataclass(frozen=True)
class Step:
    """One act or page: the word on its button, where it leads, what forbids it now."""

    label: str
    url: str
    icon: str
    is_post: bool = False
    is_main: bool = False
    missing: list[str] = field(default_factory=list)
    due_on: date | None = None


def steps_of_meeting(
    user, meeting: Meeting, participant: Participant | None, at: datetime
) -> list[Step]:
    """Give what this person may do with the meeting now, the next step first."""
    if meeting.state == Meeting.State.DRAFT:
        return _in_preparation(user, meeting, at)
    if meeting.state == Meeting.State.CONVENED:
        return _before_sitting(user, meeting, participant)
    if meeting.state == Meeting.State.OPEN:
        return _in_session(user, meeting, participant)
    if meeting.state in AFTER_SITTING:
        return _after_sitting(user, meeting)
    return []


def _in_preparation(user, meeting, at) -> list[Step]:
    steps = []
    if can_convene_meeting(user, meeting):
        missing = missing_to_convene(meeting, at=at)
        steps.append(
            Step(_("Convene the meeting"), _to("meeting_convene", meeting), "send",
                 is_main=True, missing=missing)
        )  # fmt: skip
    return steps + _changes(user, meeting)


def _before_sitting(user, meeting, participant) -> list[Step]:
    steps = []
    if can_open_meeting(user, meeting):
        steps.append(
            Step(_("Go to the console"), _to("meeting_console", meeting), "play-circle",
                 is_main=True)
        )  # fmt: skip
    elif participant:
        steps.append(_sitting(meeting))
    return steps + _changes(user, meeting)


def _in_session(user, meeting, participant) -> list[Step]:
    steps = []
    if leads(user, meeting):
        console = _to("meeting_console", meeting)
        steps.append(Step(_("Go to the console"), console, "play-circle", is_main=True))
    if participant:
        steps.append(_sitting(meeting, is_main=not steps))
    return steps


def _after_sitting(user, meeting) -> list[Step]:
    steps = []
    minutes = getattr(meeting, "minutes", None)
    if meeting.state == Meeting.State.MINUTES_SIGNED and can_publish_meeting(user, meeting):
        steps.append(
            Step(_("Publish decisions and minutes"), _to("meeting_publish", meeting), "megaphone",
                 is_post=True, is_main=True, missing=missing_to_publish(meeting),
                 due_on=publication_due(timezone.localdate(minutes.completed_at))
                if minutes
                else None)
        )  # fmt: skip
    if minutes and can_read_minutes(user, minutes):
        page = _to("minutes_detail", meeting)
        steps.append(Step(_("Minutes"), page, "file-earmark-text", is_main=not steps))
    return steps


def _changes(user, meeting) -> list[Step]:
    steps = []
    if can_change_agenda(user, meeting):
        steps.append(Step(_("Agenda and papers"), _to("agenda_detail", meeting), "list-ol"))
    if can_change_meeting(user, meeting):
        steps.append(Step(_("Change day and place"), _to("meeting_change", meeting), "pencil"))
    if can_cancel_meeting(user, meeting):
        steps.append(Step(_("Cancel the meeting"), _to("meeting_cancel", meeting), "x-circle"))
    return steps


def _sitting(meeting, is_main=False) -> Step:
    page = _to("meeting_sitting", meeting)
    return Step(_("Go to the sitting"), page, "box-arrow-in-right", is_main=is_main)


def _to(name: str, meeting) -> str:
    return reverse(f"councils:{name}", args=[meeting.uid])
