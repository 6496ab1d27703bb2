"""The secretary's console and the member's page during the sitting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import AgendaItem, AttendanceEvent, Decision, Meeting, Poll
from councils.services.agenda import PollStillOpen
from tests.factories.core import NOON
from tests.factories.councils import (
    DecisionPointFactory,
    PollFactory,
    current_item,
    make_council,
    make_meeting,
    seat_of,
)

from . import steps
from .visits import at, get, happened, post, said, words

pytestmark = pytest.mark.django_db
CLOSED_DOORS = {"is_open": False, "closed_reason_kk": "Құпия", "closed_reason_ru": "Тайна"}


@pytest.fixture
def item(open_meeting):
    """The item on the table, with a whole draft."""
    item = current_item(open_meeting)
    DecisionPointFactory(decision=item.decision)
    return item


def buttons(response) -> set[str]:
    """The names of the acts that the page offers."""
    text = response.content.decode()
    acts = ["open", "close", "start", "finish", "take-off", "arrive", "leave", "preside", "enter"]
    acts += ["annul", "defer", "resume", "not-held", "polls/open", "vote"]
    return {act for act in acts if f'/{act}/"' in text}


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

    assert buttons(get(client, "meeting_console", open_meeting.uid)) == set()


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


# The console -------------------------------------------------------------------------------------
def test_console_without_a_quorum_says_what_is_missing_and_offers_no_vote(client, secretary, body):
    meeting = make_meeting(body, state="open", present=3, items=1)
    DecisionPointFactory(decision=current_item(meeting).decision)
    client.force_login(secretary)

    response = get(client, "meeting_console", meeting.uid)

    assert "No quorum: 3 present, 4 needed, 1 lacking." in words(response)
    assert "polls/open" not in buttons(response)


def test_console_says_that_the_russian_text_is_missing(client, secretary, open_meeting):
    DecisionPointFactory(decision=current_item(open_meeting).decision, text_ru="")
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid)

    assert "Not in both languages: point 1." in words(response)
    assert "polls/open" not in buttons(response)


def test_console_says_that_nobody_presides(client, secretary, open_meeting, item):
    steps.leave(open_meeting.participants.get(is_presiding=True))
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid)

    assert "Who presides is away" in words(response)
    assert "polls/open" not in buttons(response)


def test_console_leads_through_a_sitting_with_one_main_button_at_a_time(client, secretary, body):
    meeting = make_meeting(body, state="convened", present=0, items=2)
    for item in meeting.items.all():
        DecisionPointFactory(decision=item.decision)
    first, second = meeting.items.order_by("position")
    client.force_login(secretary)

    def main() -> str:
        response = get(client, "meeting_console", meeting.uid)
        assert response.content.decode().count("btn-primary") == 1
        return response.context["next_act"]

    seen = [main()]
    for person in meeting.participants.all()[:6]:
        post(client, "participant_arrive", person.pk)
    post(client, "meeting_open", meeting.uid)
    seen.append(main())
    post(client, "item_start", first.uid)
    seen.append(main())
    post(client, "poll_open", first.decision.uid)
    seen.append(main())
    post(client, "poll_close", Poll.objects.get().uid)
    seen.append(main())
    post(client, "item_start", second.uid)
    post(client, "decision_defer", second.decision.uid, data={"reason": "Толық емес"})
    seen.append(main())
    post(client, "item_finish", second.uid)
    seen.append(main())
    post(client, "meeting_close", meeting.uid)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CLOSED
    assert seen == [
        "open_meeting",
        "start_item",
        "open_poll",
        "close_poll",
        "next_item",
        "finish_item",
        "close_meeting",
    ]


def test_console_shows_another_item_when_asked(client, secretary, open_meeting, item):
    second = open_meeting.items.get(position=2)
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid, query=f"?item={second.uid}")

    assert response.context["item"] == second
    assert response.context["next_act"] == ""
    assert get(client, "meeting_console", open_meeting.uid, query="?item=x").status_code == 200


def test_console_names_the_rule_of_the_quorum_with_its_numbers(
    client, secretary, body, open_meeting
):
    body.regulation_article_quorum = "14"
    body.save()
    client.force_login(secretary)

    text = words(get(client, "meeting_console", open_meeting.uid))

    assert "Regulation, 14: At least 2/3 of all voting members: 6 × 2/3, rounded up = 4." in text


def test_console_answers_nothing_while_nothing_changed(client, secretary, open_meeting, item):
    client.force_login(secretary)
    mark = get(client, "meeting_console", open_meeting.uid).context["mark"]

    def ask():
        query = f"?seen={mark}"
        return get(
            client, "meeting_console", open_meeting.uid, query=query, **{"HX-Request": "true"}
        )

    assert ask().status_code == 204
    steps.leave(open_meeting.participants.filter(is_present=True).last())
    assert ask().status_code == 200


def test_the_part_that_renews_itself_equals_a_fresh_page(client, secretary, open_meeting, item):
    client.force_login(secretary)
    fresh = get(client, "meeting_console", open_meeting.uid)

    renewed = get(
        client, "meeting_console", open_meeting.uid, query="?seen=old", **{"HX-Request": "true"}
    )

    assert renewed.context["mark"] == fresh.context["mark"]


@pytest.mark.parametrize("name", ["meeting_console", "meeting_sitting"])
def test_the_sitting_asks_the_database_the_same_however_many_sit_and_vote(client, name):
    from tests.factories.core import UserFactory

    def count(voting, items):
        user = UserFactory()
        body = make_council(voting=voting)
        seat_of(body, user, role="secretariat", position=99)
        meeting = make_meeting(body, state="open", present=voting, items=items)
        item = current_item(meeting)
        DecisionPointFactory(decision=item.decision)
        for other in meeting.items.exclude(pk=item.pk):
            DecisionPointFactory(decision=other.decision)
            PollFactory(decision=other.decision, state="annulled", annulled_reason="Қате")
        poll = PollFactory(decision=item.decision)
        steps.vote(poll, "+" * (voting - 1), user)
        client.force_login(user)
        with CaptureQueriesContext(connection) as queries:
            assert get(client, name, meeting.uid).status_code == 200
        return len(queries)

    count(3, 2)
    assert count(3, 2) == count(15, 12)


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
    assert "resume" in buttons(page)
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

    there = buttons(get(client, "meeting_sitting", open_meeting.uid))
    steps.leave(open_meeting.participants.get(official__user=member))
    away = buttons(get(client, "meeting_sitting", open_meeting.uid))

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
    assert "vote" not in buttons(get(client, "meeting_sitting", open_meeting.uid))


def test_an_observer_takes_part_without_a_vote(client, observer, open_meeting, item):
    PollFactory(decision=item.decision)
    client.force_login(observer)

    response = get(client, "meeting_sitting", open_meeting.uid)

    assert "You take part without a vote." in words(response)


def test_the_page_before_the_sitting_waits(client, member, convened_meeting):
    client.force_login(member)

    text = words(get(client, "meeting_sitting", convened_meeting.uid))

    assert "The sitting has not begun" in text
