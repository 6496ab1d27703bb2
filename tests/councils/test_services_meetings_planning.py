"""A meeting is planned, changed, moved and called off."""

from datetime import datetime

import pytest

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Body, Meeting, Participant
from councils.services.meetings import (
    BodyNotActive,
    ClosedDoorNeedsReason,
    DayNeeded,
    FrozenAfterConvening,
    ReasonsNeeded,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from tests.factories.core import ALMATY
from tests.factories.councils import (
    DAY,
    NOON,
    MaterialFactory,
    StoredFileFactory,
    make_meeting,
)

pytestmark = pytest.mark.django_db

IN_A_WEEK = NOON + 7 * DAY
CLOSED_DOOR = {"is_open": False, "closed_reason_kk": "Құпия", "closed_reason_ru": "Секретно"}


def letters(kind):
    return OutboxMessage.objects.filter(kind=kind)


# Planning ----------------------------------------------------------------------------------------
def test_a_planned_meeting_is_a_draft_at_the_usual_place(body, secretary):
    Body.objects.filter(pk=body.pk).update(place_kk="Әкімдік", place_ru="Акимат")

    meeting = plan_meeting(body, fields={"starts_at": IN_A_WEEK}, by=secretary, at=NOON)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.year) == (Meeting.State.DRAFT, 2026)
    assert (meeting.place_kk, meeting.place_ru) == ("Әкімдік", "Акимат")
    assert journal.entries_of(meeting).get().event == "meeting_planned"


def test_the_year_of_a_meeting_is_that_of_its_day_in_kazakhstan(body, secretary):
    last_night = datetime(2027, 1, 1, 1, 0, tzinfo=ALMATY)  # still 2026 in Greenwich

    meeting = plan_meeting(body, fields={"starts_at": last_night}, by=secretary, at=NOON)

    assert meeting.year == 2027


@pytest.mark.parametrize("state", [Body.State.DRAFT, Body.State.DISSOLVED])
def test_a_body_that_does_not_work_plans_no_meeting(body, secretary, state):
    Body.objects.filter(pk=body.pk).update(
        state=state,
        activated_at=None if state == Body.State.DRAFT else NOON,
        dissolved_at=NOON if state == Body.State.DISSOLVED else None,
    )

    with pytest.raises(BodyNotActive):
        plan_meeting(body, fields={"starts_at": IN_A_WEEK}, by=secretary, at=NOON)

    assert not Meeting.objects.exists()


def test_a_meeting_is_planned_for_a_day(body, secretary):
    with pytest.raises(DayNeeded):
        plan_meeting(body, fields={}, by=secretary, at=NOON)


def test_closed_doors_need_a_reason_in_both_languages(body, secretary):
    fields = {"starts_at": IN_A_WEEK, "is_open": False, "closed_reason_kk": "Құпия"}

    with pytest.raises(ClosedDoorNeedsReason):
        plan_meeting(body, fields=fields, by=secretary, at=NOON)


def test_planning_takes_no_field_that_a_service_decides(body, secretary):
    with pytest.raises(TypeError, match="state"):
        plan_meeting(body, fields={"starts_at": IN_A_WEEK, "state": "open"}, by=secretary, at=NOON)


# Changing a draft --------------------------------------------------------------------------------
def test_a_draft_is_changed_without_letters(draft_meeting, secretary):
    change_meeting(draft_meeting, fields={"topic_kk": "Су"}, by=secretary, at=NOON)

    draft_meeting.refresh_from_db()
    assert (draft_meeting.topic_kk, draft_meeting.revision) == ("Су", 0)
    assert not letters("send_invitation").exists()
    assert journal.entries_of(draft_meeting).get().facts["fields"] == ["topic_kk"]


def test_nothing_new_is_no_act(draft_meeting, secretary):
    same = {"place_kk": draft_meeting.place_kk, "starts_at": draft_meeting.starts_at}

    change_meeting(draft_meeting, fields=same, by=secretary, at=NOON)

    assert not journal.entries_of(draft_meeting).exists()


def test_a_draft_moved_into_the_next_year_is_of_that_year(draft_meeting, secretary):
    moved = {"starts_at": datetime(2027, 1, 11, 10, 0, tzinfo=ALMATY)}

    assert change_meeting(draft_meeting, fields=moved, by=secretary, at=NOON).year == 2027


def test_papers_are_judged_late_anew_when_the_day_moves(draft_meeting, secretary):
    came = StoredFileFactory(stored_at=NOON)
    material = MaterialFactory(item=draft_meeting.items.first(), stored=came)

    change_meeting(draft_meeting, fields={"starts_at": NOON + DAY}, by=secretary, at=NOON)
    material.refresh_from_db()
    assert material.is_late

    change_meeting(draft_meeting, fields={"starts_at": NOON + 30 * DAY}, by=secretary, at=NOON)
    material.refresh_from_db()
    assert not material.is_late


