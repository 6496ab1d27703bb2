"""Rounds: receipts, reminders once a day, and what silence means when the day is over."""

from datetime import datetime

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from memoranda.models import Position, Receipt, Reminder
from memoranda.periodic.negotiation import close_rounds, remind_of_rounds
from memoranda.reports.matrix import matrix_of
from memoranda.services.negotiation import (
    NobodyOwes,
    NotAParty,
    NotNegotiated,
    RoundGoesOn,
    TooSoon,
    close_round,
    note_reading,
    remind_parties,
)
from tests.factories.core import ALMATY, DAY, MINUTE, NOON
from tests.factories.memoranda import make_memorandum, send

from .words import reword, say, state_of, suggest

pytestmark = pytest.mark.django_db
DUE = (NOON + 10 * DAY).date()
LAST_MINUTE = datetime(DUE.year, DUE.month, DUE.day, 23, 59, tzinfo=ALMATY)
MIDNIGHT = LAST_MINUTE + MINUTE


@pytest.fixture
def scene():
    return make_memorandum(parties=2, clauses=5, state="negotiation")


@pytest.fixture
def consenting(scene):
    scene.round.silence_is_consent = True
    scene.round.save()
    return scene


@pytest.fixture
def at_time(monkeypatch):
    """Set the clock that the periodic work reads."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


def agree_everywhere(scene, number):
    for clause in scene.clauses:
        say(scene, clause, number)


# Receipts ----------------------------------------------------------------------------------------
def test_note_reading_counts_the_first_time(scene):
    by = scene.people[0].staff
    first = note_reading(scene.round, scene.parties[0], by=by, at=NOON)
    again = note_reading(scene.round, scene.parties[0], by=by, at=NOON + DAY)

    assert (first, again.at) == (again, NOON)
    assert Receipt.objects.count() == 1
    assert [entry.event for entry in JournalEntry.objects.all()] == ["version_received"]
    matrix = matrix_of(scene.memorandum)
    assert state_of(matrix, scene.clauses[0], 0) == "read"
    assert state_of(matrix, scene.clauses[0], 1) == "not_read"


def test_note_reading_refuses_the_party_of_another_memorandum(scene):
    other = make_memorandum(state="negotiation")

    with pytest.raises(NotAParty):
        note_reading(scene.round, other.parties[0], by=other.people[0].staff, at=NOON)


# Reminders ---------------------------------------------------------------------------------------
def test_remind_parties_writes_to_those_who_owe(scene):
    agree_everywhere(scene, 0)

    (reminder,) = remind_parties(scene.memorandum, by=scene.secretary, at=NOON)

    assert reminder.organisation == scene.parties[1].organisation
    assert (reminder.subject, reminder.by, reminder.at) == ("round", scene.secretary, NOON)
    assert OutboxMessage.objects.filter(kind="remind_of_round").count() == 1
    assert matrix_of(scene.memorandum).parties[1].reminder == reminder


def test_remind_parties_reminds_a_party_once_a_day(scene):
    remind_parties(scene.memorandum, by=scene.secretary, at=NOON)

    with pytest.raises(TooSoon):
        remind_parties(scene.memorandum, by=scene.secretary, at=NOON + 60 * MINUTE)
    remind_parties(scene.memorandum, by=scene.secretary, at=NOON + DAY)

    assert Reminder.objects.count() == 4


def test_remind_parties_refuses_when_all_have_answered(scene):
    agree_everywhere(scene, 0)
    agree_everywhere(scene, 1)

    with pytest.raises(NobodyOwes):
        remind_parties(scene.memorandum, by=scene.secretary, at=NOON)


def test_remind_parties_leaves_one_that_objects_and_suggests_alone(scene):
    agree_everywhere(scene, 1)
    agree_everywhere(scene, 0)
    say(scene, scene.clauses[2], 0, "objects")
    suggest(scene, scene.clauses[3], 0, text_kk="Жаңа мәтін.")

    with pytest.raises(NobodyOwes):
        remind_parties(scene.memorandum, by=scene.secretary, at=NOON)


def test_remind_parties_asks_again_when_the_text_of_an_objection_changed(scene):
    agree_everywhere(scene, 0)
    agree_everywhere(scene, 1)
    say(scene, scene.clauses[2], 0, "objects")
    reword(scene.clauses[2], text_kk="Жаңа мәтін.")
    send(scene.memorandum, by=scene.secretary)
    say(scene, scene.clauses[2], 1)

    (reminder,) = remind_parties(scene.memorandum, by=scene.secretary, at=NOON)

    assert reminder.organisation == scene.parties[0].organisation


def test_remind_parties_refuses_a_draft():
    scene = make_memorandum(state="draft")

    with pytest.raises(NotNegotiated):
        remind_parties(scene.memorandum, by=scene.secretary, at=NOON)


@pytest.mark.parametrize(("days", "count"), [(7, 0), (8, 2), (9, 0), (10, 0), (11, 2), (12, 0)])
def test_the_clock_reminds_two_days_before_and_on_the_day_after(scene, at_time, days, count):
    at_time(NOON + days * DAY)

    remind_of_rounds()
    remind_of_rounds()

    assert Reminder.objects.count() == count


# The end of a round ------------------------------------------------------------------------------
def test_close_round_refuses_while_its_day_goes_on(scene):
    with pytest.raises(RoundGoesOn):
        close_round(scene.round, at=LAST_MINUTE)


def test_close_round_only_shows_silence(scene):
    close_round(scene.round, at=MIDNIGHT)

    scene.round.refresh_from_db()
    assert scene.round.closed_at == MIDNIGHT
    assert not Position.objects.exists()
    entry = JournalEntry.objects.get(event="round_closed")
    assert (entry.by, entry.facts["consents"]) == (None, 0)
    assert scene.parties[0].organisation.name_kk in entry.facts["parties_kk"]


def test_close_round_takes_silence_for_consent_where_the_round_says_so(consenting):
    close_round(consenting.round, at=MIDNIGHT)

    words = Position.objects.all()
    assert len(words) == 2 * len(consenting.clauses)
    assert {(word.stance, word.by_silence, word.by) for word in words} == {("agrees", True, None)}
    assert matrix_of(consenting.memorandum).is_agreed


def test_close_round_leaves_every_word_of_a_party_as_it_said_it(consenting):
    objected, commented, withdrawn, suggested, silent = consenting.clauses[1:6]
    say(consenting, objected, 0, "objects")
    say(consenting, commented, 0, "comments")
    say(consenting, withdrawn, 0)
    say(consenting, withdrawn, 0, "withdrawn")
    suggest(consenting, suggested, 0, text_kk="Жаңа мәтін.")

    close_round(consenting.round, at=MIDNIGHT)

    matrix = matrix_of(consenting.memorandum)
    states = [
        state_of(matrix, one, 0) for one in (objected, commented, withdrawn, suggested, silent)
    ]
    assert states == ["objects", "comments", "read", "suggests", "agreed"]


def test_close_round_does_not_end_an_objection_of_an_earlier_round(consenting):
    say(consenting, consenting.clauses[2], 0, "objects")
    version = send(consenting.memorandum, by=consenting.secretary)
    version.round.silence_is_consent = True
    version.round.save()

    close_round(version.round, at=MIDNIGHT)

    matrix = matrix_of(consenting.memorandum)
    assert state_of(matrix, consenting.clauses[2], 0) == "objects"
    assert state_of(matrix, consenting.clauses[3], 0) == "agreed"


def test_consent_by_silence_falls_with_the_text_too(consenting):
    close_round(consenting.round, at=MIDNIGHT)
    reword(consenting.clauses[2], text_ru="Новый текст.")
    send(consenting.memorandum, by=consenting.secretary)

    consenting.memorandum.refresh_from_db()
    assert state_of(matrix_of(consenting.memorandum), consenting.clauses[2], 0) == "fell"


def test_close_round_twice_is_once(consenting):
    close_round(consenting.round, at=MIDNIGHT)
    close_round(consenting.round, at=MIDNIGHT + DAY)

    assert Position.objects.count() == 2 * len(consenting.clauses)
    assert JournalEntry.objects.filter(event="round_closed").count() == 1
    assert OutboxMessage.objects.filter(kind="tell_of_closed_round").count() == 1


@pytest.mark.parametrize("change", ["next_version", "approval"])
def test_close_round_takes_no_consent_to_what_is_no_longer_asked(consenting, change):
    if change == "approval":
        consenting.memorandum.state = "approval"
        consenting.memorandum.save()
    else:
        send(consenting.memorandum, by=consenting.secretary)

    close_round(consenting.round, at=MIDNIGHT)

    assert not Position.objects.exists()


def test_the_clock_closes_when_the_day_of_almaty_ends(consenting, at_time):
    at_time(LAST_MINUTE)
    close_rounds()
    assert not Position.objects.exists()

    at_time(MIDNIGHT)
    close_rounds()
    close_rounds()
    assert Position.objects.count() == 2 * len(consenting.clauses)
