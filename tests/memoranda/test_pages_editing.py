"""The working text: the tree, one clause, its history; nothing typed is lost."""

import pytest

from memoranda.reports.reading import tree_of
from memoranda.services.clauses import add_clause, change_clause, remove_clause
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum, send

from .drafting_steps import KK, RU, at, get, post, two_sections, typed

pytestmark = pytest.mark.django_db
PAGES = ["draft_detail", "clause_create", "parity_detail"]
CLAUSE_PAGES = ["clause_change", "clause_history", "difference_intend"]
CLAUSE_ACTS = ["clause_move", "clause_remove", "clause_restore", "pair_confirm"]


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


def numbers(scene) -> dict[int, str]:
    return {one.node.pk: one.number for one in tree_of(scene.memorandum)}


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_a_draft_does_not_exist_for_anybody_else(client, scene, stranger, name):
    for person in (stranger, scene.people[0].coordinator):
        client.force_login(person)
        assert get(client, name, scene.memorandum).status_code == 404


@pytest.mark.parametrize("name", CLAUSE_PAGES)
def test_a_clause_of_a_draft_does_not_exist_for_anybody_else(client, clause, scene, name):
    client.force_login(scene.people[0].coordinator)

    assert get(client, name, clause).status_code == 404


@pytest.mark.parametrize("name", [*CLAUSE_ACTS, "clause_change", "difference_intend"])
def test_acts_on_a_clause_of_a_sent_text_are_the_secretariats(client, clause, scene, name):
    send(scene.memorandum, by=scene.secretary)
    client.force_login(scene.people[0].head)

    assert post(client, name, clause).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_the_working_text_of_a_sent_one_is_the_secretariats(client, scene, name):
    send(scene.memorandum, by=scene.secretary)
    client.force_login(scene.people[0].coordinator)

    assert get(client, name, scene.memorandum).status_code == 403


# The tree ----------------------------------------------------------------------------------------
def test_the_text_shows_both_languages_with_numbers_and_what_is_missing(writing, scene, clause):
    post(writing, "clause_change", clause, **typed(clause, text_ru=""))

    response = get(writing, "draft_detail", scene.memorandum)

    read = words(response)
    assert KK in read and RU in read
    assert "1.2" in read and "2.1" in read
    assert "missing before it can be sent" in read
    assert at("version_send", scene.memorandum) not in response.content.decode()
    assert next(row for row in response.context["rows"] if row.clause == clause).tone == "bad"


def test_a_text_that_lacks_nothing_leads_to_sending(writing, scene):
    response = get(writing, "draft_detail", scene.memorandum)

    assert response.context["missing"] == []
    assert at("version_send", scene.memorandum) in response.content.decode()


def test_an_empty_text_says_how_to_begin(writing, scene):
    for row in tree_of(scene.memorandum):
        if row.depth == 0:
            remove_clause(row.node, by=scene.secretary, at=NOON)

    assert "The text is empty" in words(get(writing, "draft_detail", scene.memorandum))


@pytest.mark.slow
def test_the_text_asks_the_database_the_same_for_few_clauses_and_for_many(client):
    def count(clauses):
        scene = make_memorandum(clauses=clauses, state="negotiation")
        client.force_login(scene.secretary)
        return queries_of(client, at("draft_detail", scene.memorandum))

    assert count(1) == count(200)


def test_the_text_marks_what_changed_since_it_was_sent(writing, scene, clause):
    send(scene.memorandum, by=scene.secretary)
    change_clause(
        clause,
        words={"text_kk": KK + " Иә.", "text_ru": RU + " Да."},
        base_revision=1,
        by=scene.secretary,
        at=NOON,
    )
    new = add_clause(
        scene.memorandum, kind="annex", words={"text_kk": KK}, by=scene.secretary, at=NOON
    )

    rows = get(writing, "draft_detail", scene.memorandum).context["rows"]

    assert [row.number for row in rows if row.is_changed] == ["1.1"]
    assert [row.clause for row in rows if row.is_new] == [new]


@pytest.mark.parametrize(
    ("number", "way", "now"),
    [
        ("1.2", "up", "1.1"),
        ("1.1", "down", "1.2"),
        ("1.2", "in", "1.1.1"),
        ("2.1", "out", "3"),
        ("1", "down", "2"),
        ("1.1", "up", "1.1"),
        ("1", "in", "1"),
        ("1.1", "sideways", "1.1"),
    ],
)
def test_clause_move_goes_one_step_or_nowhere(writing, scene, number, way, now):
    clause = scene.made[number]

    response = post(writing, "clause_move", clause, way=way)

    assert response.status_code == 200
    assert numbers(scene)[clause.pk] == now


def test_clause_remove_offers_to_put_it_back_and_that_does(writing, scene, clause):
    removed = post(writing, "clause_remove", clause)

    assert clause.pk not in numbers(scene)
    assert removed.context["removed_now"] == clause

    post(writing, "clause_restore", clause)

    assert numbers(scene)[clause.pk] == "1.1"


def test_a_frozen_text_offers_no_change(client):
    scene = make_memorandum(state="in_force")
    client.force_login(scene.secretary)

    response = get(client, "draft_detail", scene.memorandum)

    assert "The text is frozen" in words(response)
    assert "/move/" not in response.content.decode()
    assert not response.context["missing"]


# Adding ------------------------------------------------------------------------------------------
def test_clause_create_puts_it_after_the_named_one(writing, scene, clause):
    query = f"?after={clause.uid}"
    data = {"kind": "clause", "text_kk": "Жаңа", "text_ru": "Новый", "button": "save"}

    post(writing, "clause_create", scene.memorandum, query=query, **data)

    made = scene.memorandum.clauses.get(text_ru="Новый")
    assert numbers(scene)[made.pk] == "1.2"


def test_clause_create_inside_a_clause_makes_a_sub_clause(writing, scene, clause):
    query = f"?parent={clause.uid}"
    form = get(writing, "clause_create", scene.memorandum, query=query).context["form"]

    assert [kind for kind, _label in form.fields["kind"].choices] == ["subclause"]


def test_clause_create_without_words_says_so_and_keeps_the_kind(writing, scene):
    response = post(writing, "clause_create", scene.memorandum, kind="annex", button="save")

    assert "Write a heading or a text" in words(response)
    assert response.context["form"]["kind"].value() == "annex"


@pytest.mark.parametrize("query", ["?after=x", "?parent=00000000-0000-0000-0000-000000000000"])
def test_clause_create_at_a_place_that_is_none_is_not_found(writing, scene, query):
    assert get(writing, "clause_create", scene.memorandum, query=query).status_code == 404


def test_clause_create_of_an_amendment_names_what_it_changes(client):
    amended = make_memorandum(state="in_force")
    target = amended.clauses[-1]
    scene = make_memorandum(
        body=amended.memorandum.body, relation="amendment", amends=amended.memorandum, clauses=0
    )
    client.force_login(scene.secretary)
    data = {"kind": "clause", "operation": "replace", "text_kk": "Жаңа", "text_ru": "Новый"}

    wrong = post(client, "clause_create", scene.memorandum, **data)
    post(client, "clause_create", scene.memorandum, **data, target=target.pk)

    assert list(wrong.context["form"].errors) == ["target"]
    assert scene.memorandum.clauses.get(text_ru="Новый").target == target
