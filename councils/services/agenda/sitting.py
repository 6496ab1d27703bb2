"""The agenda in the sitting: items are considered one at a time, or taken off."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move

from ...models import AgendaItem, Decision, Meeting, Poll
from ..locks import lock_item
from .refusals import (
    AgendaNotFrozen,
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
)


@transaction.atomic
def take_off_item(item: AgendaItem, *, reason: str, by: User, at: datetime) -> AgendaItem:
    """Take an item off a told agenda; it stays on the record and never returns to this meeting
    (domain rule 10; PP No. 247 item 15).

    Refuses in a draft agenda, without a reason, during a vote on it, and after its decision.
    """
    item = lock_item(item)
    meeting = item.meeting
    if not meeting.is_agenda_frozen():
        raise AgendaNotFrozen
    if meeting.state not in (Meeting.State.CONVENED, Meeting.State.OPEN):
        raise MeetingNotOpen
    before = item.state
    require_move(item, AgendaItem.State.TAKEN_OFF)
    if not reason.strip():
        raise ReasonNeeded
    require_no_open_poll(item)
    if item.decision.state != Decision.State.DRAFT:
        raise DecisionTaken(title=item.title)

    item.state = AgendaItem.State.TAKEN_OFF
    item.taken_off_reason = reason.strip()
    item.finished_at = at if item.started_at else None
    item.save(update_fields=["state", "taken_off_reason", "finished_at", "updated_at"])
    journal.record(
        "agenda_item_taken_off",
        item,
        by=by,
        at=at,
        from_state=before,
        to_state=item.state,
        reason=item.taken_off_reason,
    )
    return item


@transaction.atomic
def start_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Begin the consideration of an item, or return to it; the one before it is finished.

    Refuses outside a session, for an item taken off (domain rule 10), and while voting on the
    item before it goes on.
    """
    item = lock_item(item)
    if item.meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen
    before = item.state
    require_move(item, AgendaItem.State.CURRENT)
    current = item.meeting.items.filter(state=AgendaItem.State.CURRENT).first()
    if current:
        _finish(current, by=by, at=at)

    item.state = AgendaItem.State.CURRENT
    item.started_at = item.started_at or at
    item.finished_at = None
    item.save(update_fields=["state", "started_at", "finished_at", "updated_at"])
    journal.record(
        "agenda_item_started", item, by=by, at=at, from_state=before, to_state=item.state
    )
    return item


@transaction.atomic
def finish_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """End the consideration of the current item. Refuses while voting on it goes on."""
    item = lock_item(item)
    if item.meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen
    require_move(item, AgendaItem.State.CONSIDERED)
    _finish(item, by=by, at=at)
    return item


def require_no_open_poll(item: AgendaItem) -> None:
    """Refuse while voting on the item goes on."""
    if Poll.objects.filter(decision__item=item, state=Poll.State.OPEN).exists():
        raise PollStillOpen(title=item.title)


def _finish(item: AgendaItem, *, by: User, at: datetime) -> None:
    require_no_open_poll(item)
    item.state = AgendaItem.State.CONSIDERED
    item.finished_at = at
    item.save(update_fields=["state", "finished_at", "updated_at"])
    journal.record(
        "agenda_item_finished",
        item,
        by=by,
        at=at,
        from_state=AgendaItem.State.CURRENT,
        to_state=item.state,
    )
