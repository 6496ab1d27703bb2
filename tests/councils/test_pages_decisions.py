"""The page of one decision, and its assignments."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from councils import panels
from councils.linked_data import decision_as_legislation
from councils.models import Decision
from tests.factories.core import DAY
from tests.factories.councils import DecisionPointFactory, make_meeting

from .register import published_meeting, queries_of, register
from .visits import at, get, happened, post, words

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def decision(body):
    """A published decision with one assignment."""
    return published_meeting(body).items.get().decision


@pytest.fixture
def unpublished(body):
    """Registered, its minutes not signed yet."""
    meeting = make_meeting(body, state="closed", present=5)
    return register(meeting.items.get().decision, is_public=False)


# Who sees a draft ------------------------------------------------------------------------------
def test_draft_has_no_page_for_the_public(client, stranger, convened_meeting):
    draft = convened_meeting.items.first().decision

    assert get(client, "decision_detail", draft.uid).status_code == 404
    client.force_login(stranger)
    assert get(client, "decision_detail", draft.uid).status_code == 404


def test_draft_is_read_by_members_once_the_meeting_is_convened(client, member, convened_meeting):
    draft = convened_meeting.items.first().decision
    client.force_login(member)

    page = words(get(client, "decision_detail", draft.uid))

    assert "Only members of the body see this page" in page


def test_draft_of_a_meeting_in_preparation_is_not_the_members(client, member, draft_meeting):
    draft = draft_meeting.items.first().decision
    client.force_login(member)

    assert get(client, "decision_detail", draft.uid).status_code == 404


def test_draft_is_closed_to_who_no_longer_sits(client, member, body):
    body.seats.filter(official__user=member).update(ends_on=timezone.localdate() - timedelta(1))
    draft = make_meeting(body, state="convened").items.get().decision
    draft.item.meeting.participants.filter(official__user=member).delete()
    client.force_login(member)

    assert get(client, "decision_detail", draft.uid).status_code == 404


# One decision ------------------------------------------------------------------------------------
def test_decision_shows_texts_vote_force_and_executor(client, decision):
    point = decision.points.get()

    page = words(get(client, "decision_detail", decision.uid))

    assert point.text_kk in page
    assert point.text_ru in page
    assert point.executor.name_kk in page
    assert "Adopted unanimously" in page
    assert "becomes binding through acts of akimats or maslikhats" in page


def test_decision_lists_votes_by_posts(client, decision):
    page = words(get(client, "decision_detail", decision.uid))

    assert "Roll call by posts" in page
    assert "For (5)" in page


def test_decision_shows_no_account_and_no_journal_to_the_public(client, decision, secretary):
    page = get(client, "decision_detail", decision.uid).content.decode()

    assert "@example.kz" not in page
    assert "Journal" not in page


def test_decision_follows_its_matter_through_meetings(client, decision, body):
    later = published_meeting(body, year=2027).items.get()
    later.continues = decision.item
    later.save()

    page = words(get(client, "decision_detail", decision.uid))

    assert "The way of this matter" in page
    assert later.title_kk in page


def test_decision_hides_a_draft_treatment_of_its_matter(client, decision, draft_meeting):
    item = draft_meeting.items.first()
    item.continues = decision.item
    item.save()

    assert item.title_kk not in words(get(client, "decision_detail", decision.uid))


def test_decision_says_what_it_is_to_search_engines(client, decision):
    page = get(client, "decision_detail", decision.uid).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    facts = json.loads(block[1])

    assert facts["@type"] == "Legislation"
    assert facts["legislationIdentifier"] == decision.label


def test_a_decision_is_of_the_day_in_almaty_on_which_it_was_taken(decision):
    decision.item.meeting.starts_at = datetime(2026, 3, 11, 20, tzinfo=UTC)

    assert '"legislationDate": "2026-03-12"' in decision_as_legislation(decision, "")


def test_search_engines_block_cannot_be_left(client, body):
    meeting = make_meeting(body, state="published", present=5)
    decision = meeting.items.get().decision
    Decision.objects.filter(pk=decision.pk).update(title_kk="</script><script>alert(1)</script>")
    register(decision)

    assert "<script>alert(1)" not in get(client, "decision_detail", decision.uid).content.decode()


@pytest.mark.slow
def test_decision_asks_as_much_for_twenty_points_as_for_one(client, member, convened_meeting):
    decision = convened_meeting.items.first().decision
    DecisionPointFactory(decision=decision)
    client.force_login(member)
    one = queries_of(client, at("decision_detail", decision.uid))

    for _number in range(19):
        DecisionPointFactory(decision=decision)

    assert queries_of(client, at("decision_detail", decision.uid)) == one


def test_decision_shows_what_upper_apps_add(client, decision):
    def panel(_request, record):
        return panels.Panel("components/empty.html", {"title": record.label})

    panels.add("decision_detail", panel)
    try:
        assert len(get(client, "decision_detail", decision.uid).context["panels"]) == 1
    finally:
        panels.remove("decision_detail", panel)


# Assignments -------------------------------------------------------------------------------------
EXECUTED = {"on": "2026-03-20", "progress_kk": "Орындалды", "progress_ru": "Исполнено"}


def test_assignment_complete_is_the_secretariats(client, decision, stranger, member):
    assignment = decision.points.get().assignment
    client.force_login(stranger)
    assert get(client, "assignment_complete", assignment.uid).status_code == 403

    client.force_login(member)
    assert post(client, "assignment_complete", assignment.uid, data=EXECUTED).status_code == 403


def test_assignment_of_an_unpublished_decision_is_unknown(client, unpublished, stranger):
    assignment = unpublished.points.get().assignment
    client.force_login(stranger)

    assert get(client, "assignment_complete", assignment.uid).status_code == 404


def test_assignment_is_completed_and_put_back(client, decision, secretary):
    assignment = decision.points.get().assignment
    client.force_login(secretary)

    page = words(post(client, "assignment_complete", assignment.uid, data=EXECUTED))
    assignment.refresh_from_db()
    assert assignment.state == "done"
    assert "The assignment is marked as executed." in page
    assert "Орындалды" in page

    post(client, "assignment_reopen", assignment.uid)
    assignment.refresh_from_db()
    assert assignment.state == "in_progress"
    assert happened("assignment_reopened") == 1


def test_assignment_complete_keeps_what_was_typed(client, decision, secretary):
    assignment = decision.points.get().assignment
    client.force_login(secretary)
    tomorrow = (timezone.localdate() + DAY).isoformat()

    page = post(client, "assignment_complete", assignment.uid, data=EXECUTED | {"on": tomorrow})

    assert "This day has not come yet." in words(page)
    assert "Исполнено" in page.content.decode()
    assert happened("assignment_completed") == 0
