"""A voice at the closing second is in or out, never lost, and its member knows which."""

import time
from functools import partial
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from councils.models import Poll, Vote
from councils.services.agenda import PollStillOpen
from councils.services.polls import PollClosed, annul_poll, cast_vote, close_poll, open_poll
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import make_council, make_meeting

from . import steps
from .threads import refusals, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VOTERS = 12


@pytest.fixture
def secretary():
    return UserFactory()


@pytest.fixture
def meeting():
    """In session, everybody present, each with an account."""
    body = make_council(voting=VOTERS)
    for seat in body.seats.all():
        seat.official.user = UserFactory()
        seat.official.save()
    return make_meeting(body, state="open", present=VOTERS)


def casting(poll, participant, choice="for"):
    user = participant.official.user
    return partial(cast_vote, poll, participant, choice=choice, by=user, at=NOON)


def test_every_acknowledged_voice_is_counted_and_every_other_refused(meeting, secretary):
    voters = list(meeting.participants.filter(is_voting=True).select_related("official__user"))
    for delay in (0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08):
        poll = steps.opened_poll(meeting, secretary)

        def close_soon(poll=poll, delay=delay):
            time.sleep(delay)
            return close_poll(poll, by=secretary, at=NOON)

        closed, *given = together(close_soon, *[casting(poll, voter) for voter in voters])

        acknowledged = [vote for vote in given if isinstance(vote, Vote)]
        assert len(acknowledged) + len(refusals(given, PollClosed)) == VOTERS
        assert closed.votes_for == len(acknowledged) == poll.votes.count()
        assert closed.did_not_vote == VOTERS - len(acknowledged)
        annul_poll(poll, reason="Келесі айналым", by=secretary, at=NOON)


def test_one_member_clicking_everywhere_at_once_has_one_voice(meeting, secretary):
    poll = steps.opened_poll(meeting, secretary)
    voter = steps.present_voters(meeting)[1]

    results = together(
        *[casting(poll, voter, choice) for choice in ["for", "against", "abstained"] * 5]
    )

    assert all(isinstance(result, Vote) for result in results)
    assert poll.votes.count() == 1
    closed = close_poll(poll, by=secretary, at=NOON)
    assert closed.votes_for + closed.against + closed.abstained == 1


def test_a_poll_opened_by_ten_hands_opens_once(meeting, secretary):
    decision = steps.first_decision(meeting)

    results = together(*[partial(open_poll, decision, by=secretary, at=NOON)] * 10)

    assert len(refusals(results, PollStillOpen)) == 9
    assert decision.polls.count() == 1


def test_a_poll_closed_by_ten_hands_is_counted_once(meeting, secretary):
    poll = steps.opened_poll(meeting, secretary)

    results = together(*[partial(close_poll, poll, by=secretary, at=NOON)] * 10)

    assert sum(isinstance(result, Poll) for result in results) == 1


def test_a_voice_that_comes_past_the_services_waits_for_the_count_and_is_out(meeting, secretary):
    poll = steps.opened_poll(meeting, secretary)
    voter = steps.present_voters(meeting)[1]
    outcome = []

    def write_past_the_services():
        try:
            Vote.objects.create(
                poll=poll, participant=voter, choice="for", cast_at=NOON, cast_by=secretary
            )
            outcome.append("stored")
        except DatabaseError as error:
            outcome.append(str(error))
        finally:
            connection.close()

    with transaction.atomic():
        close_poll(poll, by=secretary, at=NOON)
        late = Thread(target=write_past_the_services)
        late.start()
        late.join(timeout=0.3)
        assert outcome == []  # it waits for the closing
    late.join(timeout=10)

    assert "the poll is closed" in outcome[0]
    assert not poll.votes.exists()
