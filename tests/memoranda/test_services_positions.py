"""The word of a party: to the words it read, added to what it said before."""

import pytest
from django.db import DatabaseError, transaction

from agglo_portal.core.models import JournalEntry
from councils.services.agenda import ReasonNeeded
from memoranda.models import Position, Receipt
from memoranda.reports.matrix import matrix_of
from memoranda.services.negotiation import (
    NotAParty,
    NothingSaid,
    NotInVersion,
    NotNegotiated,
    RoundOver,
    TextChanged,
    agree_to_all,
    close_round,
    take_position,
)
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import ClauseFactory, make_memorandum, send

from .words import hash_of, reword, say, state_of, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=3, clauses=5, state="negotiation")


@pytest.fixture
def clause(scene):
    return scene.clauses[2]


def shown(scene):
    return {str(one.uid): hash_of(one) for one in scene.clauses}


def agree(scene, number=0, hashes=None, at=NOON, **fields):
    return agree_to_all(
        scene.memorandum,
        party=scene.parties[number],
        shown=hashes or shown(scene),
        by=scene.people[number].coordinator,
        at=at,
        **fields,
    )


# Taking a position -------------------------------------------------------------------------------
def test_take_position_keeps_who_said_what_to_which_words(scene, clause):
    position = say(scene, clause, 0, "objects", reason_kk=" Қаржы жоқ ", reason_ru="")

    kept = Position.objects.get()
    assert position == kept
    assert (kept.party, kept.clause, kept.round) == (scene.parties[0], clause, scene.round)
    assert (kept.stance, kept.text_hash) == ("objects", scene.text_hash(clause))
    assert (kept.reason_kk, kept.by, kept.at) == ("Қаржы жоқ", scene.people[0].coordinator, NOON)
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.record) == ("clause_objected", scene.memorandum)
    assert "Қаржы" not in str(entry.facts)


def test_take_position_is_a_receipt_too(scene, clause):
    say(scene, clause, 1)

    assert Receipt.objects.get().party == scene.parties[1]


def test_take_position_is_added_and_the_last_word_counts(scene, clause):
    say(scene, clause, 0, "objects")
    say(scene, clause, 0, "agrees")

    assert Position.objects.count() == 2
    assert Position.objects.current().get().stance == "agrees"


def test_take_position_twice_alike_is_one_word(scene, clause):
    first = say(scene, clause, 0, "comments")

    assert say(scene, clause, 0, "comments", at=NOON + DAY) == first
    assert JournalEntry.objects.count() == 1


def test_take_position_refuses_words_that_are_no_longer_the_present_ones(scene, clause):
    read = hash_of(clause)
    reword(clause, text_kk="Тараптар жаңа мәтінді оқиды.")
    send(scene.memorandum, by=scene.secretary)

    with pytest.raises(TextChanged):
        say(scene, clause, 0, shown_hash=read)

    assert not Position.objects.exists()


def test_an_agreement_falls_when_one_letter_of_one_language_changes(scene, clause):
    say(scene, clause, 0)
    untouched = scene.clauses[3]
    say(scene, untouched, 0)

    reword(clause, text_ru=clause.text_ru.replace("июля", "июня"))
    send(scene.memorandum, by=scene.secretary)

    scene.memorandum.refresh_from_db()
    matrix = matrix_of(scene.memorandum)
    assert state_of(matrix, clause, 0) == "fell"
    assert state_of(matrix, untouched, 0) == "agreed"


@pytest.mark.parametrize("stance", ["comments", "objects"])
def test_take_position_refuses_no_reason(scene, clause, stance):
    with pytest.raises(ReasonNeeded):
        say(scene, clause, 0, stance, reason_ru="  ")


def test_take_position_takes_a_word_back(scene, clause):
    say(scene, clause, 0, "objects")

    say(scene, clause, 0, "withdrawn")

    assert state_of(matrix_of(scene.memorandum), clause, 0) == "read"
    with pytest.raises(NothingSaid):
        say(scene, clause, 0, "withdrawn")


def test_take_position_refuses_to_take_back_what_was_never_said(scene, clause):
    with pytest.raises(NothingSaid):
        say(scene, clause, 0, "withdrawn")


