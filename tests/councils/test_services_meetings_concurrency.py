"""Two people at one meeting at the same moment: the first works, the second sees the result."""

from functools import partial

import pytest

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import MoveRefused
from councils.models import AttendanceEvent, Meeting, Minutes
from councils.services.agenda import add_item, move_item, start_item
from councils.services.attendance import mark_arrived
from councils.services.meetings import cancel_meeting, close_meeting, convene_meeting, open_meeting
from tests.factories.councils import NOON, make_meeting

from .threads import refusals, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_clicks_on_convening_invite_once(draft_meeting, secretary):
    results = together(*[partial(convene_meeting, draft_meeting, by=secretary, at=NOON)] * 4)

    assert len(refusals(results, MoveRefused)) == 3
    assert draft_meeting.participants.count() == 8
    assert OutboxMessage.objects.filter(kind="send_invitation").count() == 8


def test_a_meeting_is_either_opened_or_cancelled(convened_meeting, secretary, chair):
    results = together(
        partial(open_meeting, convened_meeting, by=chair, at=NOON),
        partial(
            cancel_meeting,
            convened_meeting,
            reason_kk="Жоқ",
            reason_ru="Нет",
            by=secretary,
            at=NOON,
        ),
    )

    assert len(refusals(results, MoveRefused)) == 1
    assert journal.entries_of(convened_meeting).count() == 1


def test_two_clicks_on_closing_make_one_set_of_minutes(open_meeting, secretary):
    results = together(*[partial(close_meeting, open_meeting, by=secretary, at=NOON)] * 4)

    assert len(refusals(results, MoveRefused)) == 3
    assert Minutes.objects.count() == 1


def test_meetings_that_close_at_once_get_numbers_without_gap_or_double(body, secretary):
    meetings = [make_meeting(body, state="open", present=5, items=0) for _number in range(8)]

    together(*[partial(close_meeting, meeting, by=secretary, at=NOON) for meeting in meetings])

    numbers = Meeting.objects.filter(body=body).values_list("number", flat=True)
    assert sorted(numbers) == list("12345678")


def test_items_added_at_once_each_get_their_place(draft_meeting, secretary):
    acts = [
        partial(add_item, draft_meeting, fields={"title_kk": f"{n}"}, by=secretary, at=NOON)
        for n in range(6)
    ]

    together(*acts)

    positions = draft_meeting.items.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, 9))


def test_items_moved_at_once_leave_no_gap(body, secretary):
    meeting = make_meeting(body, items=5)
    items = list(meeting.items.order_by("position"))

    together(
        *[
            partial(move_item, item, to=to, by=secretary, at=NOON)
            for item, to in zip(items, (5, 1, 2, 4, 3), strict=True)
        ]
    )

    positions = meeting.items.order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4, 5]


def test_items_started_at_once_leave_one_on_the_table(open_meeting, secretary, chair):
    first, second = open_meeting.items.order_by("position")

    together(
        partial(start_item, first, by=secretary, at=NOON),
        partial(start_item, second, by=chair, at=NOON),
    )

    assert open_meeting.items.filter(state="current").count() == 1
    assert open_meeting.items.filter(state="considered").count() == 1


def test_a_member_marked_by_two_secretaries_arrives_once(convened_meeting, secretary):
    participant = convened_meeting.participants.first()

    together(*[partial(mark_arrived, participant, by=secretary, at=NOON)] * 5)

    assert AttendanceEvent.objects.filter(participant=participant).count() == 1
