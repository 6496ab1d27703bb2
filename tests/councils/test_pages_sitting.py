"""The secretary's console and the member's page during the sitting."""

import pytest

from councils.models import AgendaItem, AttendanceEvent, Decision, Meeting
from councils.services.agenda import PollStillOpen
from tests.factories.core import NOON
from tests.factories.councils import (
    DecisionPointFactory,
    PollFactory,
    current_item,
    make_meeting,
)

from . import steps
from .visits import at, get, happened, offered, post, said, words

pytestmark = pytest.mark.django_db
CLOSED_DOORS = {"is_open": False, "closed_reason_kk": "Құпия", "closed_reason_ru": "Тайна"}


@pytest.fixture
def item(open_meeting):
    """The item on the table, with a whole draft."""
    item = current_item(open_meeting)
    DecisionPointFactory(decision=item.decision)
    return item


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["meeting_console", "meeting_sitting"])
def test_a_sitting_behind_closed_doors_does_not_exist_for_a_stranger(client, stranger, body, name):
    meeting = make_meeting(body, state="open", present=5, **CLOSED_DOORS)
    client.force_login(stranger)

    assert get(client, name, meeting.uid).status_code == 404


@pytest.mark.parametrize(
    ("who", "console", "sitting"),
    [
        ("stranger", 403, 403),
        ("clerk", 403, 403),
        ("member", 403, 200),
        ("observer", 403, 200),
        ("secretary", 200, 200),
        ("chair", 200, 200),
        ("administrator", 200, 200),
    ],
)
def test_console_is_for_those_who_lead_and_the_seat_for_those_called(
    client, request, open_meeting, item, who, console, sitting
):
    client.force_login(request.getfixturevalue(who))

    assert get(client, "meeting_console", open_meeting.uid).status_code == console
    assert get(client, "meeting_sitting", open_meeting.uid).status_code == sitting


def test_an_administrator_watches_and_does_not_act(client, administrator, open_meeting, item):
    client.force_login(administrator)

    assert offered(get(client, "meeting_console", open_meeting.uid)) == set()


@pytest.mark.parametrize("name", ["meeting_open", "meeting_close", "meeting_not_held"])
def test_acts_on_a_meeting_are_theirs_who_lead(client, member, open_meeting, name):
    client.force_login(member)

    assert post(client, name, open_meeting.uid).status_code == 403


@pytest.mark.parametrize("name", ["item_start", "item_finish", "item_take_off"])
def test_acts_on_an_item_are_theirs_who_lead(client, member, item, name):
    client.force_login(member)

    assert post(client, name, item.uid).status_code == 403


@pytest.mark.parametrize("name", ["participant_arrive", "participant_leave", "participant_preside"])
def test_marking_attendance_is_the_secretariats(client, member, chair, open_meeting, name):
    person = open_meeting.participants.first()
    for user in (member, chair):
        client.force_login(user)

        assert post(client, name, person.pk).status_code == 403


def test_a_participant_of_an_invisible_meeting_does_not_exist(client, stranger, body):
    meeting = make_meeting(body, state="open", present=5, **CLOSED_DOORS)
    client.force_login(stranger)

    answer = post(client, "participant_leave", meeting.participants.first().pk)

    assert answer.status_code == 404


# At the table ------------------------------------------------------------------------------------
def test_arriving_twice_is_one_event(client, secretary, open_meeting):
    person = open_meeting.participants.filter(is_voting=True, is_present=False).get()
    client.force_login(secretary)

    for _click in range(2):
        post(client, "participant_arrive", person.pk)

    assert AttendanceEvent.objects.filter(participant=person).count() == 1


def test_the_last_movement_can_be_undone(client, secretary, open_meeting):
    person = open_meeting.participants.filter(is_voting=True, is_present=True).last()
    client.force_login(secretary)

    post(client, "participant_leave", person.pk)
    page = get(client, "meeting_console", open_meeting.uid)
    post(client, "participant_arrive", person.pk)

    person.refresh_from_db()
    assert page.context["board"].last_event.participant == person
    assert person.is_present
    assert list(person.events.order_by("pk").values_list("kind", flat=True)) == [
        "arrived",
        "left",
        "arrived",
    ]


def test_another_member_can_preside(client, secretary, open_meeting):
    person = open_meeting.participants.filter(is_voting=True, is_present=True).last()
    client.force_login(secretary)

    post(client, "participant_preside", person.pk)

    assert open_meeting.participants.get(is_presiding=True) == person


def test_meeting_open_twice_is_one_act_and_says_so(client, secretary, body):
    meeting = make_meeting(body, state="convened", items=1)
    client.force_login(secretary)

    for _click in range(2):
        response = post(client, "meeting_open", meeting.uid)

    assert happened("meeting_opened") == 1
    assert "This cannot be done now" in words(response)


def test_meeting_close_leads_to_the_minutes(client, secretary, open_meeting):
    client.force_login(secretary)

    response = post(client, "meeting_close", open_meeting.uid, follow=False)

    assert response["Location"].endswith(at("minutes_detail", open_meeting.uid)[3:])


