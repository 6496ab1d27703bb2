"""The register of decisions, and the same as open data."""

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from councils.models import Assignment, Decision
from tests.factories.core import NOON
from tests.factories.councils import make_council, make_meeting

from .register import published_meeting, queries_of, register
from .visits import at, get, words

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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_feed_asks_as_much_for_twenty_rows_as_for_one(client, body):
    published_meeting(body)
    one = queries_of(client, at("decision_feed"))

    published_meeting(body, decisions=19)

    assert queries_of(client, at("decision_feed")) == one
