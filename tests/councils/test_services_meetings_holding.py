"""A meeting is opened, closed, not held, published."""

from datetime import timedelta

import pytest

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import AgendaItem, Decision, Meeting, Minutes, Participant, Seat
from councils.services.agenda import PollStillOpen, finish_item
from councils.services.attendance import mark_arrived, preside
from councils.services.meetings import (
    DecisionsTaken,
    ItemStillCurrent,
    ReasonsNeeded,
    close_meeting,
    mark_not_held,
    open_meeting,
    publish_meeting,
)
from tests.factories.councils import (
    DAY,
    NOON,
    DecisionPointFactory,
    PollFactory,
    SeatFactory,
    current_item,
    make_council,
    make_meeting,
)

pytestmark = pytest.mark.django_db

REASONS = {"reason_kk": "Кворум жоқ", "reason_ru": "Нет кворума"}
CLOSING = NOON + timedelta(minutes=90)


# Opening -----------------------------------------------------------------------------------------
def test_the_chair_presides_over_an_opened_meeting(convened_meeting, secretary, chair):
    open_meeting(convened_meeting, by=secretary, at=NOON)

    convened_meeting.refresh_from_db()
    assert (convened_meeting.state, convened_meeting.opened_at) == (Meeting.State.OPEN, NOON)
    assert convened_meeting.participants.get(is_presiding=True).official.user == chair


def test_a_deputy_presides_where_there_is_no_chair(convened_meeting, secretary, chair):
    body = convened_meeting.body
    deputy = SeatFactory(body=body, role=Seat.Role.DEPUTY_CHAIR)
    body.seats.filter(role=Seat.Role.CHAIR).update(ends_on=(NOON - DAY).date())

    open_meeting(convened_meeting, by=secretary, at=NOON)

    assert convened_meeting.participants.get(is_presiding=True).seat == deputy
    assert not convened_meeting.participants.filter(official__user=chair).exists()


def test_who_was_named_to_preside_before_presides(convened_meeting, secretary, member):
    preside(convened_meeting.participants.get(official__user=member), by=secretary, at=NOON - DAY)

    open_meeting(convened_meeting, by=secretary, at=NOON)

    assert convened_meeting.participants.get(is_presiding=True).official.user == member


def test_opening_follows_the_seats_of_the_day_and_keeps_answers(
    convened_meeting, secretary, member
):
    body = convened_meeting.body
    new = SeatFactory(body=body)
    body.seats.filter(official__user=member).update(title_kk="бірінші орынбасар")
    convened_meeting.participants.filter(official__user=member).update(
        response=Participant.Response.COMING
    )

    open_meeting(convened_meeting, by=secretary, at=NOON)

    own = convened_meeting.participants.get(official__user=member)
    assert (own.response, own.title_kk) == ("coming", "бірінші орынбасар")
    assert convened_meeting.participants.filter(official=new.official, is_voting=True).exists()


def test_one_who_came_though_his_seat_ended_stays_without_a_vote(
    convened_meeting, secretary, member
):
    own = convened_meeting.participants.get(official__user=member)
    mark_arrived(own, by=secretary, at=NOON)
    own.seat.ends_on = (NOON - DAY).date()
    own.seat.save()

    open_meeting(convened_meeting, by=secretary, at=NOON)

    own.refresh_from_db()
    assert own.is_present
    assert not own.is_voting


def test_a_meeting_opens_without_a_quorum_and_the_journal_says_so(convened_meeting, chair):
    open_meeting(convened_meeting, by=chair, at=NOON)

    entry = journal.entries_of(convened_meeting).get()
    assert (entry.event, entry.by) == ("meeting_opened", chair)
    assert (entry.facts["present"], entry.facts["total"], entry.facts["needed"]) == (0, 6, 4)


@pytest.mark.parametrize(
    "state", ["draft", "open", "closed", "minutes_signed", "published", "cancelled", "not_held"]
)
def test_only_a_convened_meeting_opens(body, secretary, state):
    with pytest.raises(MoveRefused):
        open_meeting(make_meeting(body, state=state), by=secretary, at=NOON)


# Not held ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["convened", "open"])
def test_a_meeting_without_a_quorum_is_marked_not_held(body, secretary, state):
    meeting = make_meeting(body, state=state, present=3)

    mark_not_held(meeting, **REASONS, by=secretary, at=NOON)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_at) == (Meeting.State.NOT_HELD, NOON)
    assert meeting.ended_reason_ru == "Нет кворума"
    entry = journal.entries_of(meeting).get()
    assert (entry.event, entry.facts["needed"]) == ("meeting_not_held", 4)


def test_the_item_on_the_table_goes_back_when_the_meeting_was_not_held(open_meeting, secretary):
    item = current_item(open_meeting)

    mark_not_held(open_meeting, **REASONS, by=secretary, at=NOON)

    item.refresh_from_db()
    assert item.state == AgendaItem.State.WAITING


def test_a_meeting_that_decided_was_held(open_meeting, secretary):
    Decision.objects.filter(item=open_meeting.items.first()).update(state="rejected")

    with pytest.raises(DecisionsTaken):
        mark_not_held(open_meeting, **REASONS, by=secretary, at=NOON)


def test_a_meeting_is_not_ended_as_not_held_during_a_vote(open_meeting, secretary):
    PollFactory(decision=current_item(open_meeting).decision)

    with pytest.raises(PollStillOpen):
        mark_not_held(open_meeting, **REASONS, by=secretary, at=NOON)


