"""Fifty meetings of one body close at the same moment: the register has no gap and no double."""

from functools import partial

import pytest
from django.db import transaction

from agglo_portal.core.rules import Refused
from councils.models import Decision, Meeting
from councils.services.agenda import finish_item
from councils.services.meetings import close_meeting
from councils.services.minutes import sign_minutes
from councils.services.polls import open_poll
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import current_item, make_council, make_meeting

from . import steps
from .threads import refusals, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

THREADS = 50
LOST_EVERY = 5


class PowerCut(Exception):
    """The transaction does not live to its commit."""


@pytest.fixture
def body():
    return make_council(voting=2)


@pytest.fixture
def secretary():
    return UserFactory()


def ready_to_close(body, items=1):
    """An open meeting whose items are considered and whose decisions are adopted."""
    meeting = make_meeting(body, state="open", items=items)
    meeting.items.update(state="considered")
    Decision.objects.filter(item__meeting=meeting).update(state="adopted")
    return meeting


def close(meeting, by, is_lost=False):
    with transaction.atomic():
        close_meeting(meeting, by=by, at=NOON)
        if is_lost:
            raise PowerCut


def numbers():
    return sorted(Decision.objects.registered().values_list("number", flat=True))


def test_fifty_closings_at_once_leave_no_gap_and_no_double(body, secretary):
    meetings = [ready_to_close(body) for _number in range(THREADS)]

    results = together(
        *[
            partial(close, meeting, secretary, is_lost=place % LOST_EVERY == 0)
            for place, meeting in enumerate(meetings)
        ]
    )

    lost = refusals(results, PowerCut)
    assert (len(lost), results.count(None)) == (THREADS // LOST_EVERY, THREADS - len(lost))
    assert numbers() == list(range(1, THREADS - len(lost) + 1))
    again = together(*[partial(close, meeting, secretary) for meeting in meetings[::LOST_EVERY]])
    assert set(again) == {None}
    assert numbers() == list(range(1, THREADS + 1))
    given = Meeting.objects.values_list("number", flat=True)
    assert sorted(map(int, given)) == list(range(1, THREADS + 1))


def test_decisions_of_one_meeting_keep_the_order_of_its_agenda(body, secretary):
    meetings = [ready_to_close(body, items=4) for _number in range(6)]

    together(*[partial(close, meeting, secretary) for meeting in meetings])

    assert numbers() == list(range(1, 25))
    for meeting in meetings:
        of_meeting = Decision.objects.filter(item__meeting=meeting).order_by("number")
        assert [d.item.position for d in of_meeting] == [1, 2, 3, 4]


def test_one_meeting_closed_by_ten_hands_closes_once(body, secretary):
    meeting = ready_to_close(body, items=2)

    results = together(*[partial(close, meeting, secretary)] * 10)

    assert results.count(None) == 1
    assert numbers() == [1, 2]


def finish_and_close(item, by):
    finish_item(item, by=by, at=NOON)
    close_meeting(item.meeting, by=by, at=NOON)


def test_a_poll_never_opens_in_a_meeting_that_closes(body, secretary):
    for _round in range(5):
        meeting = make_meeting(body, state="open", present=2)
        item = current_item(meeting)

        results = together(
            partial(open_poll, item.decision, by=secretary, at=NOON),
            partial(finish_and_close, item, secretary),
        )

        meeting.refresh_from_db()
        assert (meeting.state == Meeting.State.CLOSED) != item.decision.polls.exists()
        assert len(refusals(results, Refused)) == 1


def test_all_signers_at_once_complete_the_minutes_once(body, secretary):
    meeting = ready_to_close(body)
    for participant in meeting.participants.filter(role__in=["chair", "secretary"]):
        participant.official.user = UserFactory()
        participant.official.save()
        participant.is_present = True
        participant.save()
    minutes = close_meeting(meeting, by=secretary, at=NOON)
    hashes = steps.sent(minutes, secretary)
    signers = [s.participant.official.user for s in minutes.signatures.all()]

    results = together(
        *[partial(sign_minutes, minutes, **hashes, by=signer, at=NOON) for signer in signers * 3]
    )

    minutes.refresh_from_db()
    assert minutes.state == "complete"
    assert len(refusals(results, Refused)) == 4
    assert Decision.objects.filter(sealed_at=NOON).count() == 1
