"""Suggestions decided by the pages: accepted, rejected, merged by the secretariat."""

import pytest

from memoranda.services.clauses import change_clause
from tests.councils.visits import words
from tests.factories.core import NOON

from .negotiating import first_clause, negotiated
from .pages import at, get, post
from .words import suggest

pytestmark = pytest.mark.django_db
RU = "Стороны исполняют 1 мероприятие до 1 июля 2027 года."
DECISIONS = ["suggestion_accept", "suggestion_reject", "suggestion_merge"]


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


@pytest.mark.parametrize("name", DECISIONS)
def test_the_secretariat_alone_decides(client, scene, clause, stranger, name):
    suggestion = suggest(scene, clause, 1, text_ru="Иначе.")
    for user, code in [(stranger, 404), (scene.people[1].head, 403), (scene.people[0].head, 403)]:
        client.force_login(user)
        assert post(client, name, suggestion.uid).status_code == code
    suggestion.refresh_from_db()
    assert suggestion.state == "open"


def test_accepted_at_once_it_comes_into_the_working_text(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Принятая редакция.")

    response = post(secretary, "suggestion_accept", suggestion.uid)

    assert response["Location"].endswith("#s1")
    clause.refresh_from_db()
    suggestion.refresh_from_db()
    assert (clause.text_ru, suggestion.state) == ("Принятая редакция.", "accepted")


def test_it_is_accepted_in_other_words(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Их редакция.")
    page = get(secretary, "suggestion_accept", suggestion.uid)
    assert "Их редакция." in words(page)
    form = page.context["form"]
    data = {name: form[name].value() for name in (*clause.WORDS, "base_revision")}

    post(secretary, "suggestion_accept", suggestion.uid, **{**data, "text_ru": "Общая редакция."})

    clause.refresh_from_db()
    assert clause.text_ru == "Общая редакция."


def test_words_changed_meanwhile_are_shown_both_and_chosen(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru=RU.replace("1 июля", "1 октября"))
    change_clause(
        clause,
        words={"text_ru": RU.replace("1 июля", "1 декабря")},
        base_revision=clause.revision,
        by=scene.secretary,
        at=NOON,
    )

    response = post(secretary, "suggestion_accept", suggestion.uid)
    assert response.status_code == 409
    page = words(response)
    assert "⟦" in page
    assert "октября" in page
    assert "декабря" in page
    clause.refresh_from_db()
    assert clause.text_ru == RU.replace("1 июля", "1 декабря")

    form = response.context["form"]
    data = {name: form[name].value() for name in (*clause.WORDS, "base_revision")}
    marked = post(secretary, "suggestion_accept", suggestion.uid, **data)
    assert marked.status_code == 422
    data["text_ru"] = RU.replace("1 июля", "1 ноября")
    post(secretary, "suggestion_accept", suggestion.uid, **data)

    clause.refresh_from_db()
    assert clause.text_ru == RU.replace("1 июля", "1 ноября")


def test_a_removal_is_accepted_without_words(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, kind="removal")
    assert get(secretary, "suggestion_accept", suggestion.uid).status_code == 200

    post(secretary, "suggestion_accept", suggestion.uid)

    clause.refresh_from_db()
    assert clause.removed_at is not None


def test_an_added_clause_is_looked_at_before_it_comes(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, kind="addition", text_ru="Новый пункт.")

    page = get(secretary, "suggestion_accept", suggestion.uid)
    assert "Новый пункт." in words(page)
    post(secretary, "suggestion_accept", suggestion.uid)

    assert scene.memorandum.clauses.filter(text_ru="Новый пункт.").count() == 1


def test_a_rejection_says_why_or_comes_back(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Иначе.")

    refused = post(secretary, "suggestion_reject", suggestion.uid, reason="")
    assert refused.status_code == 422
    post(secretary, "suggestion_reject", suggestion.uid, reason="Противоречит закону")

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decision_reason) == ("rejected", "Противоречит закону")
    page = get(secretary, "clause_detail", scene.memorandum.uid, clause.uid)
    assert "Противоречит закону" in words(page)


def test_a_decided_suggestion_is_not_decided_again(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Иначе.")
    post(secretary, "suggestion_reject", suggestion.uid, reason="Нет")

    response = post(secretary, "suggestion_accept", suggestion.uid)

    assert response.status_code == 409
    suggestion.refresh_from_db()
    assert suggestion.state == "rejected"


def test_two_suggestions_become_one_wording(secretary, scene, clause):
    first = suggest(scene, clause, 1, text_ru=RU.replace("1 июля", "1 октября"))
    second = suggest(scene, clause, 2, text_ru=RU.replace("исполняют", "выполняют"))

    page = get(secretary, "suggestion_merge", first.uid)
    assert "Стороны выполняют 1 мероприятие до 1 октября 2027 года." in words(page)
    post(secretary, "suggestion_merge", first.uid, into=second.uid)

    clause.refresh_from_db()
    first.refresh_from_db()
    second.refresh_from_db()
    assert clause.text_ru == "Стороны выполняют 1 мероприятие до 1 октября 2027 года."
    assert (first.state, first.merged_into, second.state) == ("merged", second, "accepted")


def test_suggestions_that_clash_are_merged_by_a_person(secretary, scene, clause):
    first = suggest(scene, clause, 1, text_ru=RU.replace("1 июля", "1 октября"))
    second = suggest(scene, clause, 2, text_ru=RU.replace("1 июля", "1 ноября"))

    response = post(secretary, "suggestion_merge", first.uid, into=second.uid)
    assert response.status_code == 409
    assert "⟦" in words(response)

    form = response.context["form"]
    data = {name: form[name].value() for name in (*clause.WORDS, "base_revision")}
    data["text_ru"] = RU.replace("1 июля", "15 октября")
    post(secretary, "suggestion_merge", first.uid, into=second.uid, **data)
    clause.refresh_from_db()
    assert clause.text_ru == RU.replace("1 июля", "15 октября")


def test_alone_it_has_nothing_to_be_merged_with(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Иначе.")

    page = get(secretary, "suggestion_merge", suggestion.uid)

    assert "There is no other suggestion to merge it with" in words(page)
    assert post(secretary, "suggestion_merge", suggestion.uid).status_code == 422


def test_a_gone_clause_cannot_be_given_words(secretary, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Иначе.")
    clause.removed_at = NOON
    clause.save()

    response = secretary.post(at("suggestion_accept", suggestion.uid))

    assert response.status_code == 409
    assert "Nothing is decided yet, and nothing is lost" in words(response)
