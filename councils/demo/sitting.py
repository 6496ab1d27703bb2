"""How a meeting of the demo is held: who came, what was considered, how each voted."""

from datetime import datetime, timedelta

from agglo_portal.core.models import User

from ..models import AgendaItem, Meeting, Official, Participant, Poll, Vote
from ..services.agenda import finish_item, start_item, take_off_item
from ..services.attendance import mark_arrived, mark_left
from ..services.decisions import defer_decision
from ..services.meetings import close_meeting, mark_not_held, open_meeting
from ..services.polls import cast_vote, close_poll, enter_vote, open_poll
from .clock import HALF_HOUR, MINUTE
from .data import uid

SECOND = timedelta(seconds=1)


def hold(meeting: Meeting, entry: dict, *, by: User) -> None:
    """Open the meeting, go through its agenda, close it."""
    late, early = entry.get("came_late", []), entry.get("left_early", [])
    _come(meeting, without=entry.get("absent", []) + late, by=by)
    at = meeting.starts_at + 2 * MINUTE
    open_meeting(meeting, by=by, at=at)
    items = list(meeting.items.select_related("decision").order_by("position"))
    for item, said in zip(items, entry["item"], strict=True):
        at += MINUTE
        if item is items[-1]:
            for person in _named(meeting, early):
                mark_left(person, by=by, at=at)
        at = _consider(item, said, by=by, at=at)
        if item is items[0]:
            for person in _named(meeting, late):
                mark_arrived(person, by=by, at=at + MINUTE)
            at += 2 * MINUTE
    close_meeting(meeting, by=by, at=at + 3 * MINUTE)


def wait_in_vain(meeting: Meeting, entry: dict, *, by: User) -> None:
    """Half an hour passes without a quorum: the meeting is not held (domain rule 12)."""
    _come(meeting, without=entry["absent"], by=by)
    mark_not_held(
        meeting,
        reason_kk=entry["reason_kk"],
        reason_ru=entry["reason_ru"],
        by=by,
        at=meeting.starts_at + HALF_HOUR,
    )


def _come(meeting: Meeting, *, without: list[str], by: User) -> None:
    missing = {uid(Official, key) for key in without}
    at = meeting.starts_at - 22 * MINUTE
    for person in meeting.participants.select_related("official").order_by("position", "pk"):
        if person.official.uid not in missing:
            at += MINUTE
            mark_arrived(person, by=by, at=at)


def _named(meeting: Meeting, keys: list[str]):
    return meeting.participants.filter(official__uid__in=[uid(Official, key) for key in keys])


def _consider(item: AgendaItem, said: dict, *, by: User, at: datetime) -> datetime:
    """Consider one item; give the time at which it ended."""
    result = said.get("result", "adopted")
    if result == "taken_off":
        take_off_item(item, reason=said["reason"], by=by, at=at)
        return at + MINUTE
    start_item(item, by=by, at=at)
    at += timedelta(minutes=item.planned_minutes - 4)
    if result == "deferred":
        defer_decision(item.decision, reason=said["reason"], by=by, at=at)
    else:
        poll = open_poll(item.decision, by=by, at=at)
        at = _vote(poll, said, item.meeting, by=by, at=at)
        _require_as_written(close_poll(poll, by=by, at=at), result)
    at += MINUTE
    finish_item(item, by=by, at=at)
    return at


def _vote(poll: Poll, said: dict, meeting: Meeting, *, by: User, at: datetime) -> datetime:
    """Each present member votes on his own device, or the secretary enters his voice."""
    choices = {
        uid(Official, key): choice
        for choice in (Vote.Choice.AGAINST, Vote.Choice.ABSTAINED)
        for key in said.get(choice.value, [])
    }
    silent = {uid(Official, key) for key in said.get("silent", [])}
    members = meeting.participants.filter(is_voting=True, is_present=True)
    for member in members.select_related("official__user").order_by("position", "pk"):
        who = member.official.uid
        if who in silent:
            continue
        at += 7 * SECOND
        choice = choices.get(who, Vote.Choice.FOR)
        _give(poll, member, choice, by=by, at=at)
    return at + 20 * SECOND


def _give(poll: Poll, member: Participant, choice: str, *, by: User, at: datetime) -> None:
    own = member.official.user
    if own:
        cast_vote(poll, member, choice=choice, by=own, at=at)
    else:
        enter_vote(poll, member, choice=choice, by=by, at=at)


def _require_as_written(poll: Poll, result: str) -> None:
    """The data say what came out; if the count says otherwise, the data are wrong."""
    if poll.adopted != (result == "adopted"):
        raise ValueError(f"The demo's votes do not give “{result}”: {poll.decision.title_kk}")
