"""One clause: two people in it merge, unsent words come back, every wording is kept."""

import pytest

from memoranda.models import Draft
from memoranda.services.clauses import change_clause
from tests.councils.visits import happened, words
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import seat_of
from tests.factories.memoranda import make_memorandum

from .drafting_steps import RU, at, get, post, two_sections, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return two_sections()


@pytest.fixture
def clause(scene):
    return scene.made["1.1"]


@pytest.fixture
def writing(client, scene):
    client.force_login(scene.secretary)
    return client


# One clause --------------------------------------------------------------------------------------
def test_clause_change_saves_both_languages_with_the_reason(writing, scene, clause):
    data = typed(clause, text_kk="Иә", text_ru="Да", reason="Короче")

    post(writing, "clause_change", clause, **data)

    clause.refresh_from_db()
    assert (clause.text_kk, clause.text_ru, clause.revision) == ("Иә", "Да", 2)
    assert clause.revisions.get(revision=2).reason == "Короче"


def test_clause_change_goes_on_to_the_next_clause(writing, scene, clause):
    data = typed(clause, text_kk="Иә", text_ru="Да", button="next")

    response = post(writing, "clause_change", clause, follow=False, **data)

    assert response["Location"].startswith(at("clause_change", scene.made["1.2"]))


def test_two_people_in_different_words_are_merged(writing, scene, clause):
    data = typed(clause, text_ru=RU.replace("Стороны", "Акиматы"))
    colleague = seat_of(scene.memorandum.body, UserFactory(), role="secretariat").official.user
    theirs = {"text_ru": RU.replace("июля", "августа")}
    change_clause(clause, words=theirs, base_revision=1, by=colleague, at=NOON)

    response = post(writing, "clause_change", clause, **data)

    clause.refresh_from_db()
    assert clause.text_ru == "Акиматы исполняют 1 мероприятие до 1 августа 2027 года."
    assert "merged in" in words(response)


def test_two_people_in_the_same_words_see_both_and_choose(writing, scene, clause):
    mine, theirs = RU.replace("июля", "мая"), RU.replace("июля", "августа")
    colleague = seat_of(scene.memorandum.body, UserFactory(), role="secretariat").official.user
    data = typed(clause, text_ru=mine)
    change_clause(clause, words={"text_ru": theirs}, base_revision=1, by=colleague, at=NOON)

    response = post(writing, "clause_change", clause, **data)

    clause.refresh_from_db()
    (text,) = response.context["clash"].texts
    assert clause.text_ru == theirs
    assert (text.mine, text.theirs, text.base) == (mine, theirs, RU)
    assert response.context["form"]["base_revision"].value() == 2
    assert "⟦мая ⟷ августа⟧" in response.context["form"]["text_ru"].value()
    assert Draft.objects.get(by=scene.secretary).fields["text_ru"] == mine

    again = post(writing, "clause_change", clause, **typed(clause, text_ru="⟦мая ⟷ августа⟧"))
    assert "Choose one wording" in words(again)

    post(writing, "clause_change", clause, **typed(clause, text_ru=mine))
    clause.refresh_from_db()
    assert clause.text_ru == mine


def test_what_is_typed_is_checked_without_saving(writing, clause):
    data = typed(clause, text_ru=RU.replace("2027", "2028"), button="check")

    response = post(writing, "clause_change", clause, **data)

    clause.refresh_from_db()
    assert clause.revision == 1
    assert [one.difference.kind for one in response.context["differences"]] == ["dates"]


def test_a_refused_change_keeps_what_was_typed(client):
    scene = make_memorandum(state="in_force")
    client.force_login(scene.secretary)
    clause = scene.clauses[-1]

    response = post(client, "clause_change", clause, **typed(clause, text_ru="Моё"))

    assert "frozen" in words(response)
    assert response.context["form"]["text_ru"].value() == "Моё"


def test_unsent_words_come_back_after_a_lost_session(writing, scene, clause):
    fields = typed(clause, text_ru="Начатое")
    Draft.objects.create(
        by=scene.secretary,
        memorandum=scene.memorandum,
        place=f"clause:{clause.uid}",
        fields={name: str(value) for name, value in fields.items()},
        saved_at=NOON,
    )

    response = get(writing, "clause_change", clause)

    assert response.context["form"]["text_ru"].value() == "Начатое"
    assert "are back" in words(response)

    post(writing, "clause_change", clause, **typed(clause, text_ru="Готовое"))
    assert not Draft.objects.exists()


# History -----------------------------------------------------------------------------------------
def test_history_shows_every_wording_and_gives_one_back(writing, scene, clause):
    post(writing, "clause_change", clause, **typed(clause, text_ru="Второй", reason="Так надо"))

    response = get(writing, "clause_history", clause)

    assert [one["now"].revision for one in response.context["wordings"]] == [2, 1]
    assert "Так надо" in words(response)

    post(writing, "clause_restore", clause, revision="1")

    clause.refresh_from_db()
    assert (clause.text_ru, clause.revision) == (RU, 3)
    assert happened("wording_restored") == 1
