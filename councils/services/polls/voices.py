"""One voice a member, his own or entered by the secretary, until the poll closes."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Participant, Poll, Vote
from ..locks import lock_poll
from .refusals import (
    NotPresent,
    NotYourVote,
    NoVotingRight,
    OwnVoteStands,
    PollClosed,
    UnknownChoice,
)

VOICES = [Vote.Choice.FOR, Vote.Choice.AGAINST, Vote.Choice.ABSTAINED]


def cast_vote(poll: Poll, participant: Participant, *, choice: str, by: User, at: datetime) -> Vote:
    """Take a member's own voice, or change it; the same voice again changes nothing.

    Refuses another person's voice, whoever is absent or does not vote, and a voice that comes
    when the poll is no longer open (PollClosed: it is out, and the person knows).
    """
    if choice not in VOICES:
        raise UnknownChoice
    if participant.official is None or participant.official.user_id != by.pk:
        raise NotYourVote
    return _take(poll, participant, choice=choice, by=by, at=at, is_entered=False)


def enter_vote(
    poll: Poll, participant: Participant, *, choice: str, by: User, at: datetime
) -> Vote:
    """Enter a present member's voice by the secretary; “did not vote” takes an entry back.

    Refuses as cast_vote() does, and to change what the member gave on his own device.
    """
    if choice not in Vote.Choice.values:
        raise UnknownChoice
    return _take(poll, participant, choice=choice, by=by, at=at, is_entered=True)


@transaction.atomic
def _take(poll, participant, *, choice, by, at, is_entered) -> Vote:
    poll = lock_poll(poll)
    if poll.state != Poll.State.OPEN:
        raise PollClosed
    now = poll.decision.item.meeting.participants.filter(pk=participant.pk).first()
    if now is None or not now.is_voting:
        raise NoVotingRight
    if not now.is_present:
        raise NotPresent
    vote = poll.votes.filter(participant=now).first()
    if vote and vote.choice == choice and (is_entered or not vote.is_entered_by_secretary):
        return vote
    if vote and is_entered and not vote.is_entered_by_secretary:
        raise OwnVoteStands

    before = vote.choice if vote else ""
    vote = vote or Vote(poll=poll, participant=now)
    vote.choice = choice
    vote.cast_at = at
    vote.cast_by = by
    vote.is_entered_by_secretary = is_entered
    vote.save()
    journal.record(
        "vote_entered" if is_entered else "vote_cast",
        poll,
        by=by,
        at=at,
        from_state=before,
        to_state=choice,
        participant=now.pk,
    )
    return vote
