"""Remarks of the public: sent, confirmed by mail, moderated, answered; every refusal."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.gis.geos import Point
from django.core import mail

from agglo_portal.core import outbox
from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import PublicRemark, SchemeFile
from schemes.periodic.discussion import forget_unconfirmed_remarks
from schemes.services.remark_moderation import (
    AnswerMissing,
    ReasonMissing,
    answer_remark,
    publish_remark,
    reject_remark,
)
from schemes.services.remarks import (
    DiscussionClosed,
    ObjectElsewhere,
    PlaceOutside,
    TextLength,
    confirm_remark,
    send_remark,
)
from tests.factories.core import DAY, NOON
from tests.factories.schemes import publish
from tests.factories.schemes.discussions import DiscussionFactory, answered, unconfirmed, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = PublicRemark.State
HERE = Point(76.95, 43.25, srid=4326)
WORDS = "Мектептің жанына аялдама керек."


def send(discussion, **given):
    given = {
        "author": "Айгүл",
        "email": "aigul@mail.example.kz",
        "text": WORDS,
        "place": HERE,
        "language": "kk",
        "at": NOON,
    } | given
    return send_remark(discussion, **given)


def letters() -> list:
    with time_machine.travel(NOON + 30 * DAY, tick=False):
        for message in outbox.due(at=NOON + 30 * DAY):
            outbox.do(message)
    return mail.outbox


def test_a_remark_waits_for_its_mail_and_a_letter_is_ordered(discussion):
    remark = send(discussion, email=" Aigul@Mail.Example.KZ ")

    assert (remark.state, remark.number, remark.email) == (
        State.SENT,
        None,
        "aigul@mail.example.kz",
    )
    (letter,) = letters()
    assert letter.to == ["aigul@mail.example.kz"]
    assert "https://portal.example.kz/kk/schemes/remarks/confirm/" in letter.body
    # The portal says nothing of what was typed to whoever's address was typed.
    assert WORDS not in letter.body and "Айгүл" not in letter.body


@pytest.mark.parametrize(("language", "path"), [("ru", "/ru/"), ("en", "/en/")])
def test_the_letter_speaks_the_language_of_the_page(discussion, language, path):
    send(discussion, language=language)

    assert f"https://portal.example.kz{path}schemes/remarks/confirm/" in letters()[0].body


def test_the_same_remark_twice_is_one(discussion):
    first = send(discussion)

    assert send(discussion, text=f"  {WORDS}\r\n") == first
    assert PublicRemark.objects.count() == 1
    assert len(letters()) == 1
    send(discussion, at=NOON + timedelta(hours=2))
    assert (PublicRemark.objects.count(), len(letters())) == (1, 2)
    assert send(discussion, place=Point(76.97, 43.25, srid=4326)) != first
    assert send(discussion, email="other@mail.example.kz") != first


@pytest.mark.parametrize("days", [-6, 6])
def test_outside_its_days_nothing_is_taken(discussion, days):
    with pytest.raises(DiscussionClosed):
        send(discussion, at=NOON + days * DAY)


@pytest.mark.parametrize("days", [-5, 5])
def test_both_days_belong_to_the_term(discussion, days):
    assert send(discussion, at=NOON + days * DAY)


def test_the_term_ends_at_midnight_in_almaty(discussion):
    last_minute = NOON + 5 * DAY + timedelta(hours=11, minutes=59)

    assert send(discussion, at=last_minute)
    with pytest.raises(DiscussionClosed):
        send(discussion, text="Тағы бір пікірім бар еді.", at=last_minute + timedelta(minutes=1))


def test_what_is_not_announced_or_was_published_takes_nothing(scene, discussion):
    planned = DiscussionFactory(announced_at=None)
    with pytest.raises(DiscussionClosed):
        send(planned)
    publish(scene.draft)
    with pytest.raises(DiscussionClosed):
        send(discussion)


@pytest.mark.parametrize("place", [Point(71.4, 51.1), Point(0, 0), Point(43.25, 76.95), None])
def test_the_place_lies_in_the_territory(discussion, place):
    with pytest.raises(PlaceOutside):
        send(discussion, place=place)


def test_an_object_gives_its_place(scene, discussion):
    remark = send(discussion, place=None, feature=scene.new)

    assert remark.lineage == scene.new.lineage
    assert scene.new.shape.contains(remark.place)
    with pytest.raises(ObjectElsewhere):
        send(discussion, feature=scene.old)


@pytest.mark.parametrize("text", ["", "қысқа", "\u200b" * 40, "а" * 3001])
def test_words_are_neither_too_few_nor_too_many(discussion, text):
    with pytest.raises(TextLength):
        send(discussion, text=text)


def test_hostile_words_are_kept_as_words(discussion):
    text = "<script>alert(1)</script> \u202eевил\u202c\x00\x07 {{ secret }} " + "ы" * 2900

    remark = send(discussion, text=text, author="\u202eА<b>\nБ")

    assert remark.text.startswith("<script>alert(1)</script> евил {{ secret }}")
    assert remark.author == "А<b> Б"


def test_a_confirmed_remark_gets_its_number_once(discussion):
    first, second = send(discussion), send(discussion, text="Екінші пікірім осындай.")

    assert confirm_remark(second, at=NOON).number == 1
    assert confirm_remark(first, at=NOON).number == 2
    with pytest.raises(MoveRefused):
        confirm_remark(first, at=NOON)
    assert JournalEntry.objects.filter(event="remark_confirmed").count() == 2


def test_the_clock_forgets_what_nobody_confirmed(discussion, settings):
    settings.REMARK_CONFIRM_DAYS = 3
    old = unconfirmed(discussion, sent_at=NOON - 3 * DAY - timedelta(seconds=1))
    fresh = unconfirmed(discussion, sent_at=NOON - 3 * DAY)
    kept = waiting(discussion, sent_at=NOON - 90 * DAY)

    forget_unconfirmed_remarks()

    assert set(PublicRemark.objects.all()) == {fresh, kept}
    assert not PublicRemark.objects.filter(pk=old.pk).exists()


def test_a_letter_for_what_was_forgotten_is_not_sent(discussion):
    send(discussion).delete()

    assert letters() == []


def test_a_published_remark_is_told_to_its_author(scene, discussion):
    remark = publish_remark(waiting(discussion, language="ru"), by=scene.secretary, at=NOON)

    assert (remark.state, remark.moderated_by) == (State.PUBLISHED, scene.secretary)
    (letter,) = letters()
    assert f"/ru/schemes/remarks/{remark.uid}/" in letter.body


def test_a_refused_remark_has_its_reason_told(scene, discussion):
    remark = waiting(discussion)
    with pytest.raises(ReasonMissing):
        reject_remark(remark, reason="  ", by=scene.secretary, at=NOON)

    remark = reject_remark(remark, reason="Балағат сөз", by=scene.secretary, at=NOON)

    assert (remark.state, remark.rejected_reason) == (State.REJECTED, "Балағат сөз")
    assert "Балағат сөз" in letters()[0].body


def test_what_was_refused_by_mistake_is_published_after_all(scene, discussion):
    remark = reject_remark(waiting(discussion), reason="қате", by=scene.secretary, at=NOON)

    remark = publish_remark(remark, by=scene.secretary, at=NOON + DAY)

    assert (remark.state, remark.rejected_reason) == (State.PUBLISHED, "")
    assert len(letters()) == 1  # that of the refusal is void now


def test_two_moderators_at_once_the_second_hears_what_was_done(scene, discussion):
    remark = waiting(discussion)
    stale = PublicRemark.objects.get(pk=remark.pk)
    publish_remark(remark, by=scene.secretary, at=NOON)

    with pytest.raises(MoveRefused, match="published"):
        publish_remark(stale, by=scene.secretary, at=NOON)
    reject_remark(stale, reason="кейін қаралды", by=scene.secretary, at=NOON)
    with pytest.raises(MoveRefused):
        answer_remark(
            stale, outcome="taken", answer_kk="қ", answer_ru="р", by=scene.secretary, at=NOON
        )


def test_reports_that_hold_a_remark_taken_off_are_gone(scene, discussion):
    remark = publish_remark(waiting(discussion), by=scene.secretary, at=NOON)
    SchemeFile.objects.create(
        edition=scene.draft, purpose="remarks", key="k", ordered_at=NOON, ordered_by=None
    )

    reject_remark(remark, reason="жеке дерек бар", by=scene.secretary, at=NOON + DAY)

    assert not SchemeFile.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"outcome": "", "answer_kk": "қ", "answer_ru": "р"},
        {"outcome": "done", "answer_kk": "қ", "answer_ru": "р"},
        {"outcome": "taken", "answer_kk": " ", "answer_ru": "р"},
        {"outcome": "taken", "answer_kk": "қ", "answer_ru": ""},
    ],
)
def test_an_answer_has_outcome_and_both_texts(scene, discussion, given):
    remark = publish_remark(waiting(discussion), by=scene.secretary, at=NOON)

    with pytest.raises(AnswerMissing):
        answer_remark(remark, **given, by=scene.secretary, at=NOON)


def test_an_answer_goes_to_the_author_in_his_language(scene, discussion):
    remark = publish_remark(waiting(discussion, language="ru"), by=scene.secretary, at=NOON)

    remark = answer_remark(
        remark,
        outcome="partly",
        answer_kk="Жартылай ескерілді.",
        answer_ru="Учтено частично.",
        by=scene.secretary,
        at=NOON + DAY,
    )

    assert (remark.state, remark.answered_by) == (State.ANSWERED, scene.secretary)
    answer = letters()[-1]
    assert "Учтено частично." in answer.body and "Жартылай" not in answer.body


@pytest.mark.parametrize("state", [State.SENT, State.CONFIRMED, State.REJECTED])
def test_only_what_is_published_is_answered(scene, discussion, state):
    remark = unconfirmed(discussion, state=state, rejected_reason="себебі")

    with pytest.raises(MoveRefused):
        answer_remark(
            remark, outcome="taken", answer_kk="қ", answer_ru="р", by=scene.secretary, at=NOON
        )


def test_no_mail_stands_in_the_journal_or_the_ordered_work(scene, discussion):
    remark = confirm_remark(send(discussion), at=NOON)
    publish_remark(remark, by=scene.secretary, at=NOON)
    answered(discussion)

    said = str([entry.facts for entry in JournalEntry.objects.all()])
    orders = str([one.payload for one in outbox.OutboxMessage.objects.all()])
    assert not re.search(r"@mail\.example", said + orders)
