"""Votes by the pages: one's own with the password asked again, from paper, closed, annulled."""

import pytest

from agglo_portal.core.models import JournalEntry
from councils.models import Decision, Poll, Vote
from councils.services.polls import NoQuorum, NotPresent, PollClosed, close_poll
from tests.factories.core import NOON, PASSWORD
from tests.factories.councils import (
    DecisionPointFactory,
    PollFactory,
    current_item,
    make_meeting,
)
from tests.sessions import enter

from . import steps
from .visits import at, happened, post, said, words

pytestmark = pytest.mark.django_db
CLOSED_DOORS = {"is_open": False, "closed_reason_kk": "Құпия", "closed_reason_ru": "Тайна"}


@pytest.fixture
def decision(open_meeting):
    item = current_item(open_meeting)
    DecisionPointFactory(decision=item.decision)
    return item.decision


@pytest.fixture
def poll(decision):
    return PollFactory(decision=decision)


def vote(client, poll, choice="for", follow=True):
    return post(client, "poll_vote", poll.uid, data={"choice": choice}, follow=follow)


# Who may come ------------------------------------------------------------------------------------
def test_a_vote_behind_closed_doors_does_not_exist_for_a_stranger(client, stranger, body):
    meeting = make_meeting(body, state="open", present=5, **CLOSED_DOORS)
    poll = PollFactory(decision=current_item(meeting).decision)
    enter(client, stranger)

    assert vote(client, poll).status_code == 404


@pytest.mark.parametrize("who", ["observer", "secretary"])
def test_who_has_no_vote_cannot_vote(client, request, poll, who):
    enter(client, request.getfixturevalue(who))

    assert vote(client, poll).status_code == 403
    assert not Vote.objects.exists()


@pytest.mark.parametrize("name", ["poll_enter", "poll_close", "poll_annul"])
def test_conducting_a_vote_is_not_a_members_act(client, member, poll, name):
    enter(client, member)

    assert post(client, name, poll.uid, data={"reason": "x"}).status_code == 403


def test_poll_open_is_not_a_members_act(client, member, decision):
    enter(client, member)

    assert post(client, "poll_open", decision.uid).status_code == 403


# One's own vote ----------------------------------------------------------------------------------
def test_the_members_vote_is_counted_and_confirmed(client, member, poll):
    enter(client, member)

    response = vote(client, poll)

    assert Vote.objects.get().choice == "for"
    assert "You voted: for" in words(response)


def test_the_vote_can_be_changed_until_the_end_and_stays_one(client, member, poll):
    enter(client, member)

    for choice in ("for", "for", "against"):
        vote(client, poll, choice)

    assert [one.choice for one in Vote.objects.all()] == ["against"]
    assert happened("vote_cast") == 2


def test_the_password_is_asked_again_and_then_the_vote_goes_on(client, member, poll):
    client.force_login(member)

    asked = vote(client, poll, "abstained", follow=False)
    resumed = client.post(asked["Location"], {"password": PASSWORD})

    assert "/reauthenticate/" in asked["Location"]
    assert Vote.objects.get().choice == "abstained"
    assert resumed["Location"].startswith(at("meeting_sitting", meeting_of(poll).uid))


def test_a_wrong_password_keeps_the_vote_waiting(client, member, poll):
    client.force_login(member)
    asked = vote(client, poll, follow=False)

    wrong = client.post(asked["Location"], {"password": "not this one"})
    assert wrong.status_code == 200
    assert not Vote.objects.exists()

    client.post(asked["Location"], {"password": PASSWORD})
    assert Vote.objects.get().choice == "for"


def test_a_vote_that_comes_after_the_closing_is_not_taken_and_says_so(
    client, member, secretary, poll
):
    client.force_login(member)
    asked = vote(client, poll, follow=False)
    steps.vote(poll, "+", secretary)
    close_poll(poll, by=secretary, at=NOON)

    response = client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert said(PollClosed()) in words(response)
    assert not Vote.objects.filter(participant__official__user=member).exists()


def test_an_absent_member_cannot_vote_and_is_told_so(client, member, open_meeting, poll):
    steps.leave(open_meeting.participants.get(official__user=member))
    enter(client, member)

    response = vote(client, poll)

    assert said(NotPresent()) in words(response)
    assert not Vote.objects.exists()


