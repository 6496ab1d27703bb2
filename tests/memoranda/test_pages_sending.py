"""Sending by the page: what is missing, what changes and falls, who is told; reminding."""

import pytest
from django.utils import timezone

from memoranda.models import Memorandum, Reminder, Round
from memoranda.services.clauses import change_clause
from tests.councils.visits import happened, words
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

from .negotiating import first_clause, negotiated
from .pages import at, get, post
from .words import say

pytestmark = pytest.mark.django_db
KK, RU = "Тараптар желіні бекітеді.", "Стороны утверждают сеть."


@pytest.fixture
def scene():
    return negotiated()


@pytest.fixture
def clause(scene):
    return first_clause(scene)


@pytest.fixture
def secretary(client, scene):
    client.force_login(scene.secretary)
    return client


@pytest.fixture
def _nothing_missing(monkeypatch):
    """What is missing is tested with the gates: here the text has all it needs."""
    for module in ("memoranda.services.versions", "memoranda.views.send_parts"):
        monkeypatch.setattr(f"{module}.missing_to_send", lambda *_args, **_facts: [])


def reworded(scene, clause):
    words_now = {"text_kk": KK, "text_ru": RU}
    return change_clause(
        clause, words=words_now, base_revision=clause.revision, by=scene.secretary, at=NOON
    )


def send(client, scene, **fields):
    data = {"due_on": "2030-01-10", "note": "Сроки сдвинуты", **fields}
    return client.post(at("version_send", scene.memorandum.uid), data, follow=True)


# Who may -----------------------------------------------------------------------------------------
def test_sending_is_the_secretariats(client, scene, stranger):
    for user, code in [(stranger, 404), (scene.people[0].head, 403)]:
        client.force_login(user)
        for ask in (get, post):
            assert ask(client, "version_send", scene.memorandum.uid).status_code == code
        assert post(client, "parties_remind", scene.memorandum.uid).status_code == code


def test_what_is_past_negotiation_is_not_sent(client):
    scene = make_memorandum(state="approval")
    client.force_login(scene.secretary)

    assert get(client, "version_send", scene.memorandum.uid).status_code == 302


# The page ----------------------------------------------------------------------------------------
def test_the_page_lists_what_is_missing_and_offers_no_button(secretary, scene):
    page = get(secretary, "version_send", scene.memorandum.uid)

    assert "in the way" in words(page)
    assert "Nothing was changed since version 1." in words(page)
    assert '<button class="btn btn-primary" disabled>' in page.content.decode()


def test_the_page_says_what_changes_and_whose_agreement_falls(secretary, scene, clause):
    say(scene, clause, 1)
    reworded(scene, clause)

    page = words(get(secretary, "version_send", scene.memorandum.uid))

    assert "What changes since version 1" in page
    assert "1 agreement falls" in page
    assert f"The agreement falls: {scene.parties[1]}" in page


def test_the_page_names_who_gets_the_letter(secretary, scene):
    page = words(get(secretary, "version_send", scene.memorandum.uid))

    for people in scene.people:
        assert people.coordinator.email in page
        assert people.staff.email not in page


def test_a_first_sending_compares_with_nothing(client):
    scene = make_memorandum(state="draft")
    client.force_login(scene.secretary)

    page = words(get(client, "version_send", scene.memorandum.uid))

    assert "Send version 1 to the parties" in page
    assert "What changes since" not in page


# The act -----------------------------------------------------------------------------------------
def test_what_is_missing_is_refused_and_the_note_kept(secretary, scene):
    response = send(secretary, scene)

    assert response.status_code == 422
    assert "Сроки сдвинуты" in words(response)
    assert scene.memorandum.versions.count() == 1


@pytest.mark.usefixtures("_nothing_missing")
def test_the_next_version_goes_to_the_parties(secretary, scene, clause):
    reworded(scene, clause)

    response = send(secretary, scene, silence_is_consent="on")

    round = Round.objects.get(version__number=2)
    assert (str(round.due_on), round.silence_is_consent) == ("2030-01-10", True)
    assert round.version.note == "Сроки сдвинуты"
    assert "Version 2 is sent" in words(response)
    assert happened("version_sent") == 1
    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.NEGOTIATION


@pytest.mark.usefixtures("_nothing_missing")
def test_a_version_needs_its_day(secretary, scene):
    response = send(secretary, scene, due_on="")

    assert response.status_code == 422
    assert "Сроки сдвинуты" in words(response)


# Reminding ---------------------------------------------------------------------------------------
def test_those_who_are_awaited_are_reminded_once_a_day(secretary, scene):
    page = words(get(secretary, "matrix_detail", scene.memorandum.uid))
    assert "3 parties have not answered on every clause" in page

    first = secretary.post(at("parties_remind", scene.memorandum.uid), follow=True)
    second = secretary.post(at("parties_remind", scene.memorandum.uid), follow=True)

    assert "The reminder is on its way." in words(first)
    assert "already reminded today" in words(second)
    assert Reminder.objects.count() == 3


def test_the_reminder_leads_back_to_where_it_was_pressed(secretary, scene, clause):
    back = at("clause_detail", scene.memorandum.uid, clause.uid)
    address = at("parties_remind", scene.memorandum.uid)

    assert secretary.post(address, {"next": back})["Location"] == back
    elsewhere = secretary.post(address, {"next": "https://example.com/"})["Location"]
    assert elsewhere == at("matrix_detail", scene.memorandum.uid)


def test_the_day_that_is_offered_is_some_working_days_ahead(secretary, scene):
    form = get(secretary, "version_send", scene.memorandum.uid).context["form"]

    assert form["due_on"].value() > timezone.localdate()
