"""Two versions of 200 clauses: what was planted is found, and nothing else."""

import time

import pytest

from memoranda.rules.comparison import Row, compare
from memoranda.rules.redline import Piece

from .long_text import make_text, moved, new_clause, retyped, reworded, with_after, without

OLD = make_text()


def found(old, new):
    """Give {key: kind of change} of all that did not stay the same."""
    return {
        (change.new or change.old).key: change.kind
        for change in compare(old, new)
        if change.kind != "same"
    }


CASES = {
    "nothing": (OLD, {}),
    "a word": (reworded(OLD, "c7.3", "73 ", "75 "), {"c7.3": "changed"}),
    "insertion in the middle": (
        with_after(OLD, "c5.4", new_clause("x", "s5")),
        {"x": "added"},
    ),
    "insertion at the end": (with_after(OLD, "c20.9", new_clause("x", "s20")), {"x": "added"}),
    "insertion before all": ([new_clause("x", None), *OLD], {"x": "added"}),
    "deletion": (without(OLD, "c9.9"), {"c9.9": "removed"}),
    "deletion of the first": (without(OLD, "c1.1"), {"c1.1": "removed"}),
    "deletion of a whole section": (
        without(OLD, "s4", *(f"c4.{c}" for c in range(1, 10))),
        {"s4": "removed"} | {f"c4.{c}": "removed" for c in range(1, 10)},
    ),
    "move up inside a section": (moved(OLD, "c6.8", "c6.1", "s6"), {"c6.8": "moved"}),
    "move down inside a section": (moved(OLD, "c6.2", "c6.9", "s6"), {"c6.2": "moved"}),
    "move to another section": (moved(OLD, "c3.3", "c15.2", "s15"), {"c3.3": "moved"}),
    "move of a whole section": (moved(OLD, "s2", "s18", None), {"s2": "moved"}),
    "move and rewording": (
        reworded(moved(OLD, "c3.3", "c15.2", "s15"), "c3.3", "33 ", "34 "),
        {"c3.3": "moved_and_changed"},
    ),
    "typed anew, word for word": (retyped(OLD, "c11.5", "new"), {}),
    "typed anew with other words": (
        reworded(retyped(OLD, "c11.5", "new"), "new", "115 ", "119 "),
        {"new": "changed"},
    ),
    "typed anew elsewhere": (
        moved(retyped(OLD, "c11.5", "new"), "new", "c2.2", "s2"),
        {"new": "moved"},
    ),
    "a section typed anew keeps its clauses": (retyped(OLD, "s8", "new"), {}),
    "deleted and another one in its place": (
        with_after(without(OLD, "c12.4"), "c12.3", new_clause("x", "s12")),
        {"c12.4": "removed", "x": "added"},
    ),
    "clauses lifted out of a section that is gone": (
        [
            Row(row.key, row.number, row.kind, row.words, "s9")
            if row.parent_key == "s10"
            else row
            for row in without(OLD, "s10")
        ],
        {"s10": "removed"} | {f"c10.{c}": "moved" for c in range(1, 10)},
    ),
    "much at once": (
        reworded(
            moved(
                with_after(without(OLD, "c1.2", "c19.1"), "c4.4", new_clause("x", "s4")),
                "c8.1",
                "c14.6",
                "s14",
            ),
            "c16.6",
            "отчёт",
            "доклад",
        ),
        {
            "c1.2": "removed",
            "c19.1": "removed",
            "x": "added",
            "c8.1": "moved",
            "c16.6": "changed",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_was_planted_in_200_clauses_is_found(name):
    new, expected = CASES[name]

    assert len(OLD) == 200
    assert found(OLD, new) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_clause_of_both_versions_is_shown_once_in_reading_order(name):
    new, _expected = CASES[name]

    changes = compare(OLD, new)

    assert [change.new for change in changes if change.new] == new
    olds = [change.old.key for change in changes if change.old]
    assert sorted(olds) == sorted(row.key for row in OLD)


def test_a_removed_clause_is_shown_after_what_stood_before_it():
    keys = [(c.new or c.old).key for c in compare(OLD, without(OLD, "c5.3"))]

    assert keys[keys.index("c5.3") - 1] == "c5.2"


def test_numbers_that_only_followed_are_no_change():
    renumbered = [Row(r.key, f"9{r.number}", r.kind, r.words, r.parent_key) for r in OLD]

    assert found(OLD, renumbered) == {}


def test_words_are_marked_in_both_languages():
    new = reworded(OLD, "c1.1", "11 ", "12 ")

    (change,) = [change for change in compare(OLD, new) if change.kind == "changed"]

    assert Piece("del", "11") in change.redlines["text_kk"]
    assert Piece("ins", "12") in change.redlines["text_ru"]


def test_an_added_clause_is_all_insertion_and_a_removed_one_all_deletion():
    new = with_after(without(OLD, "c2.2"), "c5.4", new_clause("x", "s5"))

    ops = {
        change.kind: {piece.op for pieces in change.redlines.values() for piece in pieces}
        for change in compare(OLD, new)
    }

    assert (ops["added"], ops["removed"]) == ({"ins"}, {"del"})


def test_two_hundred_clauses_all_typed_anew_are_compared_in_seconds():
    new = [
        Row(f"n{r.key}", r.number, r.kind, r.words, r.parent_key and f"n{r.parent_key}")
        for r in OLD
    ]
    new = [reworded([row], row.key, "отчёт", "доклад")[0] for row in new]
    started = time.monotonic()

    changes = compare(OLD, new)

    assert {change.kind for change in changes} == {"same", "changed"}
    assert time.monotonic() - started < 10
