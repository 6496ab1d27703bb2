"""Votes are closed and judged, or annulled."""

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from councils.models import AgendaItem, Body, Decision, Meeting, Poll
from councils.services.agenda import (
    MeetingNotOpen,
    ReasonNeeded,
)
from councils.services.attendance import mark_arrived, mark_left
from councils.services.polls import (
    NoQuorum,
    annul_poll,
    close_poll,
    open_poll,
)
from tests.factories.core import MINUTE, NOON

from . import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(open_meeting):
    return steps.first_decision(open_meeting)


@pytest.fixture
def poll(open_meeting, decision, secretary):
    return open_poll(decision, by=secretary, at=NOON)


def events(record):
    return list(
        JournalEntry.objects.filter(record_type__model=record._meta.model_name, record_id=record.pk)
        .order_by("pk")
        .values_list("event", flat=True)
    )


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
    assert poll.votes.counted().count() == 4


def test_who_leaves_or_comes_after_the_count_changes_no_roll_call(open_meeting, poll, secretary):
    steps.vote(poll, "+++++", secretary)
    *_others, fourth, fifth = steps.present_voters(open_meeting)
    mark_left(fifth, by=secretary, at=NOON + MINUTE)
    close_poll(poll, by=secretary, at=NOON + 2 * MINUTE)

    mark_left(fourth, by=secretary, at=NOON + 3 * MINUTE)
    mark_arrived(fifth, by=secretary, at=NOON + 3 * MINUTE)

    counted = set(poll.votes.counted().values_list("participant", flat=True))
    assert fourth.pk in counted
    assert fifth.pk not in counted


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
