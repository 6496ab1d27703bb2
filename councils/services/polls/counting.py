"""A vote is opened with a quorum, closed and counted once, or annulled within the sitting."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move, require_nothing_missing

from ... import reports, rules
from ...models import AgendaItem, Decision, Meeting, Poll, Vote
from ..agenda import DecisionTaken, MeetingNotOpen, ReasonNeeded, require_no_open_poll
from ..locks import lock_decision, lock_poll
from .refusals import ItemNotConsidered, NobodyPresides, NoQuorum


@transaction.atomic
def open_poll(decision: Decision, *, by: User, at: datetime) -> Poll:
    """Put the draft decision of the current item to the vote; give the open poll.

    Refuses outside a session, for an item that is not being considered, for what is decided or
    being voted on already, without a quorum (domain rules 11 and 12), while who presides is
    away, and for a draft whose text is not whole in Kazakh and Russian (domain rule 37).
    """
    decision = lock_decision(decision)
    item = decision.item
    if item.meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen
    if item.state != AgendaItem.State.CURRENT:
        raise ItemNotConsidered
    if decision.state != Decision.State.DRAFT:
        raise DecisionTaken(title=decision.title)
    require_no_open_poll(item)
    _require_quorum(item.meeting)
    if not item.meeting.participants.filter(is_presiding=True, is_present=True).exists():
        raise NobodyPresides
    require_nothing_missing(decision.missing_to_vote())

    poll = Poll.objects.create(decision=decision, opened_at=at, opened_by=by)
    journal.record(
        "poll_opened", decision, by=by, at=at, to_state=Poll.State.OPEN, poll=str(poll.uid)
    )
    return poll


@transaction.atomic
def close_poll(poll: Poll, *, by: User, at: datetime) -> Poll:
    """Close the voting and judge it by the body's regulation; give the poll with its result.

    Counted are the voting members present now: who gave no voice, or left, did not vote
    (domain rules 13, 14, 22). Refuses what is not open, and a count without a quorum (rule 12).
    """
    decision = lock_decision(poll.decision)
    poll = lock_poll(poll)
    require_move(poll, Poll.State.CLOSED)
    meeting = decision.item.meeting
    quorum = _require_quorum(meeting)
    tally, chair_choice = _count(poll, meeting)
    outcome = rules.outcome(
        tally,
        total=quorum.total,
        majority_base=meeting.body.majority_base,
        tie_rule=meeting.body.tie_rule,
        chair_choice=chair_choice,
    )

    poll.state = Poll.State.CLOSED
    poll.closed_at = at
    poll.total, poll.present = quorum.total, tally.present
    poll.votes_for, poll.against = tally.votes_for, tally.against
    poll.abstained, poll.did_not_vote = tally.abstained, tally.did_not_vote
    poll.needed, poll.adopted = outcome.needed, outcome.adopted
    poll.by_casting_vote = outcome.by_casting_vote
    poll.majority_base, poll.tie_rule = meeting.body.majority_base, meeting.body.tie_rule
    poll.save()
    decision.state = Decision.State.ADOPTED if outcome.adopted else Decision.State.REJECTED
    decision.save(update_fields=["state", "updated_at"])
    journal.record(
        "poll_closed",
        decision,
        by=by,
        at=at,
        from_state=Decision.State.DRAFT,
        to_state=decision.state,
        poll=str(poll.uid),
        votes_for=tally.votes_for,
        against=tally.against,
        abstained=tally.abstained,
        did_not_vote=tally.did_not_vote,
        by_casting_vote=outcome.by_casting_vote,
    )
    return poll


@transaction.atomic
def annul_poll(poll: Poll, *, reason: str, by: User, at: datetime) -> Poll:
    """Annul a vote within the sitting, open or counted; its decision is a draft again.

    The annulled vote stays on the record with its reason. Refuses without a reason, and once the
    sitting is over: then the result stands.
    """
    decision = lock_decision(poll.decision)
    poll = lock_poll(poll)
    if decision.item.meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen
    require_move(poll, Poll.State.ANNULLED)
    if not reason.strip():
        raise ReasonNeeded

    poll.state = Poll.State.ANNULLED
    poll.annulled_reason = reason.strip()
    poll.save(update_fields=["state", "annulled_reason", "updated_at"])
    before = decision.state
    if before != Decision.State.DRAFT:
        require_move(decision, Decision.State.DRAFT)
        decision.state = Decision.State.DRAFT
        decision.save(update_fields=["state", "updated_at"])
    journal.record(
        "poll_annulled",
        decision,
        by=by,
        at=at,
        from_state=before,
        to_state=decision.state,
        poll=str(poll.uid),
        reason=poll.annulled_reason,
    )
    return poll


def _require_quorum(meeting: Meeting) -> reports.Quorum:
    quorum = reports.quorum_of(meeting)
    if not quorum.has_quorum:
        raise NoQuorum(present=quorum.present, needed=quorum.needed)
    return quorum


def _count(poll: Poll, meeting: Meeting) -> tuple[rules.Tally, str | None]:
    """Count the voices of those present; give the tally and the presiding member's own voice."""
    voices = dict(poll.votes.values_list("participant_id", "choice"))
    present = meeting.participants.filter(is_voting=True, is_present=True)
    given = {
        participant: voices.get(participant.pk, Vote.Choice.DID_NOT_VOTE) for participant in present
    }
    counted = Counter(given.values())
    tally = rules.Tally(
        votes_for=counted[Vote.Choice.FOR],
        against=counted[Vote.Choice.AGAINST],
        abstained=counted[Vote.Choice.ABSTAINED],
        did_not_vote=counted[Vote.Choice.DID_NOT_VOTE],
    )
    chair = next((voice for who, voice in given.items() if who.is_presiding), None)
    return tally, chair
