"""The demo's meetings, played through the services with the times at which they happened."""

from datetime import time

from django.db import transaction
from django.db.models import F, Q

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage

from ..models import Assignment, Decision, Meeting, Signature
from ..services.meetings import cancel_meeting, convene_meeting
from . import minutes, preparing, sitting
from .clock import Clock, working_days_earlier
from .data import read_all, uid

TOLD_BEFORE, CANCELLED_BEFORE = 5, 1  # working days
HELD = ("closed", "sent", "published")


def load(clock: Clock) -> None:
    """Play every meeting that is not there yet, in the order of time, each in one transaction."""
    sources = read_all("meetings")
    in_time = sorted(sources, key=lambda key: preparing.begin_of(sources[key], clock))
    for key in in_time:
        if not Meeting.objects.filter(uid=uid(Meeting, key)).exists():
            _play(key, sources[key], clock)


@transaction.atomic
def _play(key: str, entry: dict, clock: Clock) -> None:
    """Bring one meeting as far as its `until` says."""
    until = entry["until"]
    meeting = preparing.prepare(key, entry, clock)
    if until == "draft":
        return
    clerk = preparing.clerk_of(meeting.body)
    told_at = working_days_earlier(meeting.starts_at, TOLD_BEFORE, time(16))
    convene_meeting(meeting, by=clerk, at=told_at)
    meeting.refresh_from_db()
    preparing.answer(meeting, entry, by=clerk)
    if until == "cancelled":
        reason = {name: entry[name] for name in ("reason_kk", "reason_ru")}
        at = working_days_earlier(meeting.starts_at, CANCELLED_BEFORE, time(12))
        cancel_meeting(meeting, **reason, by=clerk, at=at)
    elif until == "not_held":
        sitting.wait_in_vain(meeting, entry, by=clerk)
    elif until in HELD:
        sitting.hold(meeting, entry, by=clerk)
        meeting.refresh_from_db()
        minutes.complete(meeting, entry, clock, by=clerk)
    _leave_letters_unsent(meeting)
    _date_as_then(meeting)


def _leave_letters_unsent(meeting: Meeting) -> None:
    """Mark the letters of this meeting as done before any worker can see them.

    The people of the demo got theirs in the past; no mail leaves the portal for it. Documents
    are left alone: they are rendered like any others.
    """
    called = meeting.participants.values_list("pk", flat=True)
    asked = Signature.objects.filter(minutes__meeting=meeting).values_list("pk", flat=True)
    letters = (
        Q(kind__in=["send_invitation", "send_cancellation"], payload__participant__in=list(called))
        | Q(kind="send_signing_request", payload__signature__in=list(asked))
        | Q(kind="tell_followers", payload__meeting=meeting.pk)
    )
    waiting = OutboxMessage.objects.filter(letters, state=OutboxMessage.State.WAITING)
    waiting.update(state=OutboxMessage.State.DONE, done_at=F("ordered_at"))


def _date_as_then(meeting: Meeting) -> None:
    """Let the pages and the API say that these records changed last when they did: at their last
    act, not at the loading."""
    last = journal.entries_of(meeting)[0].at
    Meeting.objects.filter(pk=meeting.pk).update(updated_at=last)
    for decision in Decision.objects.filter(item__meeting=meeting):
        assignments = Assignment.objects.filter(point__decision=decision)
        acts = journal.entries_of(decision, *assignments)
        latest = max(acts[0].at if acts else last, last)
        Decision.objects.filter(pk=decision.pk).update(updated_at=latest)