@pytest.mark.parametrize("state", ["approval", "prepared", "in_force", "cancelled"])
def test_take_position_refuses_a_text_past_its_negotiation(scene, clause, state):
    if state == "in_force":
        scene = make_memorandum(state="in_force")
        clause = scene.clauses[2]
    else:
        scene.memorandum.state = state
        scene.memorandum.save()

    with pytest.raises(NotNegotiated):
        say(scene, clause, 0, shown_hash="x")


def test_take_position_refuses_a_draft():
    scene = make_memorandum(state="draft")

    with pytest.raises(NotNegotiated):
        say(scene, scene.clauses[2], 0, shown_hash="x")


def test_take_position_refuses_the_party_of_another_memorandum(scene, clause):
    other = make_memorandum(state="negotiation")

    with pytest.raises(NotAParty):
        take_position(
            clause,
            party=other.parties[0],
            stance="agrees",
            shown_hash=hash_of(clause),
            by=other.people[0].coordinator,
            at=NOON,
        )


def test_take_position_refuses_a_clause_that_was_not_sent(scene):
    fresh = ClauseFactory(memorandum=scene.memorandum, position=90)

    with pytest.raises(NotInVersion):
        say(scene, fresh, 0, shown_hash="x")


def test_take_position_late_is_heard_where_silence_is_no_consent(scene, clause):
    say(scene, clause, 0, at=NOON + 11 * DAY)

    cell = matrix_of(scene.memorandum).row_of(clause).cells[0]
    assert (cell.state, cell.is_late) == ("agreed", True)


def test_take_position_late_is_refused_where_silence_is_consent(scene, clause):
    scene.round.silence_is_consent = True
    scene.round.save()

    say(scene, clause, 0, at=NOON + 10 * DAY)
    with pytest.raises(RoundOver):
        say(scene, clause, 1, "objects", at=NOON + 11 * DAY)


def test_take_position_late_may_still_end_an_objection_by_agreeing(scene, clause):
    scene.round.silence_is_consent = True
    scene.round.save()
    say(scene, clause, 0, "objects")
    close_round(scene.round, at=NOON + 11 * DAY)

    say(scene, clause, 0, at=NOON + 12 * DAY)

    assert matrix_of(scene.memorandum).is_agreed


def test_what_was_said_is_never_changed(scene, clause):
    say(scene, clause, 0)

    with pytest.raises(DatabaseError), transaction.atomic():
        Position.objects.update(stance="agrees", text_hash="0")


# Agreeing to all ---------------------------------------------------------------------------------
def test_agree_to_all_takes_every_shown_clause_in_one_act(scene):
    positions = agree(scene)

    assert len(positions) == len(scene.clauses)
    assert [entry.event for entry in JournalEntry.objects.all()] == ["positions_agreed"]
    assert agree(scene) == []


def test_agree_to_all_takes_only_what_was_shown(scene, clause):
    (position,) = agree(scene, hashes={str(clause.uid): hash_of(clause)})

    assert position.clause == clause


def test_agree_to_all_leaves_own_objections_comments_and_suggestions(scene):
    _preamble, _section, objected, commented, suggested, *_rest = scene.clauses
    say(scene, objected, 0, "objects")
    say(scene, commented, 0, "comments")
    suggest(scene, suggested, 0, text_kk="Тараптар басқаша келісті.")

    agree(scene)

    matrix = matrix_of(scene.memorandum)
    assert state_of(matrix, objected, 0) == "objects"
    assert state_of(matrix, commented, 0) == "comments"
    assert state_of(matrix, suggested, 0) == "suggests"


def test_agree_to_all_ends_own_objections_only_when_told(scene, clause):
    say(scene, clause, 0, "objects")

    agree(scene, with_own_reservations=True)

    assert state_of(matrix_of(scene.memorandum), clause, 0) == "agreed"


def test_agree_to_all_leaves_what_others_said(scene, clause):
    say(scene, clause, 1, "objects")

    agree(scene, with_own_reservations=True)

    assert state_of(matrix_of(scene.memorandum), clause, 1) == "objects"


def test_agree_to_all_refuses_when_one_shown_text_is_an_old_one(scene, clause):
    with pytest.raises(TextChanged):
        agree(scene, hashes=shown(scene) | {str(clause.uid): "0" * 64})

    assert not Position.objects.exists()
