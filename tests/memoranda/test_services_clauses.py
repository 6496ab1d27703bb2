"""Clauses: written, merged, moved, removed, restored; no wording is ever lost."""

import pytest

from agglo_portal.core import journal
from councils.services.agenda import ReasonNeeded
from memoranda.models import Clause, ClauseRevision, Draft
from memoranda.reports.parity import differences_of
from memoranda.reports.reading import tree_of
from memoranda.services.clauses import (
    add_clause,
    change_clause,
    confirm_pair,
    intend_difference,
    move_clause,
    remove_clause,
)
from memoranda.services.refusals_drafting import (
    ClauseChanged,
    DifferenceGone,
    MarksLeft,
    NoSuchWording,
    TextFrozen,
    WordsMissing,
    WordsTooLong,
    WrongPlace,
    WrongTarget,
)
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_memorandum(parties=2, clauses=7)


@pytest.fixture
def act(scene):
    return {"by": scene.secretary, "at": NOON}


@pytest.fixture
def section(scene):
    return scene.memorandum.clauses.filter(kind="section").order_by("position").first()


@pytest.fixture
def clause(section, act):
    """A clause whose first wording is kept, as an act makes it."""
    words = {
        "text_kk": "Тараптар жобаны 30 күн ішінде қарайды.",
        "text_ru": "Стороны рассматривают проект в течение 30 дней.",
    }
    return add_clause(section.memorandum, kind="clause", parent=section, words=words, **act)


def numbers(memorandum):
    return {str(row.node.uid): row.number for row in tree_of(memorandum)}


def change(clause, act, base=None, **words):
    base = base or Clause.objects.get(pk=clause.pk).revision
    return change_clause(clause, words=words, base_revision=base, **act)


# New clauses --------------------------------------------------------------------------------------
def test_a_clause_is_added_after_another_with_its_first_wording(scene, section, act):
    first, second = section.children.order_by("position")[:2]
    words = {"text_kk": "Жаңа тармақ.", "text_ru": "Новый пункт."}

    made = add_clause(scene.memorandum, kind="clause", after=first, words=words, **act)

    assert numbers(scene.memorandum)[str(made.uid)] == "1.2"
    assert numbers(scene.memorandum)[str(second.uid)] == "1.3"
    assert ClauseRevision.objects.get(clause=made).words()["text_kk"] == "Жаңа тармақ."
    assert journal.entries_of(made).get().event == "clause_added"


def test_a_section_comes_before_the_annexes_and_a_preamble_first(scene, act):
    heading = {"heading_kk": "Қосымша", "heading_ru": "Приложение"}
    annex = add_clause(scene.memorandum, kind="annex", words=heading, **act)
    section = add_clause(scene.memorandum, kind="section", words=heading, **act)
    preamble = add_clause(scene.memorandum, kind="preamble", words=heading, **act)

    order = [row.node.pk for row in tree_of(scene.memorandum) if row.depth == 0]

    assert order[0] == preamble.pk
    assert order[-2:] == [section.pk, annex.pk]


def test_a_section_is_known_by_its_heading(scene, act):
    words = {"heading_kk": "Қаржыландыру", "heading_ru": "Финансирование"}

    assert add_clause(scene.memorandum, kind="section", words=words, **act).role == "financing"


def test_words_are_stored_in_one_form(scene, section, act):
    words = {"heading_kk": " Екі \n жол ", "text_kk": "Й\r\nекі\u200b  "}

    made = add_clause(scene.memorandum, kind="clause", parent=section, words=words, **act)

    assert (made.heading_kk, made.text_kk) == ("Екі жол", "Й\nекі")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({}, WordsMissing),
        ({"text_kk": "   \n "}, WordsMissing),
        ({"heading_kk": "а" * 501}, WordsTooLong),
        ({"text_ru": "а" * 60_001}, WordsTooLong),
        ({"text_ru": "до ⟦30 ⟷ 60⟧ дней"}, MarksLeft),
    ],
)
def test_unsound_words_are_refused(scene, section, act, words, refusal):
    with pytest.raises(refusal):
        add_clause(scene.memorandum, kind="clause", parent=section, words=words, **act)

    assert scene.memorandum.clauses.count() == len(scene.clauses)


def test_a_wrong_place_is_refused(scene, section, act):
    words = {"text_kk": "Мәтін"}
    other = make_memorandum(clauses=1).clauses[1]
    inside = section.children.first()
    for kind, parent in [("section", section), ("annex", section), ("section", inside)]:
        with pytest.raises(WrongPlace):
            add_clause(scene.memorandum, kind=kind, parent=parent, words=words, **act)
    with pytest.raises(WrongPlace):
        add_clause(scene.memorandum, kind="clause", parent=other, words=words, **act)


def test_a_clause_in_a_clause_is_a_subclause(scene, section, act):
    inside = section.children.first()

    made = add_clause(
        scene.memorandum, kind="clause", parent=inside, words={"text_kk": "Мәтін"}, **act
    )

    assert made.kind == "subclause"
    assert numbers(scene.memorandum)[str(made.uid)] == "1.1.1"


def test_only_an_amendment_names_a_target(scene, section, act):
    other = make_memorandum(clauses=1).clauses[2]
    for fields in [{"operation": "repeal", "target": other}, {"operation": "repeal"}]:
        with pytest.raises(WrongTarget):
            add_clause(scene.memorandum, kind="clause", words={"text_kk": "а"}, **fields, **act)


