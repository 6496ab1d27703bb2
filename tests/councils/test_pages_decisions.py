"""The register, its exports, and the page of one decision."""

import csv
import io
import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from councils import panels
from councils.models import Assignment, Decision
from tests.factories.core import DAY, NOON
from tests.factories.councils import DecisionPointFactory, make_council, make_meeting

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


def rows_of_csv(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# Who sees what -----------------------------------------------------------------------------------
def test_register_shows_published_decisions_to_anyone(client, decision):
    page = words(get(client, "decision_list"))

    assert decision.label in page
    assert "1 decision found" in page


def test_register_hides_what_is_not_published(client, unpublished, stranger):
    assert unpublished.title_kk not in words(get(client, "decision_list"))

    client.force_login(stranger)

    assert unpublished.title_kk not in words(get(client, "decision_list"))


def test_register_marks_to_members_what_is_not_published(client, unpublished, member):
    client.force_login(member)

    page = words(get(client, "decision_list"))

    assert unpublished.label in page
    assert "Not published yet" in page


@pytest.mark.parametrize("who", ["chair", "secretary", "member"])
def test_exports_and_feed_never_show_what_is_not_published(client, request, unpublished, who):
    client.force_login(request.getfixturevalue(who))

    assert rows_of_csv(get(client, "decision_export")) == []
    assert unpublished.title_kk not in get(client, "decision_feed").content.decode()


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


# The list ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "is_found"),
    [("1", True), ("№ 1/2026", True), ("1/2025", False), ("2", False), ("мәселелер", True),
     ("ВОПРОСАХ", True), ("ұсыныстары", True), ("жоқ сөз", False)],
)  # fmt: skip
def test_register_finds_by_number_and_by_words_in_any_form(client, decision, text, is_found):
    found = get(client, "decision_list", query=f"?q={text}").context["page"].object_list

    assert (decision in found) is is_found


def test_register_filters_by_body_year_and_organisation(client, decision):
    other = published_meeting(make_council()).items.get().decision
    executor = decision.points.get().executor

    for query in (f"?body={decision.body.uid}", f"?organisation={executor.uid}"):
        assert list(get(client, "decision_list", query=query).context["page"]) == [decision]
    assert len(get(client, "decision_list", query="?year=2026").context["page"]) == 2
    assert len(get(client, "decision_list", query="?year=2025").context["page"]) == 0
    assert other.label in words(get(client, "decision_list"))


@pytest.mark.parametrize(
    ("state", "due", "is_done", "shown"),
    [
        ("overdue", -1, False, "Overdue"),
        ("in_progress", 30, False, "In progress"),
        ("done", -1, True, "Executed"),
    ],
)
def test_register_filters_by_execution(client, body, state, due, is_done, shown):
    meeting = make_meeting(body, state="published", present=5)
    due_on = timezone.localdate() + timedelta(due)
    decision = register(meeting.items.get().decision, due_on=due_on)
    if is_done:
        Assignment.objects.update(state="done", done_on=NOON.date())

    found = {
        name: decision in get(client, "decision_list", query=f"?state={name}").context["page"]
        for name in ("overdue", "in_progress", "done", "none")
    }

    assert [name for name, is_found in found.items() if is_found] == [state]
    assert shown in words(get(client, "decision_list"))


def test_register_answers_a_wrong_filter_with_the_list(client, decision):
    response = get(client, "decision_list", query="?year=abc&body=x&page=99&sort=evil")

    assert response.status_code == 200
    assert decision.label in words(response)


def test_register_with_nothing_found_offers_a_way_on(client, decision):
    page = words(get(client, "decision_list", query="?q=zzz"))

    assert "No decision fits these filters" in page
    assert "Show all decisions" in page


def test_register_keeps_filters_in_links_to_other_forms(client, decision):
    body = str(decision.body.uid)

    page = get(client, "decision_list", query=f"?body={body}&page=1").content.decode()

    assert f"{at('decision_export')}?body={body}" in page
    assert f"{at('decision_feed')}?body={body}" in page


def test_register_gives_htmx_the_results_alone(client, decision):
    part = get(client, "decision_list", **{"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'id="results"' in part
    assert decision.label in part


def test_register_gives_the_whole_page_when_the_browser_goes_back(client, decision):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in get(client, "decision_list", **headers).content.decode()


def test_register_asks_as_much_for_twenty_rows_as_for_one(client, body, member):
    published_meeting(body)
    client.force_login(member)
    one = queries_of(client, at("decision_list"))

    published_meeting(body, decisions=19)

    assert queries_of(client, at("decision_list")) == one


# Open data ---------------------------------------------------------------------------------------
def test_export_gives_both_texts_votes_and_executors(client, decision):
    row = rows_of_csv(get(client, "decision_export"))[0]

    assert row["Number"] == "1"
    assert row["Title (kk)"] == decision.title_kk
    assert row["Title (ru)"] == decision.title_ru
    assert (row["For"], row["Against"]) == ("5", "0")
    assert row["id"] == str(decision.uid)
    assert row["Address"] == f"http://testserver{at('decision_detail', decision.uid)}"


def test_export_writes_no_formula(client, body):
    meeting = make_meeting(body, state="published", present=5)
    decision = meeting.items.get().decision
    Decision.objects.filter(pk=decision.pk).update(title_kk="=HYPERLINK(1)")
    register(decision)

    assert rows_of_csv(get(client, "decision_export"))[0]["Title (kk)"] == "'=HYPERLINK(1)"


def test_export_asks_as_much_for_twenty_rows_as_for_one(client, body):
    published_meeting(body)
    one = queries_of(client, at("decision_export"))

    published_meeting(body, decisions=19)

    assert queries_of(client, at("decision_export")) == one


def test_feed_has_entries_with_ids_that_never_change(client, decision):
    response = get(client, "decision_feed", query=f"?body={decision.body.uid}")
    feed = ElementTree.fromstring(response.content)  # noqa: S314  our own feed
    entry = feed.find(f"{ATOM}entry")
    own = feed.find(f"{ATOM}link[@rel='self']")

    assert response["Content-Type"].startswith("application/atom+xml")
    assert entry.find(f"{ATOM}id").text == f"tag:portal.example.kz,2026:decision:{decision.uid}"
    assert own.get("href").endswith(f"{at('decision_feed')}?body={decision.body.uid}")


def test_feed_asks_as_much_for_twenty_rows_as_for_one(client, body):
    published_meeting(body)
    one = queries_of(client, at("decision_feed"))

    published_meeting(body, decisions=19)

    assert queries_of(client, at("decision_feed")) == one


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


def test_search_engines_block_cannot_be_left(client, body):
    meeting = make_meeting(body, state="published", present=5)
    decision = meeting.items.get().decision
    Decision.objects.filter(pk=decision.pk).update(title_kk="</script><script>alert(1)</script>")
    register(decision)

    assert "<script>alert(1)" not in get(client, "decision_detail", decision.uid).content.decode()


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