def test_meeting_close_is_refused_while_an_item_is_considered(
    client, secretary, open_meeting, item
):
    client.force_login(secretary)

    response = post(client, "meeting_close", open_meeting.uid)

    open_meeting.refresh_from_db()
    assert open_meeting.state == Meeting.State.OPEN
    assert "still being considered" in words(response)


def test_the_next_item_finishes_the_one_before(client, secretary, open_meeting, item):
    second = open_meeting.items.get(position=2)
    client.force_login(secretary)

    post(client, "item_start", second.uid)

    states = open_meeting.items.order_by("position").values_list("state", flat=True)
    assert list(states) == ["considered", "current"]


def test_the_next_item_waits_for_the_vote(client, secretary, open_meeting, item):
    PollFactory(decision=item.decision)
    second = open_meeting.items.get(position=2)
    client.force_login(secretary)

    response = post(client, "item_start", second.uid)

    item.refresh_from_db()
    assert item.state == AgendaItem.State.CURRENT
    assert said(PollStillOpen(title=item.title_kk))[:20] in words(response)


@pytest.mark.parametrize(("reason", "state"), [("Дайын емес", "taken_off"), (" ", "current")])
def test_an_item_is_taken_off_with_a_reason_alone(client, secretary, item, reason, state):
    client.force_login(secretary)

    post(client, "item_take_off", item.uid, data={"reason": reason})

    item.refresh_from_db()
    assert item.state == state


def test_a_deferred_decision_can_be_taken_up_again(client, secretary, open_meeting, item):
    client.force_login(secretary)
    post(client, "decision_defer", item.decision.uid, data={"reason": "Толық емес"})
    page = get(client, "meeting_console", open_meeting.uid)

    post(client, "decision_resume", item.decision.uid)

    item.decision.refresh_from_db()
    assert "resume" in offered(page)
    assert item.decision.state == Decision.State.DRAFT


def test_decision_resume_is_theirs_who_conduct_the_vote(client, member, stranger, item):
    client.force_login(member)
    assert post(client, "decision_resume", item.decision.uid).status_code == 403

    client.force_login(stranger)
    assert post(client, "decision_resume", item.decision.uid).status_code == 404


def test_not_held_asks_for_both_languages_and_keeps_the_typed(client, secretary, open_meeting):
    client.force_login(secretary)

    data = {"reason_kk": "Кворум болмады", "reason_ru": ""}
    response = post(client, "meeting_not_held", open_meeting.uid, data=data)

    assert list(response.context["form"].errors) == ["reason_ru"]
    assert "Кворум болмады" in response.content.decode()


def test_not_held_is_recorded_with_its_reason(client, secretary, open_meeting):
    client.force_login(secretary)

    data = {"reason_kk": "Кворум болмады", "reason_ru": "Не было кворума"}
    post(client, "meeting_not_held", open_meeting.uid, data=data)

    open_meeting.refresh_from_db()
    assert open_meeting.state == Meeting.State.NOT_HELD
    assert open_meeting.ended_reason_ru == "Не было кворума"


# The member's page -------------------------------------------------------------------------------
def test_an_absent_member_is_told_so(client, member, open_meeting, item):
    steps.leave(open_meeting.participants.get(official__user=member))
    client.force_login(member)

    assert "You are not marked present" in words(get(client, "meeting_sitting", open_meeting.uid))


def test_the_member_reads_his_own_language_first(client, member, open_meeting, item):
    client.force_login(member)

    def first_of(language):
        page = client.get(at("meeting_sitting", open_meeting.uid).replace("/en/", f"/{language}/"))
        text = page.content.decode()
        return min(["ШЕШТІ:", "РЕШИЛИ:"], key=text.index)

    assert (first_of("kk"), first_of("ru")) == ("ШЕШТІ:", "РЕШИЛИ:")


def test_the_member_may_vote_only_while_he_is_there(client, member, open_meeting, item):
    PollFactory(decision=item.decision)
    client.force_login(member)

    there = offered(get(client, "meeting_sitting", open_meeting.uid))
    steps.leave(open_meeting.participants.get(official__user=member))
    away = offered(get(client, "meeting_sitting", open_meeting.uid))

    assert ("vote" in there, "vote" in away) == (True, False)


def test_the_member_reads_the_result_after_closing(client, secretary, member, open_meeting, item):
    poll = PollFactory(decision=item.decision, opened_at=NOON)
    steps.vote(poll, "++++-", secretary)
    client.force_login(secretary)
    post(client, "poll_close", poll.uid)
    client.force_login(member)

    text = words(get(client, "meeting_sitting", open_meeting.uid))

    assert "Result of the vote" in text
    assert "Your vote: for." in text
    assert "vote" not in offered(get(client, "meeting_sitting", open_meeting.uid))


def test_an_observer_takes_part_without_a_vote(client, observer, open_meeting, item):
    PollFactory(decision=item.decision)
    client.force_login(observer)

    response = get(client, "meeting_sitting", open_meeting.uid)

    assert "You take part without a vote." in words(response)


def test_the_page_before_the_sitting_waits(client, member, convened_meeting):
    client.force_login(member)

    text = words(get(client, "meeting_sitting", convened_meeting.uid))

    assert "The sitting has not begun" in text
