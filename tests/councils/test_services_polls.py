import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import AgendaItem, Body, Decision, Meeting, Poll, Vote
from councils.services.agenda import (
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
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
    annul_poll,
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


# Closing -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("voices", "tally", "adopted"),
    [
        ("+++++", (5, 0, 0, 0), True),
        ("+++--", (3, 2, 0, 0), True),
        ("++---", (2, 3, 0, 0), False),
        ("++0  ", (2, 0, 1, 2), False),
        ("     ", (0, 0, 0, 5), False),
    ],
)
def test_close_poll_counts_and_judges(poll, secretary, voices, tally, adopted):
    steps.vote(poll, voices, secretary)

    poll = close_poll(poll, by=secretary, at=NOON + MINUTE)

    counted = (poll.votes_for, poll.against, poll.abstained, poll.did_not_vote)
    assert (counted, poll.adopted) == (tally, adopted)
    assert (poll.total, poll.present, poll.needed, poll.closed_at) == (6, 5, 3, NOON + MINUTE)
    poll.decision.refresh_from_db()
    assert poll.decision.state == ("adopted" if adopted else "rejected")


def test_close_poll_keeps_the_regulation_it_followed(poll, body, secretary):
    Body.objects.filter(pk=body.pk).update(majority_base="total", tie_rule="rejected")

    poll = close_poll(poll, by=secretary, at=NOON)

    assert (poll.majority_base, poll.tie_rule, poll.needed) == ("total", "rejected", 4)


def test_close_poll_writes_the_result_into_the_journal(poll, secretary):
    steps.vote(poll, "+++-0", secretary)

    close_poll(poll, by=secretary, at=NOON)

    entry = JournalEntry.objects.get(event="poll_closed")
    assert (entry.record, entry.by) == (poll.decision, secretary)
    assert (entry.from_state, entry.to_state) == ("draft", "adopted")
    assert (entry.facts["votes_for"], entry.facts["against"], entry.facts["abstained"]) == (3, 1, 1)


@pytest.mark.parametrize(("chairs", "adopted"), [("+", True), ("-", False)])
def test_close_poll_lets_the_chair_decide_a_tie(poll, secretary, chairs, adopted):
    rest = "+--0" if chairs == "+" else "++-0"
    steps.vote(poll, chairs + rest, secretary)

    poll = close_poll(poll, by=secretary, at=NOON)

    assert (poll.votes_for, poll.against) == (2, 2)
    assert (poll.adopted, poll.by_casting_vote) == (adopted, True)


def test_close_poll_counts_nobody_who_left(open_meeting, poll, secretary):
    steps.vote(poll, "+++++", secretary)
    steps.leave(steps.present_voters(open_meeting)[4])

    poll = close_poll(poll, by=secretary, at=NOON)

    assert (poll.present, poll.votes_for, poll.did_not_vote) == (4, 4, 0)
    assert poll.votes.count() == 5  # the voice stays on the record


def test_close_poll_refuses_a_lost_quorum(open_meeting, poll, secretary):
    for participant in steps.present_voters(open_meeting)[3:]:
        steps.leave(participant)

    with pytest.raises(NoQuorum):
        close_poll(poll, by=secretary, at=NOON)

    poll.refresh_from_db()
    assert poll.state == Poll.State.OPEN


def test_close_poll_refuses_to_count_twice(poll, secretary):
    close_poll(poll, by=secretary, at=NOON)

    with pytest.raises(MoveRefused):
        close_poll(poll, by=secretary, at=NOON)


# Annulling ---------------------------------------------------------------------------------------
def test_annul_poll_makes_the_decision_a_draft_that_can_be_voted_on_again(poll, secretary):
    steps.vote(poll, "-----", secretary)
    close_poll(poll, by=secretary, at=NOON)

    annul_poll(poll, reason="Санау қатесі", by=secretary, at=NOON)

    poll.refresh_from_db()
    assert (poll.state, poll.annulled_reason, poll.against) == ("annulled", "Санау қатесі", 5)
    repeated = open_poll(poll.decision, by=secretary, at=NOON)
    steps.vote(repeated, "+++++", secretary)
    close_poll(repeated, by=secretary, at=NOON)
    repeated.decision.refresh_from_db()
    assert repeated.decision.state == Decision.State.ADOPTED
    assert events(repeated.decision) == [
        "poll_opened",
        "poll_closed",
        "poll_annulled",
        "poll_opened",
        "poll_closed",
    ]


def test_annul_poll_ends_an_open_vote_without_a_result(poll, secretary):
    poll = annul_poll(poll, reason="Кворум жоғалды", by=secretary, at=NOON)

    assert (poll.state, poll.adopted) == (Poll.State.ANNULLED, None)
    poll.decision.refresh_from_db()
    assert poll.decision.state == Decision.State.DRAFT


def test_annul_poll_refuses_without_a_reason(poll, secretary):
    with pytest.raises(ReasonNeeded):
        annul_poll(poll, reason="  ", by=secretary, at=NOON)


def test_annul_poll_refuses_when_the_sitting_is_over(open_meeting, poll, secretary):
    close_poll(poll, by=secretary, at=NOON)
    AgendaItem.objects.update(state="considered")
    Meeting.objects.update(state="closed", closed_at=NOON, number="1")

    with pytest.raises(MeetingNotOpen):
        annul_poll(poll, reason="Кеш", by=secretary, at=NOON)


def test_annul_poll_refuses_twice(poll, secretary):
    annul_poll(poll, reason="Қате", by=secretary, at=NOON)

    with pytest.raises(MoveRefused):
        annul_poll(poll, reason="Қате", by=secretary, at=NOON)
