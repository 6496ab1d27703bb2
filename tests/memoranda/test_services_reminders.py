"""Reminders of what is overdue: politely, once a week at most."""

from datetime import date

import pytest
from django.utils import timezone

from memoranda.models import Reminder
from memoranda.periodic.life import remind_executors
from memoranda.services.force import suspend_memorandum
from memoranda.services.obligations import (
    NotOverdue,
    RemindedLately,
    add_obligation,
    remind_executor,
)
from memoranda.services.progress import report_progress
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import ObligationFactory

from .life import registered_scene, speaker_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return registered_scene()


@pytest.fixture
def obligation(scene):
    return add(scene)


def add(scene):
    fields = {
        "text_kk": "Маршруттық желіні бекіту",
        "text_ru": "Утвердить маршрутную сеть",
        "executor": scene.parties[0].organisation,
        "due_on": date(2026, 3, 31),
    }
    return add_obligation(scene.memorandum, fields=fields, by=scene.secretary, at=NOON)


def report(scene, obligation):
    fields = {"text_kk": "Желі бекітілді", "percent": 40}
    return report_progress(obligation, fields=fields, by=speaker_of(scene), at=NOON)


LATE = NOON.replace(month=4, day=6)


def remind(obligation, at=LATE):
    return remind_executor(obligation, by=None, at=at)


def test_the_executor_is_reminded_once_a_week_at_most(
    scene, obligation, do_ordered_work, mailoutbox
):
    remind(obligation)
    with pytest.raises(RemindedLately):
        remind(obligation, at=LATE + 6 * DAY)
    remind(obligation, at=LATE + 7 * DAY)

    do_ordered_work(at=NOON.replace(year=2030))
    do_ordered_work(at=NOON.replace(year=2030))
    people = scene.people[0]
    told = [letter.to[0] for letter in mailoutbox if "Маршруттық желіні" in letter.body]
    assert sorted(told) == sorted([people.coordinator.email, people.head.email] * 2)


def test_nobody_is_reminded_of_what_waits_is_done_or_is_suspended(scene, obligation):
    with pytest.raises(NotOverdue):
        remind(obligation, at=NOON)
    report(scene, obligation)
    with pytest.raises(NotOverdue):
        remind(obligation)
    other = add(scene)
    suspend_memorandum(
        scene.memorandum, on=LATE.date(), reason_kk="Себебі", reason_ru="Причина",
        by=scene.secretary, at=LATE,
    )  # fmt: skip
    with pytest.raises(NotOverdue):
        remind(other)


def test_the_clock_reminds_of_all_that_is_overdue(scene, obligation, monkeypatch):
    ObligationFactory(memorandum=scene.memorandum, position=7, due_on=date(2027, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: LATE)

    remind_executors()
    remind_executors()

    assert list(Reminder.objects.values_list("obligation", flat=True)) == [obligation.pk]
