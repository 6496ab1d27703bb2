"""Votes are opened, voices are given."""

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import StillMissing
from councils.models import Decision, Poll, Vote
from councils.services.agenda import (
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
)
from councils.services.polls import (
    ItemNotConsidered,
    NobodyPresides,
    NoQuorum,
    NotPresent,
    NotYourVote,
    NoVotingRight,
    OwnVoteStands,
    PollClosed,
    UnknownChoice,
    cast_vote,
    close_poll,
    enter_vote,
    open_poll,
)
from tests.factories.core import MINUTE, NOON
from tests.factories.councils import make_meeting

from . import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(open_meeting):
    return steps.first_decision(open_meeting)


@pytest.fixture
def poll(open_meeting, decision, secretary):
    return open_poll(decision, by=secretary, at=NOON)


def own(poll, user):
    return poll.decision.item.meeting.participants.get(official__user=user)


def events(record):
    return list(
        JournalEntry.objects.filter(record_type__model=record._meta.model_name, record_id=record.pk)
        .order_by("pk")
        .values_list("event", flat=True)
    )


# Opening -----------------------------------------------------------------------------------------
def test_open_poll_puts_the_draft_to_the_vote(decision, secretary):
    poll = open_poll(decision, by=secretary, at=NOON)

    assert (poll.state, poll.opened_at, poll.opened_by) == (Poll.State.OPEN, NOON, secretary)
    assert poll.adopted is None
    assert events(decision) == ["poll_opened"]


def test_open_poll_refuses_outside_a_session(body, secretary):
    meeting = make_meeting(body, state="convened")

    with pytest.raises(MeetingNotOpen):
        open_poll(steps.first_decision(meeting), by=secretary, at=NOON)


def test_open_poll_refuses_an_item_that_is_not_considered(open_meeting, secretary):
    decision = Decision.objects.filter(item__meeting=open_meeting).first()

    with pytest.raises(ItemNotConsidered):
        open_poll(decision, by=secretary, at=NOON)

    assert not Poll.objects.exists()


def test_open_poll_refuses_without_quorum(open_meeting, decision, secretary):
    for participant in steps.present_voters(open_meeting)[3:]:
        steps.leave(participant)

    with pytest.raises(NoQuorum, match="3 members are present, 4 are needed"):
        open_poll(decision, by=secretary, at=NOON)


def test_open_poll_refuses_while_who_presides_is_away(open_meeting, decision, secretary):
    steps.leave(open_meeting.participants.get(is_presiding=True))

    with pytest.raises(NobodyPresides):
        open_poll(decision, by=secretary, at=NOON)


def test_open_poll_refuses_a_second_vote_at_a_time(poll, secretary):
    with pytest.raises(PollStillOpen):
        open_poll(poll.decision, by=secretary, at=NOON)


def test_open_poll_refuses_what_is_decided(poll, secretary):
    steps.vote(poll, "+++++", secretary)
    close_poll(poll, by=secretary, at=NOON)

    with pytest.raises(DecisionTaken):
        open_poll(poll.decision, by=secretary, at=NOON)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"title_ru": ""}, "the title"),
        ({"preamble_ru": ""}, "the opening words"),
        ({"preamble_kk": "", "preamble_ru": ""}, "has no text"),
    ],
)
def test_open_poll_refuses_a_draft_that_is_not_whole_in_both_languages(
    decision, secretary, fields, missing
):
    Decision.objects.filter(pk=decision.pk).update(**fields)

    with pytest.raises(StillMissing, match=missing):
        open_poll(decision, by=secretary, at=NOON)


def test_open_poll_refuses_a_point_that_is_not_in_both_languages(decision, secretary):
    steps.add_point(decision)
    steps.add_point(decision, text_ru="")

    with pytest.raises(StillMissing, match="point 2"):
        open_poll(decision, by=secretary, at=NOON)


