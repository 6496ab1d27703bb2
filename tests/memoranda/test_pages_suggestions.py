"""Suggestions by the pages: made by a party; nothing typed is lost."""

import pytest

from memoranda.models import Draft, Suggestion
from tests.councils.visits import words
from tests.factories.core import NOON

from .negotiating import first_clause, negotiated, send_changed
from .pages import get, post
from .words import hash_of, suggest

pytestmark = pytest.mark.django_db
RU = "Стороны исполняют 1 мероприятие до 1 июля 2027 года."


@pytest.fixture
def scene():
    return negotiated()


@pytest.fixture
def clause(scene):
    return first_clause(scene)


@pytest.fixture
def party(client, scene):
    client.force_login(scene.people[1].coordinator)
    return client


def typed(clause, **fields):
    """The form as a browser sends it: the words that stand, with some changed."""
    row = clause.memorandum.versions.order_by("-number").first().clauses.get(clause=clause)
    data = {**row.words(), "kind": "change", "new_kind": "", "shown_hash": row.text_hash}
    return {**data, "reason_kk": "", "reason_ru": "Так точнее.", **fields}


# Making one --------------------------------------------------------------------------------------
def test_a_party_suggests_other_words(party, scene, clause):
    page = get(party, "suggestion_create", clause.uid)
    assert RU in words(page)

    words_ru = RU.replace("1 июля", "1 октября")
    response = post(party, "suggestion_create", clause.uid, **typed(clause, text_ru=words_ru))

    suggestion = Suggestion.objects.get()
    assert response["Location"].endswith(f"?done=suggestion:{clause.uid}#s1")
    assert (suggestion.party, suggestion.text_ru) == (scene.parties[1], words_ru)
    assert suggestion.text_kk == ""
    page = get(party, "clause_detail", scene.memorandum.uid, clause.uid).content.decode()
    assert "<span>июля</span></del>" in page
    assert "<span>октября</span></ins>" in page


def test_a_suggestion_without_a_reason_comes_back_typed(party, clause):
    data = typed(clause, text_ru="Иначе.", reason_ru="")

    response = post(party, "suggestion_create", clause.uid, **data)

    assert response.status_code == 422
    assert "Give the reason in one language at least." in words(response)
    assert "Иначе." in words(response)
    assert not Suggestion.objects.exists()


def test_the_same_words_are_no_suggestion(party, clause):
    response = post(party, "suggestion_create", clause.uid, **typed(clause))

    assert response.status_code == 422
    assert "The suggestion is the same as the present text." in words(response)


def test_a_suggestion_to_a_text_that_changed_is_kept_and_sent_on_purpose(party, scene, clause):
    data = typed(clause, text_ru="Наше предложение.")
    send_changed(scene, clause, text_ru="Новая редакция.")

    response = post(party, "suggestion_create", clause.uid, **data)
    assert response.status_code == 422
    assert "The text changed after you opened it" in words(response)
    assert "Наше предложение." in words(response)
    assert hash_of(clause) in response.content.decode()
    assert not Suggestion.objects.exists()

    post(party, "suggestion_create", clause.uid, **{**data, "shown_hash": hash_of(clause)})
    assert Suggestion.objects.get().base_words["text_ru"] == "Новая редакция."


def test_a_new_clause_is_only_what_was_typed_anew(party, clause):
    data = typed(clause, kind="addition", text_ru="Совсем новый пункт.")

    post(party, "suggestion_create", clause.uid, **data)

    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.text_kk) == ("addition", "")
    assert suggestion.text_ru == "Совсем новый пункт."


def test_a_removal_needs_no_words(party, clause):
    post(party, "suggestion_create", clause.uid, **typed(clause, kind="removal"))

    assert Suggestion.objects.get().kind == "removal"


def test_another_suggestion_can_be_the_start(party, scene, clause):
    other = suggest(scene, clause, 0, text_ru="Чужая редакция.")

    page = get(party, "suggestion_create", clause.uid, query=f"?from={other.uid}")
    assert "Чужая редакция." in words(page)
    for wrong in ("нет", "00000000-0000-0000-0000-000000000000"):
        missing = get(party, "suggestion_create", clause.uid, query=f"?from={wrong}")
        assert missing.status_code == 404


def test_the_form_begins_with_what_was_typed_and_not_sent(party, scene, clause):
    Draft.objects.create(
        by=scene.people[1].coordinator,
        memorandum=scene.memorandum,
        place=f"suggestion:{clause.uid}",
        fields={"text_ru": "Недописанное", "reason_ru": "Потому", "kind": "change"},
        saved_at=NOON,
    )

    page = words(get(party, "suggestion_create", clause.uid))
    assert "Недописанное" in page
    assert "Потому" in page

    post(party, "suggestion_create", clause.uid, **typed(clause, text_ru="Дописанное"))
    assert not Draft.objects.exists()


def test_who_speaks_for_no_party_suggests_nothing(client, scene, clause, stranger):
    for user, code in [(stranger, 404), (scene.secretary, 403), (scene.people[0].staff, 403)]:
        client.force_login(user)
        assert get(client, "suggestion_create", clause.uid).status_code == code
        assert post(client, "suggestion_create", clause.uid).status_code == code
