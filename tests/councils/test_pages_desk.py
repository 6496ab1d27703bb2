"""My desk: what waits for me, by deadline, with one button each."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from councils.desk import count_waiting, grouped, todos_of
from councils.desk.things import Todo
from councils.models import Decision, Meeting, Minutes, Post
from councils.services.meetings import publish_meeting
from tests.factories.core import ALMATY, DAY, NOON
from tests.factories.councils import (
    MinutesFactory,
    PostFactory,
    make_council,
    make_meeting,
    seat_of,
)

from .register import published_meeting, queries_of, register
from .steps import add_point, adopt, close, opened_poll, sent, signed_by_all, vote
from .visits import at, get, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def kinds(user) -> list[str]:
    return [todo.kind for todo in todos_of(user, at=timezone.now())]


def only_todo(user) -> Todo:
    (todo,) = todos_of(user, at=timezone.now())
    return todo


# Members -----------------------------------------------------------------------------------------
def test_desk_asks_to_log_in(client):
    response = get(client, "desk")

    assert response.status_code == 302
    assert "login" in response.url


def test_empty_desk_says_that_all_is_done(client, stranger):
    client.force_login(stranger)

    assert "All done" in words(get(client, "desk"))


def test_invitation_waits_until_it_is_answered(client, convened_meeting, member):
    client.force_login(member)

    page = get(client, "desk")

    assert "Say whether you will come" in words(page)
    assert f"{at('meeting_detail', convened_meeting.uid)}#answer" in page.content.decode()
    convened_meeting.participants.update(response="coming")
    assert kinds(member) == []


def test_open_vote_waits_until_it_is_given(open_meeting, member, secretary):
    poll = opened_poll(open_meeting, secretary)

    assert kinds(member) == ["Vote"]
    assert count_waiting(member) == 1
    vote(poll, "+++++", secretary)
    assert kinds(member) == []
    assert count_waiting(member) == 0


def test_vote_does_not_wait_for_who_is_not_there(open_meeting, member, secretary):
    opened_poll(open_meeting, secretary)
    open_meeting.participants.filter(official__user=member).update(is_present=False)

    assert kinds(member) == []
    assert count_waiting(member) == 0


def test_minutes_wait_for_their_signers(open_meeting, chair, member, secretary):
    decision = open_meeting.items.first().decision
    add_point(decision)
    adopt(decision, secretary)
    sent(close(open_meeting, secretary), secretary)

    assert kinds(chair) == ["Signature"]
    assert count_waiting(chair) == 1
    assert kinds(member) == []


def test_assignment_waits_for_the_organisation_of_the_person(body, clerk):
    decision = published_meeting(body).items.get().decision
    assignment = decision.points.get().assignment
    assert kinds(clerk) == []

    PostFactory(official=clerk.official, organisation=assignment.executor)

    todo = only_todo(clerk)
    assert todo.kind == f"Assignment {decision.label}"
    assert f"#assignment-{assignment.uid}" in todo.url


def test_assignment_of_an_unpublished_decision_is_not_shown(body, clerk):
    meeting = make_meeting(body, state="closed", present=5)
    decision = register(meeting.items.get().decision, is_public=False)
    PostFactory(official=clerk.official, organisation=decision.points.get().executor)

    assert kinds(clerk) == []


def test_assignment_of_a_former_organisation_is_not_shown(body, clerk):
    decision = published_meeting(body).items.get().decision
    Post.objects.all().delete()
    PostFactory(
        official=clerk.official,
        organisation=decision.points.get().executor,
        ends_on=NOON.date() - timedelta(days=1),
    )

    assert kinds(clerk) == []


# The secretariat ---------------------------------------------------------------------------------
def test_draft_meeting_is_prepared_before_its_papers_are_due(draft_meeting, secretary):
    todo = only_todo(secretary)

    assert todo.kind == "Meeting in preparation"
    assert todo.due == date(2026, 3, 16)  # three working days before Thursday, 19 March


def test_sitting_of_today_leads_to_the_console(body, secretary):
    meeting = make_meeting(body, state="convened", starts_at=NOON + timedelta(hours=3))
    meeting.participants.update(response="coming")

    assert only_todo(secretary).url.endswith(f"{meeting.uid}/console/")


def test_draft_without_its_russian_text_waits(convened_meeting, secretary):
    convened_meeting.participants.update(response="coming")
    draft = convened_meeting.items.first().decision
    Decision.objects.filter(pk=draft.pk).update(title_ru="")

    todo = only_todo(secretary)

    assert todo.kind == "Draft decision"
    assert str(draft.uid) in todo.url


def test_minutes_wait_for_their_wording(body, secretary):
    meeting = make_meeting(body, state="closed", present=5)
    MinutesFactory(meeting=meeting, due_on=date(2026, 3, 10))

    todo = only_todo(secretary)

    assert todo.kind == "Minutes"
    assert todo.days_late == 2


def test_publication_is_due_three_working_days_after_signing(open_meeting, secretary):
    decision = open_meeting.items.first().decision
    add_point(decision)
    adopt(decision, secretary)
    signed_by_all(close(open_meeting, secretary), secretary)

    todo = only_todo(secretary)
    assert todo.kind == "Publication"
    assert todo.due == date(2026, 3, 17)  # Thursday, and a weekend between

    publish_meeting(Meeting.objects.get(pk=open_meeting.pk), by=secretary, at=NOON)
    assert "Publication" not in kinds(secretary)


def test_secretariat_work_is_not_the_members(draft_meeting, member, chair):
    assert kinds(member) == kinds(chair) == []


# By deadline -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due", "key"),
    [
        (date(2026, 3, 11), "overdue"),
        (date(2026, 3, 12), "today"),
        (datetime(2026, 3, 12, 23, 30, tzinfo=ALMATY), "today"),
        (date(2026, 3, 15), "week"),
        (date(2026, 3, 16), "later"),
        (None, "later"),
    ],
)
def test_things_are_parted_by_urgency(due, key):
    todo = Todo("Vote", "pen", "Title", "Why", "Go", "/", due)

    groups = grouped([todo], today=NOON.date())

    assert [group.key for group in groups if group.things] == [key]


def test_only_the_first_thing_has_the_main_button(client, body, member):
    for hours in (1, 2):
        make_meeting(body, state="convened", starts_at=NOON + timedelta(hours=hours))
    client.force_login(member)

    assert get(client, "desk").content.decode().count("btn-primary") == 1


# Beside ------------------------------------------------------------------------------------------
def test_next_meeting_counts_answers_against_the_quorum(client, convened_meeting, member):
    convened_meeting.participants.filter(official__user=member).update(response="coming")
    client.force_login(member)

    page = words(get(client, "desk"))

    assert "1 of 6 will come" in page
    assert "3 more are needed for the quorum" in page


def test_secretariat_sees_whom_it_waits_for(client, convened_meeting, secretary):
    client.force_login(secretary)

    page = words(get(client, "desk"))

    assert "Answers to the invitation" in page
    assert "6 members" in page


def test_menu_counts_by_one_query(member, convened_meeting, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert count_waiting(member) == 1


@pytest.mark.slow
def test_desk_asks_as_much_for_twenty_things_as_for_one(client, body, secretary, clerk):
    def things(number):
        meeting = make_meeting(body, state="convened", starts_at=NOON + (1 + number) * DAY)
        Decision.objects.filter(item__meeting=meeting).update(title_ru="")
        make_meeting(body, starts_at=NOON + (30 + number) * DAY)
        closed = make_meeting(body, state="closed", year=2000 + number, number="1")
        MinutesFactory(meeting=closed)
        signed = make_meeting(body, state="minutes_signed", year=2030 + number, number="1")
        MinutesFactory(
            meeting=signed, state=Minutes.State.COMPLETE, completed_at=NOON, prepared_at=NOON,
            sent_at=NOON,
        )  # fmt: skip
        decision = register(make_meeting(body, state="published").items.get().decision)
        PostFactory(official=secretary.official, organisation=decision.points.get().executor)

    client.force_login(secretary)
    things(0)
    one = queries_of(client, at("desk"))

    for number in range(1, 20):
        things(number)

    assert queries_of(client, at("desk")) == one


def test_desk_of_one_body_does_not_show_another(secretary, body):
    other = make_council()
    make_meeting(other)
    seat_of(other, secretary, role="observer")

    assert kinds(secretary) == []