# New words ----------------------------------------------------------------------------------------
def test_new_words_are_the_next_wording_and_the_former_stays(clause, act):
    result = change(clause, act, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")

    assert (result.clause.revision, result.was_merged) == (2, False)
    kept = list(clause.revisions.order_by("revision").values_list("revision", "text_kk"))
    assert [text[16:18] for _number, text in kept] == ["30", "60"]
    assert journal.entries_of(clause).first().event == "clause_changed"


def test_the_same_words_are_no_act(clause, act):
    result = change(clause, act, text_kk=clause.text_kk + "  \r\n")

    assert result.clause.revision == 1
    assert clause.revisions.count() == 1
    assert journal.entries_of(clause).count() == 1


def test_a_clause_does_not_lose_all_its_words(clause, act):
    with pytest.raises(WordsMissing):
        change(clause, act, text_kk="", text_ru="")


def test_the_second_of_two_people_merges_with_the_first(clause, act):
    change(clause, act, base=1, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")

    result = change(
        clause, act, base=1, text_kk="Тараптардың өкілдері жобаны 30 күн ішінде қарайды."
    )

    assert result.was_merged
    assert result.clause.text_kk == "Тараптардың өкілдері жобаны 60 күн ішінде қарайды."
    assert result.clause.revision == 3
    assert journal.entries_of(clause).first().facts["was_merged"] is True


def test_changes_of_different_languages_meet(clause, act):
    change(clause, act, base=1, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")

    result = change(clause, act, base=1, text_ru="Стороны рассматривают проект в течение 60 дней.")

    assert "60" in result.clause.text_kk and "60" in result.clause.text_ru
    assert result.clause.lagging == ""


def test_the_same_words_changed_twice_are_refused_with_both_texts(clause, act):
    change(clause, act, base=1, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")
    mine = "Тараптар жобаны 90 күн ішінде қарайды."

    with pytest.raises(ClauseChanged) as refused:
        change(clause, act, base=1, text_kk=mine)

    assert refused.value.theirs["text_kk"] == "Тараптар жобаны 60 күн ішінде қарайды."
    assert "⟦90 ⟷ 60⟧" in refused.value.merged["text_kk"].text
    assert refused.value.revision == 2
    clause.refresh_from_db()
    assert (clause.revision, clause.text_kk[16:18]) == (2, "60")


def test_the_conflict_is_settled_by_reading_the_newer_wording(clause, act):
    change(clause, act, base=1, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")

    result = change(clause, act, base=2, text_kk="Тараптар жобаны 90 күн ішінде қарайды.")

    assert (result.was_merged, result.clause.revision) == (False, 3)


def test_a_wording_that_never_was_cannot_be_the_base(clause, act):
    with pytest.raises(NoSuchWording):
        change(clause, act, base=7, text_kk="Мәтін")


def test_the_unsent_draft_of_the_person_ends_with_the_change(clause, act, scene):
    place = f"clause:{clause.uid}"
    for by in (scene.secretary, scene.people[0].head):
        Draft.objects.create(
            by=by, memorandum=scene.memorandum, place=place, fields={}, saved_at=NOON
        )

    change(clause, act, text_kk="Мәтін")

    assert Draft.objects.get().by == scene.people[0].head


@pytest.mark.parametrize("state", ["approval", "cancelled"])
def test_a_frozen_text_is_not_changed(state, act):
    scene = make_memorandum(state=state, clauses=2)
    clause = scene.clauses[-1]
    acts = [
        lambda: change(clause, act, text_kk="Мәтін"),
        lambda: add_clause(scene.memorandum, kind="clause", words={"text_kk": "а"}, **act),
        lambda: move_clause(clause, parent=clause.parent, to=1, **act),
        lambda: remove_clause(clause, **act),
        lambda: confirm_pair(clause, **act),
    ]
    for one in acts:
        with pytest.raises(TextFrozen):
            one()


# The pair of languages ----------------------------------------------------------------------------
def test_the_untouched_language_lags_until_it_follows(clause, act):
    assert change(clause, act, text_kk="Тараптар жобаны бірге қарайды.").clause.lagging == "ru"
    assert change(clause, act, text_kk="Тараптар жобаны қарайды.").clause.lagging == "ru"
    assert change(clause, act, text_ru="Стороны рассматривают проект.").clause.lagging == ""


def test_a_first_text_in_the_other_language_lets_nothing_lag(scene, section, act):
    clause = add_clause(
        scene.memorandum, kind="clause", parent=section, words={"text_kk": "Мәтін."}, **act
    )

    assert change(clause, act, text_kk="Басқа мәтін.").clause.lagging == ""
    assert change(clause, act, text_ru="Другой текст.").clause.lagging == ""


def test_a_pair_is_confirmed(clause, act):
    change(clause, act, text_kk="Тараптар жобаны 30 күн ішінде бірге қарайды.")

    assert confirm_pair(clause, **act).lagging == ""

    assert journal.entries_of(clause).first().event == "pair_confirmed"
    confirm_pair(clause, **act)
    assert journal.entries_of(clause).filter(event="pair_confirmed").count() == 1


def test_a_difference_is_marked_as_meant_with_a_reason(clause, act):
    change(clause, act, text_kk="Тараптар жобаны 60 күн ішінде қарайды.")
    key = differences_of(Clause.objects.get(pk=clause.pk))[0].key

    with pytest.raises(ReasonNeeded):
        intend_difference(clause, key=key, reason=" ", **act)
    mark = intend_difference(clause, key=key, reason="Солай келісілді", **act)

    assert intend_difference(clause, key=key, reason="Тағы", **act) == mark
    assert mark.reason == "Солай келісілді"
    with pytest.raises(DifferenceGone):
        intend_difference(clause, key="numbers:7", reason="Жоқ", **act)
