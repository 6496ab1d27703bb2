"""Letters of the negotiation: to whom, in which language, once, and with nothing secret in them."""

import pytest
from django.core import mail
from django.utils import timezone

from councils.models import Post
from memoranda.letters.readers import readers_of
from memoranda.services.negotiation import (
    add_note,
    close_round,
    reject_suggestion,
    remind_parties,
    withdraw_suggestion,
)
from memoranda.tasks.negotiation import send_round_letters
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum

from .words import say, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = make_memorandum(parties=2, clauses=5, state="negotiation", title_ru="О дорогах")
    russian = scene.people[1].coordinator
    russian.language = "ru"
    russian.save()
    return scene


@pytest.fixture
def deliver(do_ordered_work):
    """Do the ordered work, then what it ordered in its turn."""

    def do():
        do_ordered_work(at=timezone.now())
        do_ordered_work(at=timezone.now())

    return do


def letters_to(user):
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def test_a_version_is_told_to_the_coordinators_alone(scene, deliver):
    send_round_letters({"round": scene.round.pk})
    send_round_letters({"round": scene.round.pk})
    deliver()

    coordinators = sorted(people.coordinator.email for people in scene.people)
    assert sorted(letter.to[0] for letter in mail.outbox) == coordinators
    (russian,) = letters_to(scene.people[1].coordinator)
    assert "О дорогах" in russian.subject
    assert "22 марта 2026 года" in russian.body
    assert f"/ru/memoranda/{scene.memorandum.uid}/" in russian.body
    (kazakh,) = letters_to(scene.people[0].coordinator)
    assert "2026 жылғы 22 наурыз" in kazakh.body


def test_nobody_is_told_of_a_version_that_another_overtook(scene, deliver):
    send_round_letters({"round": scene.round.pk})
    scene.memorandum.version_number = 2
    scene.memorandum.save()

    deliver()

    assert mail.outbox == []


def test_a_reminder_goes_to_who_owes_and_bears_one_identifier_a_day(scene, deliver):
    for clause in scene.clauses:
        say(scene, clause, 0)

    remind_parties(scene.memorandum, by=scene.secretary, at=NOON)
    remind_parties(scene.memorandum, by=scene.secretary, at=NOON + DAY)
    deliver()

    first, second = letters_to(scene.people[1].coordinator)
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    assert len(mail.outbox) == 2


def test_a_coordinator_who_left_is_not_written_to(scene):
    party = scene.parties[0]
    left = Post.objects.filter(official=party.coordinator, organisation=party.organisation)
    left.update(ends_on=timezone.localdate() - DAY)

    assert readers_of(party) == [scene.people[0].head]


def test_a_suggestion_is_told_to_the_others_and_the_secretariat(scene, deliver):
    suggest(scene, scene.clauses[2], 0, text_kk="Құпия емес мәтін.")
    deliver()

    told = {letter.to[0] for letter in mail.outbox}
    assert told == {scene.secretary.email, scene.people[1].coordinator.email}
    assert "Құпия емес мәтін" not in str([letter.body for letter in mail.outbox])
    assert str(scene.clauses[2].uid) in mail.outbox[0].body


def test_nobody_is_told_of_a_suggestion_that_was_taken_back(scene, deliver):
    suggestion = suggest(scene, scene.clauses[2], 0, text_kk="Жаңа мәтін.")
    withdraw_suggestion(suggestion, by=scene.people[0].coordinator, at=NOON)

    deliver()

    assert mail.outbox == []


def test_the_answer_to_a_suggestion_comes_to_its_party_with_the_reason(scene, deliver):
    suggestion = suggest(scene, scene.clauses[2], 1, text_kk="Жаңа мәтін.")
    reject_suggestion(suggestion, reason="Нет средств", by=scene.secretary, at=NOON)

    deliver()

    (letter,) = mail.outbox
    assert letter.to == [scene.people[1].coordinator.email]
    assert "Нет средств" in letter.body


def test_the_secretariat_learns_who_was_silent(scene, deliver):
    for clause in scene.clauses:
        say(scene, clause, 0)

    close_round(scene.round, at=NOON + 11 * DAY)
    deliver()

    (letter,) = letters_to(scene.secretary)
    assert scene.parties[1].organisation.name_kk in letter.body
    assert scene.parties[0].organisation.name_kk not in letter.body


def test_a_note_is_in_no_letter(scene, deliver):
    add_note(
        scene.clauses[2],
        party=scene.parties[0],
        text="Ішкі құпия",
        by=scene.people[0].staff,
        at=NOON,
    )
    suggest(scene, scene.clauses[2], 0, text_kk="Жаңа мәтін.")
    remind_parties(scene.memorandum, by=scene.secretary, at=NOON)

    deliver()

    assert mail.outbox
    assert "құпия" not in str([(letter.subject, letter.body) for letter in mail.outbox])
