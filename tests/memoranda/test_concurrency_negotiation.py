"""Acts that begin at the same moment: nothing is lost, nothing is said twice."""

from functools import partial

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from memoranda.models import Position, Reminder, Suggestion
from memoranda.services.negotiation import (
    TextChanged,
    TooSoon,
    accept_suggestion,
    close_round,
    reject_suggestion,
    remind_parties,
)
from memoranda.services.versions import send_version
from tests.councils.threads import refusals, together
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum, send

from .words import hash_of, reword, say, suggest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORDS = ["жол", "су", "қалдық", "көлік", "орман", "ауа"]


@pytest.fixture
def scene():
    scene = make_memorandum(parties=3, clauses=5, state="draft")
    text = ". ".join(f"Тараптар {word} бойынша есеп береді" for word in WORDS)
    reword(scene.clauses[2], text_kk=text)
    scene.version = send(scene.memorandum, by=scene.secretary)
    scene.round = scene.version.round
    return scene


def test_suggestions_to_one_clause_accepted_at_once_all_come_in(scene):
    clause = scene.clauses[2]
    base = scene.version.clauses.get(clause=clause).text_kk
    made = [
        suggest(scene, clause, 0, text_kk=base.replace(f"{word} бойынша", f"{word} туралы"))
        for word in WORDS
    ]

    results = together(
        *[partial(accept_suggestion, one, by=scene.secretary, at=NOON) for one in made]
    )

    assert refusals(results, Exception) == []
    clause.refresh_from_db()
    assert all(f"{word} туралы" in clause.text_kk for word in WORDS)
    assert clause.revisions.filter(suggestion__isnull=False).count() == len(WORDS)


def test_numbers_of_suggestions_made_at_once_have_no_gap(scene):
    clause = scene.clauses[2]
    shown = hash_of(clause)

    together(
        *[
            partial(suggest, scene, clause, n % 3, text_kk=f"Мәтін {n}.", shown_hash=shown)
            for n in range(9)
        ]
    )

    numbers = Suggestion.objects.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 10))


def test_one_suggestion_is_decided_once(scene):
    suggestion = suggest(scene, scene.clauses[2], 0, text_kk="Жаңа мәтін.")

    results = together(
        partial(accept_suggestion, suggestion, by=scene.secretary, at=NOON),
        partial(reject_suggestion, suggestion, reason="Жоқ", by=scene.secretary, at=NOON),
        partial(accept_suggestion, suggestion, by=scene.secretary, at=NOON),
    )

    assert len(refusals(results, MoveRefused)) == 2
    decided = JournalEntry.objects.filter(event__in=["suggestion_accepted", "suggestion_rejected"])
    assert decided.count() == 1


def test_a_word_and_the_next_version_wait_for_each_other(scene, monkeypatch):
    """The word is on the version that was read, or it is refused; never on words not read."""
    monkeypatch.setattr("memoranda.services.versions.missing_to_send", lambda *_a, **_f: [])
    clause = scene.clauses[2]
    shown = hash_of(clause)
    reword(clause, text_kk="Тараптар жаңа мәтінді оқиды.")

    results = together(
        partial(say, scene, clause, 0, shown_hash=shown),
        partial(
            send_version,
            scene.memorandum,
            due_on=(NOON + 20 * DAY).date(),
            by=scene.secretary,
            at=NOON,
        ),
    )

    if refusals(results, TextChanged):
        assert not Position.objects.exists()
    else:
        position = Position.objects.get()
        assert (position.text_hash, position.round) == (shown, scene.round)


def test_parties_are_reminded_once_however_many_ask(scene):
    results = together(
        *[partial(remind_parties, scene.memorandum, by=scene.secretary, at=NOON)] * 4
    )

    assert len(refusals(results, TooSoon)) == 3
    assert Reminder.objects.count() == 3


def test_a_round_is_closed_once_and_a_word_at_midnight_is_heard_or_not_wholly(scene):
    scene.round.silence_is_consent = True
    scene.round.save()
    clause = scene.clauses[2]
    shown = hash_of(clause)

    together(
        *[partial(close_round, scene.round, at=NOON + 11 * DAY)] * 3,
        partial(say, scene, clause, 0, "objects", shown_hash=shown, at=NOON + 10 * DAY),
    )

    last = Position.objects.filter(party=scene.parties[0], clause=clause)
    assert last.count() == 1
    others = Position.objects.filter(by_silence=True)
    assert others.count() in (3 * len(scene.clauses) - 1, 3 * len(scene.clauses))
    assert JournalEntry.objects.filter(event="round_closed").count() == 1
