"""The text on any day: amendments replace, insert and repeal; numbers of citations stay true."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memoranda.reports.consolidation import consolidated
from memoranda.services.force import resume_memorandum, suspend_memorandum, terminate_memorandum
from tests.factories.core import DAY, NOON

from .life import amendment_of, registered_scene

pytestmark = pytest.mark.django_db
DAY_ONE = NOON.date()
WHY = {"reason_kk": "Себебі", "reason_ru": "Причина"}


@pytest.fixture
def scene():
    """A preamble and two sections of five clauses each: 1, 1.1–1.5, 2, 2.1–2.5."""
    return registered_scene(clauses=10)


def clause(scene, number):
    return scene.version.clauses.get(number=number).clause


def numbers(text):
    return [row.number for row in text.rows]


def row_of(text, number):
    return next(row for row in text.rows if row.number == number)


def test_without_amendments_it_is_the_signed_text(scene):
    text = consolidated(scene.memorandum, DAY_ONE)

    assert numbers(text) == ["", "1", *[f"1.{n}" for n in range(1, 6)], "2",
                             *[f"2.{n}" for n in range(1, 6)]]  # fmt: skip
    assert {row.source for row in text.rows} == {None}
    assert [row.depth for row in text.rows[:3]] == [0, 0, 1]


def test_a_replaced_clause_has_new_words_and_says_whose(scene):
    before = clause(scene, "1.2").words()
    change = amendment_of(scene, ("replace", clause(scene, "1.2"), "Жаңа сөз"))

    row = row_of(consolidated(scene.memorandum, DAY_ONE), "1.2")

    assert row.words["text_kk"] == "Жаңа сөз"
    assert row.source == change.memorandum
    assert row.former == [before]


def test_a_repealed_section_stays_in_its_place_with_all_under_it(scene):
    amendment_of(scene, ("repeal", clause(scene, "1"), ""))

    text = consolidated(scene.memorandum, DAY_ONE)

    repealed = [row.number for row in text.rows if row.is_repealed]
    assert repealed == ["1", "1.1", "1.2", "1.3", "1.4", "1.5"]
    assert row_of(text, "2.1").source is None


def test_inserted_clauses_are_numbered_after_theirs_and_move_no_number(scene):
    first = amendment_of(
        scene,
        ("insert", clause(scene, "1.2"), "бірінші"),
        ("insert", clause(scene, "1.2"), "екінші"),
    )
    amendment_of(scene, ("insert", first.clauses[-1], "үшінші"), at=NOON + DAY)
    amendment_of(scene, ("insert", first.clauses[-2], "арасында"), at=NOON + DAY)

    text = consolidated(scene.memorandum, DAY_ONE + DAY)

    section = [number for number in numbers(text) if number.startswith("1.")]
    assert section == ["1.1", "1.2", "1.2-1", "1.2-1-1", "1.2-2", "1.2-3", "1.3", "1.4", "1.5"]
    words = [row_of(text, number).words["text_kk"] for number in ("1.2-1", "1.2-2", "1.2-3")]
    assert words == ["бірінші", "екінші", "үшінші"]
    assert row_of(text, "1.2-1").depth == row_of(text, "1.2").depth


def test_what_stands_under_an_inserted_clause_comes_with_it(scene):
    new = ("insert", clause(scene, "2"), "Жаңа бөлім", "бір", "екі")
    amendment_of(scene, new, kinds={0: "section"})

    text = consolidated(scene.memorandum, DAY_ONE)

    assert numbers(text)[-3:] == ["2-1", "2-1.1", "2-1.2"]


def test_a_clause_inserted_after_a_section_is_its_last(scene):
    amendment_of(scene, ("insert", clause(scene, "1"), "тармақ"))

    text = consolidated(scene.memorandum, DAY_ONE)

    assert numbers(text)[6:9] == ["1.5", "1.6", "2"]
    assert row_of(text, "1.6").depth == 1


def test_new_subclauses_of_a_replaced_section_take_the_place_of_the_old(scene):
    amendment_of(scene, ("replace", clause(scene, "2"), "", "жаңа"))

    text = consolidated(scene.memorandum, DAY_ONE)

    assert [row.number for row in text.rows if row.is_repealed] == [f"2.{n}" for n in range(1, 6)]
    assert row_of(text, "2.6").words["text_kk"] == "жаңа"


def test_a_later_amendment_changes_what_an_earlier_one_wrote(scene):
    target = clause(scene, "1.1")
    amendment_of(scene, ("replace", target, "екінші"))
    last = amendment_of(scene, ("replace", target, "үшінші"), at=NOON + 5 * DAY)

    earlier = row_of(consolidated(scene.memorandum, DAY_ONE + DAY), "1.1")
    later = row_of(consolidated(scene.memorandum, DAY_ONE + 5 * DAY), "1.1")

    assert earlier.words["text_kk"] == "екінші"
    assert (later.words["text_kk"], later.source) == ("үшінші", last.memorandum)
    assert len(later.former) == 2


def test_an_amendment_counts_from_its_day_to_its_end_without_its_suspensions(scene):
    target = clause(scene, "1.1")
    change = amendment_of(scene, ("replace", target, "жаңа"), at=NOON + 10 * DAY)
    by = {"by": scene.secretary, "at": NOON + 90 * DAY}
    suspend_memorandum(change.memorandum, on=DAY_ONE + 20 * DAY, **WHY, **by)
    resume_memorandum(change.memorandum, on=DAY_ONE + 30 * DAY, **by)
    terminate_memorandum(change.memorandum, on=DAY_ONE + 60 * DAY, **WHY, **by)

    changed = [
        days
        for days in (0, 9, 10, 19, 20, 29, 30, 59, 60, 70)
        if row_of(consolidated(scene.memorandum, DAY_ONE + days * DAY), "1.1").source
    ]

    assert changed == [10, 19, 30, 59]


def test_an_annex_stands_beside_and_a_change_of_nothing_is_told(scene):
    annex = registered_scene(body=scene.memorandum.body, relation="annex", amends=scene.memorandum)
    stranger = registered_scene()
    amendment_of(scene, ("replace", clause(stranger, "1.1"), "басқа"))

    text = consolidated(scene.memorandum, DAY_ONE)

    assert text.annexes == [annex.memorandum]
    assert [each.text_kk for each in text.lost] == ["басқа"]


def test_queries_do_not_grow_with_the_amendments(scene):
    def count():
        with CaptureQueriesContext(connection) as queries:
            text = consolidated(scene.memorandum, DAY_ONE)
            assert [str(row.clause.uid) for row in text.rows]
        return len(queries)

    amendment_of(scene, ("replace", clause(scene, "1.1"), "бір"))
    one = count()
    for number in (2, 3, 4, 5):
        amendment_of(scene, ("replace", clause(scene, f"1.{number}"), "көп"))

    assert count() == one <= 6
