"""The matrix: where each party stands, what blocks, since when, for how many queries."""

import pytest

from memoranda.models import Memorandum
from memoranda.reports.matrix import matrix_of
from memoranda.services.negotiation import (
    close_round,
    note_reading,
    remind_parties,
)
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum, send

from .words import reword, say, state_of, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=3, clauses=5, state="negotiation")


def agree_everywhere(scene, *numbers):
    for number in numbers:
        for clause in scene.clauses:
            say(scene, clause, number)


# Cells, rows, counts -----------------------------------------------------------------------------
def test_a_memorandum_that_was_never_sent_has_an_empty_matrix():
    matrix = matrix_of(make_memorandum(state="draft").memorandum)

    assert (matrix.rows, matrix.version, matrix.next_blocking) == ([], None, None)
    assert matrix.counts == {"ready": 0, "open": 0, "blocked": 0}
    assert not matrix.is_agreed


def test_every_cell_says_where_its_party_stands(scene):
    agreed, objected, commented, suggested, unread = scene.clauses[:5]
    say(scene, agreed, 0)
    say(scene, objected, 0, "objects")
    say(scene, commented, 0, "comments")
    suggest(scene, suggested, 0, text_kk="Жаңа мәтін.")

    matrix = matrix_of(scene.memorandum)

    assert [state_of(matrix, one, 0) for one in scene.clauses[:5]] == [
        "agreed", "objects", "comments", "suggests", "read",
    ]  # fmt: skip
    assert state_of(matrix, unread, 1) == "not_read"
    assert matrix.row_of(suggested).cells[0].suggestions[0].number == 1


def test_counts_say_how_far_the_whole_is_and_what_blocks_first(scene):
    agree_everywhere(scene, 0, 1, 2)
    say(scene, scene.clauses[1], 1, "comments")
    say(scene, scene.clauses[3], 2, "objects")

    matrix = matrix_of(scene.memorandum)

    total = len(scene.clauses)
    assert matrix.counts == {"ready": total - 2, "open": 1, "blocked": 1}
    assert matrix.next_blocking.clause.clause == scene.clauses[3]
    say(scene, scene.clauses[3], 2)
    assert matrix_of(scene.memorandum).next_blocking.clause.clause == scene.clauses[1]


def test_all_is_agreed_when_every_party_agrees_to_every_clause(scene):
    agree_everywhere(scene, 0, 1)
    assert not matrix_of(scene.memorandum).is_agreed

    agree_everywhere(scene, 2)

    matrix = matrix_of(scene.memorandum)
    assert matrix.is_agreed
    assert matrix.next_blocking is None


def test_a_party_waits_since_the_version_was_sent(scene):
    agree_everywhere(scene, 0)
    note_reading(scene.round, scene.parties[1], by=scene.people[1].staff, at=NOON + DAY)
    remind_parties(scene.memorandum, by=scene.secretary, at=NOON + 5 * DAY)

    first, second, third = matrix_of(scene.memorandum).parties

    assert (first.has_answered, first.since, first.reminder) == (True, None, None)
    assert len(second.waiting) == len(scene.clauses)
    assert (second.since, second.days_waited((NOON + 5 * DAY).date())) == (NOON, 5)
    assert (second.receipt.at, third.receipt) == (NOON + DAY, None)
    assert second.reminder.at == NOON + 5 * DAY


def test_an_earlier_version_is_shown_as_it_stood(scene):
    clause = scene.clauses[2]
    say(scene, clause, 0)
    reword(clause, text_kk="Жаңа мәтін.")
    send(scene.memorandum, by=scene.secretary)
    say(scene, clause, 0, "objects")

    scene.memorandum.refresh_from_db()
    assert state_of(matrix_of(scene.memorandum, version=scene.version), clause, 0) == "agreed"
    assert state_of(matrix_of(scene.memorandum), clause, 0) == "objects"


def test_a_word_of_silence_is_told_apart(scene):
    scene.round.silence_is_consent = True
    scene.round.save()
    close_round(scene.round, at=NOON + 11 * DAY)

    assert matrix_of(scene.memorandum).rows[0].cells[0].position.by_silence


@pytest.mark.parametrize(("parties", "clauses"), [(2, 5), (5, 60)])
def test_the_matrix_takes_the_same_queries_for_any_size(
    django_assert_num_queries, parties, clauses
):
    scene = make_memorandum(parties=parties, clauses=clauses, state="negotiation")
    say(scene, scene.clauses[2], 0, "objects")
    suggest(scene, scene.clauses[3], 1, text_kk="Жаңа мәтін.")
    memorandum = Memorandum.objects.get(pk=scene.memorandum.pk)

    with django_assert_num_queries(7):
        matrix = matrix_of(memorandum)
        for row in matrix.rows:
            assert row.clause.heading_kk is not None
            assert row.clause.clause.uid
            assert len([str(cell.party) for cell in row.cells]) == parties
    assert matrix.total == len(scene.clauses)
