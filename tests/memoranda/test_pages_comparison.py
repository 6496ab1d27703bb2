"""Two versions compared by the page: marks, moves, who wrote it and why, the way back."""

import pytest

from memoranda.models import Position
from memoranda.services.clauses import add_clause, change_clause, move_clause, remove_clause
from memoranda.services.negotiation import accept_suggestion
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import send

from .drafting_steps import two_sections
from .negotiating import negotiated
from .pages import at, get, post
from .words import suggest

pytestmark = pytest.mark.django_db
LATER = NOON + DAY


@pytest.fixture
def scene():
    """A text whose second version rewords 1.1, moves 1.2, removes 2.1 and adds a clause."""
    scene = two_sections()
    send(scene.memorandum, by=scene.secretary, at=NOON)
    made, act = scene.made, {"by": scene.secretary, "at": LATER}
    change_clause(
        made["1.1"],
        words={"text_ru": "Стороны исполняют 1 мероприятие до 1 октября 2027 года."},
        base_revision=1,
        reason="Просьба области",
        **act,
    )
    move_clause(made["1.2"], parent=made["1.1"].parent, to=1, **act)
    remove_clause(made["2.1"], **act)
    new = {"text_kk": "Жаңа тармақ туралы сөз.", "text_ru": "Слово о новом пункте."}
    scene.added = add_clause(
        scene.memorandum, kind="clause", parent=made["2.1"].parent, words=new, **act
    )
    scene.memorandum.refresh_from_db()
    send(scene.memorandum, by=scene.secretary, at=LATER + DAY)
    scene.memorandum.refresh_from_db()
    return scene


@pytest.fixture
def secretary(client, scene):
    client.force_login(scene.secretary)
    return client


def compare(client, scene, query=""):
    return get(client, "comparison_detail", scene.memorandum.uid, query=query)


def kinds(response) -> dict:
    return response.context["comparison"].counts


def test_the_last_two_versions_are_compared_unless_others_are_named(secretary, scene):
    choice = compare(secretary, scene).context["choice"]

    assert (choice.a, choice.b, choice.view, choice.texts) == (1, 2, "inline", "both")


@pytest.mark.parametrize("query", ["?a=7&b=x", "?a=²", "?a=0&b=-1", "?view=upside&texts=en&show=1"])
def test_what_is_wrongly_asked_for_is_the_usual(secretary, scene, query):
    response = compare(secretary, scene, query)

    assert response.status_code == 200
    assert kinds(response)["changed"] == 1


def test_each_change_is_named_and_its_words_marked(secretary, scene):
    response = compare(secretary, scene)

    assert kinds(response) == {"changed": 1, "moved": 1, "removed": 1, "added": 1}
    html = response.content.decode()
    assert '<del><span class="visually-hidden">deleted: </span><span>июля</span></del>' in html
    assert '<ins><span class="visually-hidden">added: </span><span>октября</span></ins>' in html
    assert "was 1.2" in words(response)


def test_changes_lead_to_the_next_and_the_former(secretary, scene):
    html = compare(secretary, scene).content.decode()

    for number in range(1, 5):
        assert f'id="ch{number}"' in html
    assert 'href="#ch5"' not in html
    assert html.count('href="#ch4"') == 1


def test_it_says_who_wrote_it_and_why(secretary, scene):
    page = words(compare(secretary, scene))

    assert "Просьба области" in page
    assert str(scene.secretary) in page


def test_whose_suggestion_it_was_is_said(client):
    scene = negotiated(clauses=1)
    clause = next(one for one in scene.clauses if one.kind == "clause")
    suggestion = suggest(scene, clause, 1, text_ru="Предложенная редакция пункта.", at=NOON)
    accept_suggestion(suggestion, by=scene.secretary, at=LATER)
    scene.memorandum.refresh_from_db()
    send(scene.memorandum, by=scene.secretary, at=LATER + DAY)
    client.force_login(scene.people[2].staff)

    page = words(compare(client, scene))

    assert f"suggestion № 1, {scene.parties[1]}" in page


def test_one_language_side_by_side_and_all_clauses(secretary, scene):
    one = compare(secretary, scene, "?texts=kk").content.decode()
    assert "<span>октября</span>" not in one
    side = compare(secretary, scene, "?view=side&texts=ru")
    assert "Русский · версия 1" in side.content.decode()
    assert "<span>июля</span></del>" in side.content.decode()
    everything = compare(secretary, scene, "?show=all")
    assert len(everything.context["comparison"].lines) > 4


def test_a_version_is_not_compared_with_itself(secretary, scene):
    assert "Choose two different versions" in words(compare(secretary, scene, "?a=2&b=2"))


def test_the_secretariat_gives_former_words_back(secretary, scene):
    clause = scene.made["1.1"]
    html = compare(secretary, scene).content.decode()
    assert at("clause_restore", clause.uid) in html

    line = next(
        one for one in compare(secretary, scene).context["comparison"].lines
        if one.clause == clause
    )  # fmt: skip
    post(secretary, "clause_restore", clause.uid, revision=line.former_revision)

    clause.refresh_from_db()
    assert clause.text_ru == "Стороны исполняют 1 мероприятие до 1 июля 2027 года."


def test_a_party_is_offered_nothing_to_restore(client, scene):
    client.force_login(scene.people[0].head)

    html = compare(client, scene).content.decode()

    assert "/restore/" not in html
    assert not Position.objects.exists()


@pytest.mark.slow
def test_the_page_asks_as_much_for_two_hundred_clauses_as_for_one(client):
    counted = []
    for clauses in (1, 200):
        scene = negotiated(clauses=clauses)
        for clause in scene.clauses:
            if clause.text_ru:
                clause.text_ru += " Дополнено."
                clause.save()
        scene.memorandum.refresh_from_db()
        send(scene.memorandum, by=scene.secretary, at=LATER)
        client.force_login(scene.secretary)
        counted.append(queries_of(client, at("comparison_detail", scene.memorandum.uid)))

    assert counted[0] == counted[1]
    print(counted)