@pytest.mark.parametrize("state", ["open", "closed", "published", "cancelled"])
def test_a_begun_or_ended_meeting_is_not_changed(body, secretary, state):
    meeting = make_meeting(body, state=state)

    with pytest.raises(MoveRefused):
        change_meeting(meeting, fields={"place_kk": "Басқа зал"}, by=secretary, at=NOON)


# Changing a convened meeting ---------------------------------------------------------------------
def test_a_new_time_invites_all_again_under_the_next_revision(convened_meeting, secretary):
    moved = NOON + 8 * DAY

    change_meeting(convened_meeting, fields={"starts_at": moved}, by=secretary, at=NOON)

    convened_meeting.refresh_from_db()
    assert (convened_meeting.revision, convened_meeting.starts_at) == (1, moved)
    assert letters("send_invitation").count() == 8
    assert all(row.payload["revision"] == 1 for row in letters("send_invitation"))


def test_answers_stay_when_the_place_moves(convened_meeting, secretary, member):
    convened_meeting.participants.update(response=Participant.Response.COMING)

    change_meeting(convened_meeting, fields={"place_kk": "Кіші зал"}, by=secretary, at=NOON)

    assert not convened_meeting.participants.exclude(response="coming").exists()


def test_a_public_broadcast_is_added_without_letters(convened_meeting, secretary):
    fields = {"broadcast_url": "https://live.example.kz/1"}

    change_meeting(convened_meeting, fields=fields, by=secretary, at=NOON)

    convened_meeting.refresh_from_db()
    assert convened_meeting.revision == 0
    assert not letters("send_invitation").exists()


@pytest.mark.parametrize(
    "fields", [{"topic_kk": "Басқа"}, {"kind": Meeting.Kind.FIELD}, CLOSED_DOOR]
)
def test_what_the_members_were_told_stands(convened_meeting, secretary, fields):
    with pytest.raises(FrozenAfterConvening):
        change_meeting(convened_meeting, fields=fields, by=secretary, at=NOON)


def test_unchanged_frozen_fields_do_not_stand_in_the_way(convened_meeting, secretary):
    fields = {"topic_kk": convened_meeting.topic_kk, "place_kk": "Кіші зал"}

    assert change_meeting(convened_meeting, fields=fields, by=secretary, at=NOON).revision == 1


@pytest.mark.parametrize("fields", [{"starts_at": NOON - DAY}, {"place_kk": ""}])
def test_a_convened_meeting_keeps_a_time_to_come_and_a_place(convened_meeting, secretary, fields):
    with pytest.raises(StillMissing):
        change_meeting(convened_meeting, fields=fields, by=secretary, at=NOON)

    convened_meeting.refresh_from_db()
    assert convened_meeting.revision == 0
    assert not letters("send_invitation").exists()


# Cancelling --------------------------------------------------------------------------------------
def test_cancelling_a_convened_meeting_tells_those_called(convened_meeting, secretary):
    cancel_meeting(
        convened_meeting, reason_kk="Төраға сапарда", reason_ru="Отъезд", by=secretary, at=NOON
    )

    convened_meeting.refresh_from_db()
    assert (convened_meeting.state, convened_meeting.ended_at) == (Meeting.State.CANCELLED, NOON)
    assert convened_meeting.ended_reason_kk == "Төраға сапарда"
    assert letters("send_cancellation").count() == 8
    assert all(row.payload["revision"] == 1 for row in letters("send_cancellation"))


def test_a_draft_is_given_up_silently_and_stays_unknown(draft_meeting, secretary, member):
    cancel_meeting(draft_meeting, reason_kk="Жоқ", reason_ru="Нет", by=secretary, at=NOON)

    assert not letters("send_cancellation").exists()
    assert not Meeting.objects.visible_to(member).filter(pk=draft_meeting.pk).exists()


def test_cancelling_says_why_in_both_languages(convened_meeting, secretary):
    with pytest.raises(ReasonsNeeded):
        cancel_meeting(convened_meeting, reason_kk="Жоқ", reason_ru=" ", by=secretary, at=NOON)


@pytest.mark.parametrize("state", ["open", "closed", "minutes_signed", "published", "cancelled"])
def test_a_begun_or_ended_meeting_is_not_cancelled(body, secretary, state):
    meeting = make_meeting(body, state=state)

    with pytest.raises(MoveRefused):
        cancel_meeting(meeting, reason_kk="Жоқ", reason_ru="Нет", by=secretary, at=NOON)
