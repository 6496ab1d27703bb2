"""A meeting is convened: what it needs, whom it calls, what it sends."""

from datetime import datetime

import pytest

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Meeting, Seat
from councils.services.meetings import (
    change_meeting,
    convene_meeting,
)
from tests.factories.core import ALMATY
from tests.factories.councils import (
    DAY,
    NOON,
    OfficialFactory,
    SeatFactory,
    SpecialDayFactory,
    make_meeting,
)

pytestmark = pytest.mark.django_db

IN_A_WEEK = NOON + 7 * DAY
CLOSED_DOOR = {"is_open": False, "closed_reason_kk": "Құпия", "closed_reason_ru": "Секретно"}


def letters(kind):
    return OutboxMessage.objects.filter(kind=kind)


# Convening ---------------------------------------------------------------------------------------
def test_convening_calls_everyone_who_sits_on_that_day_as_of_that_day(
    draft_meeting, secretary, observer
):
    body = draft_meeting.body
    gone = SeatFactory(body=body, ends_on=IN_A_WEEK.date() - DAY)
    coming = SeatFactory(body=body, starts_on=IN_A_WEEK.date(), title_kk="жаңа мүше")

    convene_meeting(draft_meeting, by=secretary, at=NOON)

    called = draft_meeting.participants
    assert called.count() == 9
    assert not called.filter(official=gone.official).exists()
    new = called.get(official=coming.official)
    assert (new.title_kk, new.name_kk) == ("жаңа мүше", coming.official.name_kk)
    assert new.is_voting
    assert not called.get(official__user=observer).is_voting
    assert called.order_by("position").first().role == Seat.Role.CHAIR


def test_convening_freezes_and_records(draft_meeting, secretary):
    convene_meeting(draft_meeting, by=secretary, at=NOON)

    draft_meeting.refresh_from_db()
    assert (draft_meeting.state, draft_meeting.convened_at) == (Meeting.State.CONVENED, NOON)
    assert draft_meeting.is_agenda_frozen()
    entry = journal.entries_of(draft_meeting).get()
    assert (entry.event, entry.to_state) == ("meeting_convened", "convened")
    assert (entry.facts["called"], entry.facts["invited"]) == (8, 8)


def test_convening_orders_one_letter_to_each_who_has_an_account(
    draft_meeting, secretary, django_capture_on_commit_callbacks, hurried
):
    SeatFactory(body=draft_meeting.body, official=OfficialFactory(user=None))
    member = draft_meeting.body.seats.filter(official__user__isnull=False).last().official.user
    member.is_active = False
    member.save()

    with django_capture_on_commit_callbacks(execute=True):
        convene_meeting(draft_meeting, by=secretary, at=NOON)

    assert draft_meeting.participants.count() == 9
    assert letters("send_invitation").count() == 7
    assert len(hurried) == 7


def test_convening_twice_is_refused_and_sends_nothing_more(draft_meeting, secretary):
    convene_meeting(draft_meeting, by=secretary, at=NOON)

    with pytest.raises(MoveRefused):
        convene_meeting(draft_meeting, by=secretary, at=NOON)

    assert letters("send_invitation").count() == 8


def refused(meeting, secretary, at=NOON):
    """Try to convene; give the list of what is missing."""
    with pytest.raises(StillMissing) as refusal:
        convene_meeting(meeting, by=secretary, at=at)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.DRAFT
    assert not meeting.participants.exists()
    assert not letters("send_invitation").exists()
    return refusal.value.missing


def test_an_empty_agenda_is_not_convened(body, secretary):
    assert len(refused(make_meeting(body, items=0), secretary)) == 1


def test_each_item_without_a_russian_title_is_named(draft_meeting, secretary):
    draft_meeting.items.update(title_ru="")

    missing = refused(draft_meeting, secretary)

    assert [number in text for number, text in zip("12", missing, strict=True)] == [True, True]


def test_a_day_that_has_passed_is_not_convened(draft_meeting, secretary):
    assert len(refused(draft_meeting, secretary, at=draft_meeting.starts_at)) == 1


def test_a_meeting_in_person_needs_a_place_in_both_languages(body, secretary):
    assert len(refused(make_meeting(body, place_ru=""), secretary)) == 1


def test_a_video_meeting_needs_a_link_and_no_place(body, secretary):
    meeting = make_meeting(body, place_kk="", place_ru="", format=Meeting.Format.VIDEO)
    assert len(refused(meeting, secretary)) == 1

    change_meeting(
        meeting, fields={"video_url": "https://video.example.kz/1"}, by=secretary, at=NOON
    )

    assert convene_meeting(meeting, by=secretary, at=NOON).state == Meeting.State.CONVENED


def test_a_body_without_votes_on_that_day_is_not_convened(draft_meeting, secretary):
    draft_meeting.body.seats.voting().update(ends_on=NOON.date())

    assert len(refused(draft_meeting, secretary)) == 1


def test_all_that_is_missing_is_said_at_once(body, secretary):
    meeting = make_meeting(body, items=0, place_kk="", starts_at=NOON - DAY)

    assert len(refused(meeting, secretary)) == 3


@pytest.mark.parametrize(
    ("at", "is_in_time"),
    [(datetime(2026, 3, 16, 18, 0, tzinfo=ALMATY), True), (NOON + 5 * DAY, False)],
)
def test_closed_doors_are_told_three_working_days_before(body, secretary, at, is_in_time):
    meeting = make_meeting(body, **CLOSED_DOOR)  # Thursday 19 March; Monday is the last day

    if is_in_time:
        assert convene_meeting(meeting, by=secretary, at=at).state == Meeting.State.CONVENED
    else:
        assert len(refused(meeting, secretary, at=at)) == 1


def test_holidays_count_in_the_notice_of_closed_doors(body, secretary):
    meeting = make_meeting(body, **CLOSED_DOOR)
    SpecialDayFactory(day=(NOON + 6 * DAY).date())

    assert len(refused(meeting, secretary, at=NOON + 4 * DAY)) == 1


def test_the_notice_of_closed_doors_is_a_setting(body, secretary, settings):
    settings.CLOSED_MEETING_NOTICE_DAYS = 0
    meeting = make_meeting(body, **CLOSED_DOOR)

    assert convene_meeting(meeting, by=secretary, at=NOON + 6 * DAY)