def test_not_held_says_why_in_both_languages(open_meeting, secretary):
    with pytest.raises(ReasonsNeeded):
        mark_not_held(open_meeting, reason_kk="", reason_ru="Нет", by=secretary, at=NOON)


# Closing -----------------------------------------------------------------------------------------
def test_closing_numbers_the_meeting_and_gives_its_minutes(open_meeting, secretary):
    minutes = close_meeting(open_meeting, by=secretary, at=CLOSING)

    open_meeting.refresh_from_db()
    assert (open_meeting.state, open_meeting.closed_at) == (Meeting.State.CLOSED, CLOSING)
    assert open_meeting.number == "1"
    assert minutes.meeting == open_meeting
    closed = journal.entries_of(open_meeting).get(event="meeting_closed")
    assert (closed.facts["present"], closed.facts["number"]) == (5, "1")


def test_meetings_are_numbered_within_body_and_year(body, secretary):
    next_year = NOON + 365 * DAY

    def closed(body, **fields):
        meeting = make_meeting(body, state="open", present=5, **fields)
        close_meeting(meeting, by=secretary, at=CLOSING)
        meeting.refresh_from_db()
        return meeting.number

    assert [closed(body), closed(body)] == ["1", "2"]
    assert closed(body, year=next_year.year) == "1"
    assert closed(make_council()) == "1"


def test_a_number_written_by_hand_is_passed_over(body, secretary):
    make_meeting(body, state="published", number="1")
    meeting = make_meeting(body, state="open", present=5)

    close_meeting(meeting, by=secretary, at=CLOSING)

    meeting.refresh_from_db()
    assert meeting.number == "2"


def test_a_meeting_is_not_closed_while_an_item_is_considered(open_meeting, secretary):
    item = current_item(open_meeting)

    with pytest.raises(ItemStillCurrent):
        close_meeting(open_meeting, by=secretary, at=CLOSING)

    assert not Minutes.objects.exists()
    finish_item(item, by=secretary, at=CLOSING)
    assert close_meeting(open_meeting, by=secretary, at=CLOSING)


def test_a_meeting_is_not_closed_during_a_vote(open_meeting, secretary):
    PollFactory(decision=open_meeting.items.first().decision)

    with pytest.raises(PollStillOpen):
        close_meeting(open_meeting, by=secretary, at=CLOSING)

    open_meeting.refresh_from_db()
    assert open_meeting.state == Meeting.State.OPEN


def test_closing_twice_is_refused(open_meeting, secretary):
    close_meeting(open_meeting, by=secretary, at=CLOSING)

    with pytest.raises(MoveRefused):
        close_meeting(open_meeting, by=secretary, at=CLOSING)

    assert Minutes.objects.count() == 1


# Publishing --------------------------------------------------------------------------------------
@pytest.fixture
def signed_meeting(body):
    """Two decisions: the first adopted and sealed under number 1, the second rejected."""
    meeting = make_meeting(body, state="minutes_signed", present=5, items=2)
    first, second = (item.decision for item in meeting.items.order_by("position"))
    DecisionPointFactory(decision=first)
    Decision.objects.filter(pk=first.pk).update(
        state="adopted", year=2026, number=1, registered_at=CLOSING
    )
    Decision.objects.filter(pk=second.pk).update(state="rejected")
    Decision.objects.filter(item__meeting=meeting).update(sealed_at=CLOSING)
    return meeting


def test_publishing_shows_the_meeting_and_its_registered_decisions(
    signed_meeting, secretary, stranger
):
    at = NOON + 3 * DAY

    publish_meeting(signed_meeting, by=secretary, at=at)

    signed_meeting.refresh_from_db()
    assert (signed_meeting.state, signed_meeting.published_at) == (Meeting.State.PUBLISHED, at)
    shown = Decision.objects.visible_to(stranger)
    assert [decision.label for decision in shown] == ["№ 1/2026"]
    assert shown.get().updated_at == at
    assert Meeting.objects.visible_to(stranger).contains(signed_meeting)


def test_publishing_orders_the_letters_once(signed_meeting, secretary):
    publish_meeting(signed_meeting, by=secretary, at=NOON)

    with pytest.raises(MoveRefused):
        publish_meeting(signed_meeting, by=secretary, at=NOON)

    assert OutboxMessage.objects.get(kind="tell_followers").payload == {
        "meeting": signed_meeting.pk
    }


def test_a_decision_in_one_language_is_not_published(body, secretary):
    meeting = make_meeting(body, state="minutes_signed", items=1)
    decision = meeting.items.get().decision
    DecisionPointFactory(decision=decision, text_ru="")
    Decision.objects.filter(pk=decision.pk).update(
        state="adopted", year=2026, number=7, registered_at=CLOSING, sealed_at=CLOSING
    )

    with pytest.raises(StillMissing, match="№ 7/2026"):
        publish_meeting(meeting, by=secretary, at=NOON)

    decision.refresh_from_db()
    assert decision.published_at is None


@pytest.mark.parametrize("state", ["draft", "convened", "open", "closed", "cancelled", "not_held"])
def test_nothing_is_published_before_the_last_signature(body, secretary, state):
    with pytest.raises(MoveRefused):
        publish_meeting(make_meeting(body, state=state), by=secretary, at=NOON)