# Voices ------------------------------------------------------------------------------------------
def test_cast_vote_keeps_the_voice_of_its_member(poll, member):
    vote = cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON)

    assert (vote.choice, vote.cast_by, vote.cast_at) == (Vote.Choice.FOR, member, NOON)
    assert not vote.is_entered_by_secretary
    assert events(poll) == ["vote_cast"]


def test_cast_vote_again_changes_the_one_voice(poll, member):
    cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON)

    cast_vote(poll, own(poll, member), choice="against", by=member, at=NOON + MINUTE)

    assert [vote.choice for vote in poll.votes.all()] == [Vote.Choice.AGAINST]
    last = JournalEntry.objects.order_by("pk").last()
    assert (last.from_state, last.to_state) == ("for", "against")


def test_cast_vote_of_the_same_choice_again_is_no_act(poll, member):
    cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON)

    cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON + MINUTE)

    assert poll.votes.get().cast_at == NOON
    assert events(poll) == ["vote_cast"]


def test_cast_vote_refuses_the_voice_of_another(poll, member, chair):
    with pytest.raises(NotYourVote):
        cast_vote(poll, own(poll, chair), choice="for", by=member, at=NOON)

    assert not poll.votes.exists()


def test_cast_vote_refuses_who_does_not_vote(poll, observer):
    participant = own(poll, observer)
    participant.is_present = True
    participant.save()

    with pytest.raises(NoVotingRight):
        cast_vote(poll, participant, choice="for", by=observer, at=NOON)


def test_cast_vote_refuses_a_member_called_to_another_meeting(poll, body, member):
    elsewhere = make_meeting(body, state="open", present=5)
    participant = elsewhere.participants.get(official__user=member)

    with pytest.raises(NoVotingRight):
        cast_vote(poll, participant, choice="for", by=member, at=NOON)


def test_cast_vote_refuses_who_has_left(poll, member):
    steps.leave(own(poll, member))

    with pytest.raises(NotPresent):
        cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON)


def test_cast_vote_refuses_when_the_poll_is_closed(poll, member, secretary):
    participant = own(poll, member)
    close_poll(poll, by=secretary, at=NOON)

    with pytest.raises(PollClosed):
        cast_vote(poll, participant, choice="for", by=member, at=NOON)


@pytest.mark.parametrize("choice", ["did_not_vote", "", "perhaps"])
def test_cast_vote_refuses_what_is_no_choice(poll, member, choice):
    with pytest.raises(UnknownChoice):
        cast_vote(poll, own(poll, member), choice=choice, by=member, at=NOON)


def test_enter_vote_names_the_secretary(poll, member, secretary):
    vote = enter_vote(poll, own(poll, member), choice="abstained", by=secretary, at=NOON)

    assert vote.is_entered_by_secretary
    assert vote.cast_by == secretary
    assert events(poll) == ["vote_entered"]


def test_enter_vote_takes_an_entry_back(poll, member, secretary):
    enter_vote(poll, own(poll, member), choice="for", by=secretary, at=NOON)

    enter_vote(poll, own(poll, member), choice="did_not_vote", by=secretary, at=NOON)

    assert close_poll(poll, by=secretary, at=NOON).did_not_vote == 5


def test_enter_vote_refuses_to_change_what_the_member_gave_himself(poll, member, secretary):
    cast_vote(poll, own(poll, member), choice="for", by=member, at=NOON)

    with pytest.raises(OwnVoteStands):
        enter_vote(poll, own(poll, member), choice="against", by=secretary, at=NOON)

    assert poll.votes.get().choice == Vote.Choice.FOR


def test_a_member_changes_what_the_secretary_entered(poll, member, secretary):
    enter_vote(poll, own(poll, member), choice="for", by=secretary, at=NOON)

    cast_vote(poll, own(poll, member), choice="against", by=member, at=NOON)

    vote = poll.votes.get()
    assert (vote.choice, vote.is_entered_by_secretary) == (Vote.Choice.AGAINST, False)
