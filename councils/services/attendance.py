"""Who answers, who comes and leaves, who presides. Presence follows from events alone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ..models import AttendanceEvent, Meeting, Participant
from .locks import lock_participant


class ResponseClosed(Refused):
    """An answer helps only before the meeting begins."""

    code = "response_closed"
    message = _("Answers are taken only while the meeting is convened and has not begun.")


class ResponseUnknown(Refused):
    """The answer is yes or no."""

    code = "response_unknown"
    message = _("Say whether you will come or not.")


class AttendanceClosed(Refused):
    """Presence is marked from the registration until the end of the session."""

    code = "attendance_closed"
    message = _("Attendance is marked only before and during the session.")


class CannotPreside(Refused):
    """A sitting is led by one of its voting members, who is there."""

    code = "cannot_preside"
    message = _("Only a voting member who is present can preside.")


@transaction.atomic
def respond(
    participant: Participant, *, response: str, note: str = "", by: User, at: datetime
) -> Participant:
    """Keep a participant's answer to the invitation: will come, or will not, with a note.

    Refuses outside the time between convening and opening. The same answer again is no act.
    """
    participant = lock_participant(participant)
    if participant.meeting.state != Meeting.State.CONVENED:
        raise ResponseClosed
    if response not in (Participant.Response.COMING, Participant.Response.NOT_COMING):
        raise ResponseUnknown
    note = note.strip()
    if (participant.response, participant.response_note) == (response, note):
        return participant

    participant.response = response
    participant.response_note = note
    participant.responded_at = at
    participant.save(update_fields=["response", "response_note", "responded_at"])
    _record("participant_responded", participant, by=by, at=at, response=response)
    return participant


@transaction.atomic
def mark_arrived(participant: Participant, *, by: User, at: datetime) -> Participant:
    """Mark that a participant came; coming twice is one event. The quorum follows at once.

    Refuses before convening and after the session.
    """
    return _mark(participant, AttendanceEvent.Kind.ARRIVED, by=by, at=at)


@transaction.atomic
def mark_left(participant: Participant, *, by: User, at: datetime) -> Participant:
    """Mark that a participant left, also while voting goes on; leaving twice is one event.

    Refuses before convening and after the session.
    """
    return _mark(participant, AttendanceEvent.Kind.LEFT, by=by, at=at)


@transaction.atomic
def preside(participant: Participant, *, by: User, at: datetime) -> Participant:
    """Let this participant preside instead of whoever did; again is no act.

    Refuses one who does not vote, in session one who is not there, and outside the meeting's time.
    """
    participant = lock_participant(participant)
    meeting = participant.meeting
    _require_attendance_time(meeting)
    if participant.is_presiding:
        return participant
    is_there = participant.is_present or meeting.state == Meeting.State.CONVENED
    if not (participant.is_voting and is_there):
        raise CannotPreside

    meeting.participants.filter(is_presiding=True).update(is_presiding=False)
    participant.is_presiding = True
    participant.save(update_fields=["is_presiding"])
    _record("participant_presides", participant, by=by, at=at)
    return participant


def _mark(participant: Participant, kind: str, *, by: User, at: datetime) -> Participant:
    participant = lock_participant(participant)
    _require_attendance_time(participant.meeting)
    is_present = kind == AttendanceEvent.Kind.ARRIVED
    if participant.is_present == is_present:
        return participant

    AttendanceEvent.objects.create(participant=participant, kind=kind, at=at, by=by)
    participant.is_present = is_present
    participant.save(update_fields=["is_present"])
    _record(f"participant_{kind}", participant, by=by, at=at)
    return participant


def _require_attendance_time(meeting: Meeting) -> None:
    if meeting.state not in (Meeting.State.CONVENED, Meeting.State.OPEN):
        raise AttendanceClosed


def _record(event: str, participant: Participant, *, by: User, at: datetime, **facts) -> None:
    """Write it into the meeting's journal: a participant has no page of his own."""
    journal.record(
        event,
        participant.meeting,
        by=by,
        at=at,
        participant=participant.pk,
        name_kk=participant.name_kk or participant.title_kk,
        name_ru=participant.name_ru or participant.title_ru,
        **facts,
    )
