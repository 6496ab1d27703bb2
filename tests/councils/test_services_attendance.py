"""Answers, presence, the one who presides; the quorum that follows."""

import pytest

from agglo_portal.core import journal
from councils.models import AttendanceEvent, Participant
from councils.reports import quorum_of
from councils.services.attendance import (
    AttendanceClosed,
    CannotPreside,
    ResponseClosed,
    ResponseUnknown,
    mark_arrived,
    mark_left,
    preside,
    respond,
)
from tests.factories.councils import (
    MINUTE,
    NOON,
    PollFactory,
    current_item,
    make_council,
    make_meeting,
)

pytestmark = pytest.mark.django_db

COMING = Participant.Response.COMING
NOT_COMING = Participant.Response.NOT_COMING


def own(meeting, user):
    return meeting.participants.get(official__user=user)


# Answers -----------------------------------------------------------------------------------------
def test_a_member_answers_and_may_change_his_mind(convened_meeting, member):
    respond(own(convened_meeting, member), response=COMING, by=member, at=NOON)
    respond(
        own(convened_meeting, member),
        response=NOT_COMING,
        note=" Іссапар ",
        by=member,
        at=NOON + MINUTE,
    )

    now = own(convened_meeting, member)
    assert (now.response, now.response_note) == (NOT_COMING, "Іссапар")
    assert now.responded_at == NOON + MINUTE
    assert journal.entries_of(convened_meeting).count() == 2


def test_the_same_answer_again_is_no_act(convened_meeting, member):
    respond(own(convened_meeting, member), response=COMING, by=member, at=NOON)
    respond(own(convened_meeting, member), response=COMING, by=member, at=NOON + MINUTE)

    assert own(convened_meeting, member).responded_at == NOON
    assert journal.entries_of(convened_meeting).count() == 1


@pytest.mark.parametrize("state", ["open", "closed", "published", "cancelled", "not_held"])
def test_answers_are_taken_only_before_the_meeting_begins(body, member, state):
    meeting = make_meeting(body, state=state)

    with pytest.raises(ResponseClosed):
        respond(own(meeting, member), response=COMING, by=member, at=NOON)


@pytest.mark.parametrize("response", ["none", "maybe", ""])
def test_an_answer_is_yes_or_no(convened_meeting, member, response):
    with pytest.raises(ResponseUnknown):
        respond(own(convened_meeting, member), response=response, by=member, at=NOON)


# Presence ----------------------------------------------------------------------------------------
def test_arriving_is_an_event_and_counts_at_once(open_meeting, secretary):
    absent = open_meeting.participants.get(is_voting=True, is_present=False)

    mark_arrived(absent, by=secretary, at=NOON)

    assert quorum_of(open_meeting).present == 6
    event = absent.events.get()
    assert (event.kind, event.at, event.by) == (AttendanceEvent.Kind.ARRIVED, NOON, secretary)
    entry = journal.entries_of(open_meeting).get()
    assert (entry.event, entry.facts["name_kk"]) == ("participant_arrived", absent.name_kk)


def test_arriving_twice_is_one_event(open_meeting, secretary, member):
    mark_arrived(own(open_meeting, member), by=secretary, at=NOON + MINUTE)

    assert own(open_meeting, member).events.count() == 1
    assert not journal.entries_of(open_meeting).exists()


def test_leaving_and_coming_back_are_three_events(open_meeting, secretary, member):
    mark_left(own(open_meeting, member), by=secretary, at=NOON + MINUTE)
    mark_left(own(open_meeting, member), by=secretary, at=NOON + 2 * MINUTE)
    mark_arrived(own(open_meeting, member), by=secretary, at=NOON + 3 * MINUTE)

    kinds = own(open_meeting, member).events.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["arrived", "left", "arrived"]
    assert own(open_meeting, member).is_present


def test_a_member_may_leave_during_a_vote_and_the_quorum_follows(open_meeting, secretary):
    PollFactory(decision=current_item(open_meeting).decision)
    for participant in open_meeting.participants.filter(is_voting=True, is_present=True)[:2]:
        mark_left(participant, by=secretary, at=NOON + MINUTE)

    quorum = quorum_of(open_meeting)
    assert (quorum.present, quorum.has_quorum, quorum.lacking) == (3, False, 1)


def test_presence_is_marked_from_the_registration_on(convened_meeting, secretary, member):
    mark_arrived(own(convened_meeting, member), by=secretary, at=NOON)

    assert own(convened_meeting, member).is_present


@pytest.mark.parametrize("act", [mark_arrived, mark_left, preside])
@pytest.mark.parametrize("state", ["closed", "published", "cancelled", "not_held"])
def test_presence_is_not_marked_after_the_session(body, secretary, member, act, state):
    meeting = make_meeting(body, state=state)

    with pytest.raises(AttendanceClosed):
        act(own(meeting, member), by=secretary, at=NOON)


# Who presides ------------------------------------------------------------------------------------
def test_another_member_takes_the_chair(open_meeting, secretary, member, chair):
    preside(own(open_meeting, member), by=secretary, at=NOON)

    assert own(open_meeting, member).is_presiding
    assert not own(open_meeting, chair).is_presiding
    assert journal.entries_of(open_meeting).get().event == "participant_presides"


def test_taking_the_chair_twice_is_one_act(open_meeting, secretary, chair):
    preside(own(open_meeting, chair), by=secretary, at=NOON)

    assert not journal.entries_of(open_meeting).exists()


def test_one_who_does_not_vote_or_is_away_does_not_preside(open_meeting, secretary):
    absent = open_meeting.participants.get(is_voting=True, is_present=False)

    for participant in (absent, own(open_meeting, secretary)):
        with pytest.raises(CannotPreside):
            preside(participant, by=secretary, at=NOON)


# The quorum --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("voting", "present", "has_quorum", "lacking", "spare"),
    [(6, 3, False, 1, 0), (6, 4, True, 0, 0), (6, 6, True, 0, 2), (7, 4, False, 1, 0)],
)
def test_the_quorum_counts_voting_members_of_all_that_were_called(
    voting, present, has_quorum, lacking, spare
):
    meeting = make_meeting(make_council(voting=voting), state="open", present=present)

    quorum = quorum_of(meeting)

    assert (quorum.present, quorum.total) == (present, voting)
    assert (quorum.has_quorum, quorum.lacking, quorum.spare) == (has_quorum, lacking, spare)


def test_the_quorum_follows_the_bodys_own_fraction():
    body = make_council(voting=8, quorum_numerator=1, quorum_denominator=2)

    assert quorum_of(make_meeting(body, state="open", present=4)).has_quorum


def test_a_meeting_without_votes_has_no_quorum(draft_meeting):
    assert not quorum_of(draft_meeting).has_quorum


@pytest.mark.parametrize("voting", [1, 20])
def test_the_quorum_costs_one_query_however_many_sit(voting, django_assert_num_queries):
    meeting = make_meeting(make_council(voting=voting), state="open", present=voting)

    with django_assert_num_queries(1):
        quorum_of(meeting)
