"""A meeting is held and closed, or not held; at the end it is published."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.numbers import next_number
from agglo_portal.core.rules import require_move, require_nothing_missing

from ...models import AgendaItem, Decision, Meeting, Minutes, Poll, Seat
from ...reports import missing_to_publish, quorum_of
from ..agenda import PollStillOpen
from ..decisions import register_decisions
from ..locks import lock_meeting
from ..minutes import compose_minutes
from .calling import call_members
from .refusals import DecisionsTaken, ItemStillCurrent, ReasonsNeeded


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Open a convened meeting; its participants follow the seats of the day, the chair presides.

    A meeting may open without a quorum: it cannot vote then (domain rule 12). Refuses any state
    but convened.
    """
    meeting = lock_meeting(meeting)
    require_move(meeting, Meeting.State.OPEN)

    meeting.state = Meeting.State.OPEN
    meeting.opened_at = at
    meeting.save(update_fields=["state", "opened_at", "updated_at"])
    call_members(meeting, on=timezone.localdate(at))
    _let_chair_preside(meeting)
    quorum = quorum_of(meeting)
    journal.record(
        "meeting_opened",
        meeting,
        by=by,
        at=at,
        from_state=Meeting.State.CONVENED,
        to_state=meeting.state,
        present=quorum.present,
        total=quorum.total,
        needed=quorum.needed,
    )
    return meeting


@transaction.atomic
def mark_not_held(
    meeting: Meeting, *, reason_kk: str, reason_ru: str, by: User, at: datetime
) -> Meeting:
    """End a convened or open meeting as not held, as when no quorum came (domain rule 12).

    Refuses while voting goes on, after a decision was taken, and a reason that is not in both
    languages (domain rule 37).
    """
    meeting = lock_meeting(meeting)
    before = meeting.state
    require_move(meeting, Meeting.State.NOT_HELD)
    if not (reason_kk.strip() and reason_ru.strip()):
        raise ReasonsNeeded
    _require_no_open_poll(meeting)
    taken = Decision.objects.filter(item__meeting=meeting).exclude(state=Decision.State.DRAFT)
    if taken.exists():
        raise DecisionsTaken(count=taken.count())

    meeting.items.filter(state=AgendaItem.State.CURRENT).update(
        state=AgendaItem.State.WAITING, updated_at=at
    )
    meeting.state = Meeting.State.NOT_HELD
    meeting.ended_at = at
    meeting.ended_reason_kk = reason_kk.strip()
    meeting.ended_reason_ru = reason_ru.strip()
    meeting.save()
    quorum = quorum_of(meeting)
    journal.record(
        "meeting_not_held",
        meeting,
        by=by,
        at=at,
        from_state=before,
        to_state=meeting.state,
        present=quorum.present,
        needed=quorum.needed,
        reason_kk=meeting.ended_reason_kk,
        reason_ru=meeting.ended_reason_ru,
    )
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Close an open meeting: number it, register its decisions, compose its minutes; give these.

    The number is the ordinal within the calendar year and body (domain rule 21). Refuses while
    voting goes on or an item is being considered.
    """
    meeting = lock_meeting(meeting)
    require_move(meeting, Meeting.State.CLOSED)
    _require_no_open_poll(meeting)
    current = meeting.items.filter(state=AgendaItem.State.CURRENT).first()
    if current:
        raise ItemStillCurrent(title=current.title)

    meeting.state = Meeting.State.CLOSED
    meeting.closed_at = at
    meeting.number = meeting.number or _next_meeting_number(meeting)
    meeting.save(update_fields=["state", "closed_at", "number", "updated_at"])
    quorum = quorum_of(meeting)
    journal.record(
        "meeting_closed",
        meeting,
        by=by,
        at=at,
        from_state=Meeting.State.OPEN,
        to_state=meeting.state,
        number=meeting.number,
        present=quorum.present,
        total=quorum.total,
        needed=quorum.needed,
    )
    register_decisions(meeting, by=by, at=at)
    return compose_minutes(meeting, by=by, at=at)


@transaction.atomic
def publish_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Publish a meeting whose minutes are signed, with its registered decisions (domain rule 44).

    Refuses before the last signature, and what is not in both languages (domain rule 37).
    """
    meeting = lock_meeting(meeting)
    require_move(meeting, Meeting.State.PUBLISHED)
    require_nothing_missing(missing_to_publish(meeting))

    meeting.state = Meeting.State.PUBLISHED
    meeting.published_at = at
    meeting.save(update_fields=["state", "published_at", "updated_at"])
    decisions = Decision.objects.filter(item__meeting=meeting).registered()
    published = decisions.update(published_at=at, updated_at=at)
    outbox.order("tell_followers", key=f"tell_followers:{meeting.uid}", at=at, meeting=meeting.pk)
    journal.record(
        "meeting_published",
        meeting,
        by=by,
        at=at,
        from_state=Meeting.State.MINUTES_SIGNED,
        to_state=meeting.state,
        decisions=published,
    )
    return meeting


def _let_chair_preside(meeting: Meeting) -> None:
    """The chair presides, or the first deputy; unless somebody was named before."""
    if meeting.participants.filter(is_presiding=True).exists():
        return
    for role in (Seat.Role.CHAIR, Seat.Role.DEPUTY_CHAIR):
        first = meeting.participants.filter(role=role).order_by("position", "pk").first()
        if first:
            first.is_presiding = True
            first.save(update_fields=["is_presiding"])
            return


def _next_meeting_number(meeting: Meeting) -> str:
    """The next ordinal that no meeting of the body and year bears, also none written by hand."""
    series = f"meeting:{meeting.body_id}:{meeting.year}"
    taken = set(meeting.body.meetings.filter(year=meeting.year).values_list("number", flat=True))
    number = next_number(series)
    while str(number) in taken:
        number = next_number(series)
    return str(number)


def _require_no_open_poll(meeting: Meeting) -> None:
    polls = Poll.objects.filter(decision__item__meeting=meeting, state=Poll.State.OPEN)
    poll = polls.select_related("decision").first()
    if poll:
        raise PollStillOpen(title=poll.decision.title)
