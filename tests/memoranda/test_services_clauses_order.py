"""The order of clauses: moved, removed with what is below them, restored."""

import pytest

from agglo_portal.core import journal
from memoranda.models import Clause
from memoranda.reports.reading import tree_of
from memoranda.services.clauses import (
    add_clause,
    change_clause,
    move_clause,
    remove_clause,
    restore_clause,
)
from memoranda.services.refusals_drafting import (
    ClauseRemoved,
    ClauseStands,
    NoSuchWording,
    ParentRemoved,
    WrongPlace,
)
from tests.factories.core import DAY, NOON
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


# The order ----------------------------------------------------------------------------------------
def test_a_clause_is_moved_to_another_section(scene, section, act):
    last = scene.memorandum.clauses.filter(kind="section").order_by("position").last()
    moved = section.children.order_by("position")[1]

    move_clause(moved, parent=last, to=1, **act)

    now = numbers(scene.memorandum)
    assert now[str(moved.uid)] == "2.1"
    places = section.children.kept().order_by("position").values_list("position", flat=True)
    assert list(places) == [1, 2, 3, 4]
    assert journal.entries_of(moved).get().event == "clause_moved"


def test_a_clause_moved_into_a_clause_becomes_a_subclause_and_back(scene, section, act):
    first, second = section.children.order_by("position")[:2]

    assert move_clause(second, parent=first, to=1, **act).kind == "subclause"
    assert numbers(scene.memorandum)[str(second.uid)] == "1.1.1"
    assert move_clause(second, parent=section, to=2, **act).kind == "clause"


def test_its_own_place_is_no_act(section, act):
    first = section.children.order_by("position").first()

    move_clause(first, parent=section, to=1, **act)

    assert not journal.entries_of(first).exists()


def test_a_clause_does_not_go_into_itself(scene, section, act):
    first, second = section.children.order_by("position")[:2]
    move_clause(second, parent=first, to=1, **act)

    for parent in (first, second):
        with pytest.raises(WrongPlace):
            move_clause(first, parent=parent, to=1, **act)
    with pytest.raises(WrongPlace):
        move_clause(section, parent=first, to=1, **act)


def test_a_tree_has_a_depth(scene, section, act):
    parent = section.children.first()
    for _level in range(4):
        parent = add_clause(
            scene.memorandum, kind="subclause", parent=parent, words={"text_kk": "а"}, **act
        )
    with pytest.raises(WrongPlace):
        add_clause(scene.memorandum, kind="subclause", parent=parent, words={"text_kk": "а"}, **act)


# Removed and restored -----------------------------------------------------------------------------
def test_a_section_is_removed_with_what_is_in_it_and_restored_in_its_place(scene, section, act):
    alone = section.children.order_by("position").first()
    remove_clause(alone, by=scene.secretary, at=NOON - DAY)
    before = [row.node.pk for row in tree_of(scene.memorandum)]

    remove_clause(section, **act)
    assert scene.memorandum.clauses.kept().count() == len(before) - 5
    restore_clause(section, **act)

    assert [row.node.pk for row in tree_of(scene.memorandum)] == before
    alone.refresh_from_db()
    assert alone.removed_at is not None


def test_a_clause_is_not_restored_into_a_removed_section(section, act):
    child = section.children.first()
    remove_clause(section, **act)

    with pytest.raises(ParentRemoved):
        restore_clause(child, **act)
    with pytest.raises(ClauseRemoved):
        remove_clause(child, **act)


def test_a_former_wording_is_given_again_as_a_new_one(clause, act):
    change(clause, act, text_kk="Мәтін.", text_ru="Текст.")

    restored = restore_clause(clause, revision=1, **act)

    assert restored.revision == 3
    assert restored.words() == clause.revisions.get(revision=1).words()
    with pytest.raises(ClauseStands):
        restore_clause(clause, **act)
    with pytest.raises(NoSuchWording):
        restore_clause(clause, revision=9, **act)
