"""Suggestions of the parties: made, answered, withdrawn."""

import pytest
from django.db import DatabaseError, transaction

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from councils.services.agenda import ReasonNeeded
from memoranda.models import Suggestion
from memoranda.services.negotiation import (
    NothingSuggested,
    OwnSuggestion,
    TextChanged,
    accept_suggestion,
    answer_suggestion,
    withdraw_suggestion,
)
from memoranda.services.refusals_drafting import MarksLeft, WrongPlace
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum, send

from .words import reword, suggest

pytestmark = pytest.mark.django_db
BASE = {
    "text_kk": "Тараптар жолды 30 күнде жөндейді және есеп береді.",
    "text_ru": "Стороны чинят дорогу за 30 дней и отчитываются.",
}


@pytest.fixture
def scene():
    scene = make_memorandum(parties=3, clauses=5, state="draft")
    reword(scene.clauses[2], **BASE)
    scene.version = send(scene.memorandum, by=scene.secretary)
    scene.round = scene.version.round
    return scene


@pytest.fixture
def clause(scene):
    return scene.clauses[2]


def accept(scene, suggestion, **fields):
    return accept_suggestion(suggestion, by=scene.secretary, at=NOON + DAY, **fields)


def texts(clause):
    clause.refresh_from_db()
    return clause.text_kk, clause.text_ru


# Making ------------------------------------------------------------------------------------------
def test_make_suggestion_keeps_the_words_the_party_read(scene, clause):
    suggestion = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней.")

    assert suggestion.base_words == clause.words()
    assert suggestion.base_hash == scene.text_hash(clause)
    assert (suggestion.number, suggestion.state, suggestion.round) == (1, "open", scene.round)
    assert (suggestion.text_kk, suggestion.text_ru) == ("", "Стороны чинят дорогу за 45 дней.")
    assert texts(clause) == tuple(BASE.values())
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.record) == ("suggestion_made", scene.memorandum)


def test_make_suggestion_counts_in_its_memorandum(scene, clause):
    other = make_memorandum(state="negotiation")
    suggest(other, other.clauses[2], 0, text_kk="Бір.")

    made = [suggest(scene, clause, place, text_kk=f"Мәтін {place}.") for place in range(3)]

    assert [one.number for one in made] == [1, 2, 3]


def test_make_suggestion_leaves_out_a_language_that_is_as_it_was(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.", text_ru=BASE["text_ru"] + "\r\n")

    assert (suggestion.text_kk, suggestion.text_ru) == ("Жаңа мәтін.", "")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text_kk": BASE["text_kk"]}, NothingSuggested),
        ({}, NothingSuggested),
        ({"kind": "addition"}, NothingSuggested),
        ({"kind": "addition", "text_kk": "Қосымша.", "new_kind": "preamble"}, WrongPlace),
        ({"text_kk": "Жаңа.", "reason_ru": " "}, ReasonNeeded),
        ({"kind": "removal", "reason_ru": ""}, ReasonNeeded),
        ({"text_kk": "Екі ⟦бір ⟷ екі⟧"}, MarksLeft),
        ({"text_kk": "Жаңа.", "shown_hash": "0" * 64}, TextChanged),
    ],
)
def test_make_suggestion_refuses(scene, clause, fields, refusal):
    with pytest.raises(refusal):
        suggest(scene, clause, 0, **fields)

    assert not Suggestion.objects.exists()


def test_suggested_words_stay_whatever_becomes_of_them(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")

    with pytest.raises(DatabaseError), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk).update(text_kk="Бөтен мәтін.")


# Withdrawing and answering -----------------------------------------------------------------------
def test_withdraw_suggestion_keeps_it_on_the_record(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")

    withdraw_suggestion(suggestion, by=scene.people[0].coordinator, at=NOON)

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.text_kk) == ("withdrawn", "Жаңа мәтін.")
    with pytest.raises(MoveRefused):
        accept(scene, suggestion)


def test_answer_suggestion_counts_the_last_word(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")
    fields = {"party": scene.parties[1], "by": scene.people[1].coordinator, "at": NOON}

    answer_suggestion(suggestion, supports=False, reason="Қаржы жоқ", **fields)
    answer_suggestion(suggestion, supports=True, **fields)
    answer_suggestion(suggestion, supports=True, **fields)

    assert list(suggestion.answers.order_by("pk").values_list("supports", flat=True)) == [
        False, True,
    ]  # fmt: skip


def test_answer_suggestion_refuses_the_own_one_and_a_no_without_a_reason(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")
    by = scene.people[0].coordinator

    with pytest.raises(OwnSuggestion):
        answer_suggestion(suggestion, party=scene.parties[0], supports=True, by=by, at=NOON)
    with pytest.raises(ReasonNeeded):
        answer_suggestion(suggestion, party=scene.parties[1], supports=False, by=by, at=NOON)


def test_the_same_suggestion_sent_twice_is_one_while_it_waits(scene, clause):
    first = suggest(scene, clause, 0, text_kk="Басқа сөздер.")
    assert suggest(scene, clause, 0, text_kk="Басқа сөздер.") == first
    other = suggest(scene, clause, 0, text_kk="Басқа сөздер.", reason_ru="Иначе.")
    assert other.number == 2

    withdraw_suggestion(first, by=scene.people[0].coordinator, at=NOON)
    assert suggest(scene, clause, 0, text_kk="Басқа сөздер.").number == 3