@pytest.mark.parametrize("choice", ["did_not_vote", "yes", ""])
def test_a_choice_that_is_none_is_not_found(client, member, poll, choice):
    enter(client, member)

    assert vote(client, poll, choice).status_code == 404
    assert not Vote.objects.exists()


# From paper --------------------------------------------------------------------------------------
def test_the_secretary_enters_a_vote_from_paper(client, secretary, open_meeting, poll):
    person = steps.present_voters(open_meeting)[2]
    enter(client, secretary)

    data = {"participant": person.pk, "choice": "against"}
    response = post(client, "poll_enter", poll.uid, data=data)

    given = Vote.objects.get()
    assert (given.participant, given.choice, given.is_entered_by_secretary) == (
        person,
        "against",
        True,
    )
    assert "entered from paper" in words(response)


@pytest.mark.parametrize("participant", ["0", "abc", ""])
def test_entering_for_nobody_is_not_found(client, secretary, poll, participant):
    enter(client, secretary)

    data = {"participant": participant, "choice": "for"}
    assert post(client, "poll_enter", poll.uid, data=data).status_code == 404


def test_entering_for_a_person_of_another_meeting_is_not_found(client, secretary, body, poll):
    foreign = make_meeting(body, state="convened").participants.first()
    enter(client, secretary)

    data = {"participant": foreign.pk, "choice": "for"}
    assert post(client, "poll_enter", poll.uid, data=data).status_code == 404


# Opening and closing -----------------------------------------------------------------------------
def test_poll_open_twice_is_one_poll(client, secretary, decision):
    enter(client, secretary)

    for _click in range(2):
        response = post(client, "poll_open", decision.uid)

    assert Poll.objects.count() == 1
    assert response.status_code == 200


def test_poll_open_without_a_quorum_is_refused_in_words(client, secretary, body):
    meeting = make_meeting(body, state="open", present=3)
    decision = current_item(meeting).decision
    DecisionPointFactory(decision=decision)
    enter(client, secretary)

    response = post(client, "poll_open", decision.uid)

    assert said(NoQuorum(present=3, needed=4)) in words(response)
    assert not Poll.objects.exists()


def test_the_presiding_chair_conducts_the_vote_too(client, chair, decision):
    enter(client, chair)

    post(client, "poll_open", decision.uid)
    post(client, "poll_close", Poll.objects.get().uid)

    assert Poll.objects.get().state == Poll.State.CLOSED


def test_poll_close_twice_counts_once(client, secretary, poll, decision):
    steps.vote(poll, "++++-", secretary)
    enter(client, secretary)

    for _click in range(2):
        response = post(client, "poll_close", poll.uid)

    decision.refresh_from_db()
    assert decision.state == Decision.State.ADOPTED
    assert happened("poll_closed") == 1
    assert "This cannot be done now" in words(response)


def test_a_vote_that_lost_its_quorum_cannot_be_closed_but_annulled(
    client, secretary, open_meeting, poll
):
    for person in steps.present_voters(open_meeting)[-2:]:
        steps.leave(person)
    enter(client, secretary)

    refused = post(client, "poll_close", poll.uid)
    post(client, "poll_annul", poll.uid, data={"reason": "Кворум жойылды"})

    poll.refresh_from_db()
    assert "The quorum is lost: 1 more member must come back" in words(refused)
    assert poll.state == Poll.State.ANNULLED


def test_poll_annul_without_a_reason_is_refused(client, secretary, poll):
    enter(client, secretary)

    response = post(client, "poll_annul", poll.uid, data={"reason": "  "})

    poll.refresh_from_db()
    assert poll.state == Poll.State.OPEN
    assert "Give the reason." in words(response)


def test_an_annulled_vote_can_be_taken_again(client, secretary, decision, poll):
    steps.vote(poll, "++++-", secretary)
    enter(client, secretary)

    post(client, "poll_close", poll.uid)
    post(client, "poll_annul", poll.uid, data={"reason": "Қате"})
    response = post(client, "poll_open", decision.uid)

    assert Poll.objects.filter(decision=decision).count() == 2
    assert response.context["count"].given == []


def test_the_journal_keeps_who_voted_how(client, member, poll):
    enter(client, member)

    vote(client, poll)

    entry = JournalEntry.objects.get(event="vote_cast")
    assert (entry.by, entry.to_state) == (member, "for")


def meeting_of(poll):
    return poll.decision.item.meeting
