"""Yearly reports on measures: sent, returned, sent again, accepted; reminders once (rule 32)."""

from datetime import datetime

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import Measure, MeasureReport
from schemes.periodic.plans import remind_of_measure_reports
from schemes.services.measure_reports import (
    MeasureIsCancelled,
    NoSuchYear,
    PercentWrong,
    ReportSaysNothing,
    SpentNegative,
    WhatReportLacks,
    accept_report,
    report_measure,
    return_report,
)
from schemes.services.measures import set_measure_state
from schemes.services.plans import remind_of_reports
from schemes.services.plans.locking import PlanIsNotApproved
from schemes.services.plans.reminders import NothingOwed
from tests.factories.core import ALMATY, DAY, NOON

from .planning import SAID, approved_scene, draft_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return approved_scene(scene)


def send(made, year=2025, at=NOON, upload=None, **more):
    return report_measure(
        made.measure, year=year, fields=SAID | more, by=made.speaker, at=at, upload=upload
    )


# Sending ------------------------------------------------------------------------------------------
def test_a_report_is_sent_and_the_secretariat_is_told(made, do_ordered_work):
    report = send(made, upload=SimpleUploadedFile("есеп.txt", "Дәлел".encode()))

    for _round in range(2):
        do_ordered_work(timezone.now())

    assert (report.state, report.file.name) == (MeasureReport.State.SENT, "есеп.txt")
    assert [letter.to for letter in mail.outbox] == [[made.secretary.email]]
    assert JournalEntry.objects.filter(event="measure_reported").count() == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"text_ru": " "}, ReportSaysNothing),
        ({"percent": 101}, PercentWrong),
        ({"percent": None}, PercentWrong),
        ({"spent": -1}, SpentNegative),
        ({"year": 2023}, NoSuchYear),
        ({"year": 2026}, NoSuchYear),
    ],
)
def test_a_report_is_refused_for_what_it_lacks(made, more, refusal):
    with pytest.raises(refusal):
        send(made, **more)
    assert not MeasureReport.objects.exists()


def test_nothing_is_reported_on_a_draft(scene):
    with pytest.raises(PlanIsNotApproved):
        send(draft_scene(scene))


def test_nothing_is_reported_on_a_cancelled_measure(made):
    set_measure_state(made.measure, state="cancelled", reason="Себеп", by=made.secretary, at=NOON)
    with pytest.raises(MeasureIsCancelled):
        send(made)


def test_a_report_that_waits_is_not_sent_again(made):
    send(made)
    with pytest.raises(MoveRefused):
        send(made)


# Answering ----------------------------------------------------------------------------------------
def test_a_returned_report_says_why_and_is_sent_again(made, do_ordered_work):
    report = send(made, upload=SimpleUploadedFile("есеп.txt", "Дәлел".encode()))
    with pytest.raises(WhatReportLacks):
        return_report(report, reason=" ", by=made.secretary, at=NOON)
    return_report(report, reason="Дәлел жоқ", by=made.secretary, at=NOON)
    for _round in range(2):
        do_ordered_work(timezone.now())

    again = send(made, percent=55, at=NOON + DAY)

    assert [letter.to for letter in mail.outbox if "Дәлел жоқ" in letter.body] == [
        [made.speaker.email]
    ]
    assert (again.pk, again.percent, again.file.name) == (report.pk, 55, "есеп.txt")
    accept_report(again, by=made.secretary, at=NOON + DAY)
    made.measure.refresh_from_db()
    assert made.measure.state == Measure.State.IN_PROGRESS


def test_an_accepted_report_is_answered_once(made):
    report = send(made)
    accept_report(report, by=made.secretary, at=NOON)
    with pytest.raises(MoveRefused):
        return_report(report, reason="Себеп", by=made.secretary, at=NOON)
    with pytest.raises(MoveRefused):
        accept_report(report, by=made.secretary, at=NOON)


def test_a_whole_report_ends_the_measure(made):
    accept_report(send(made, percent=100), by=made.secretary, at=NOON)
    made.measure.refresh_from_db()
    assert made.measure.state == Measure.State.DONE
    assert JournalEntry.objects.get(event="measure_moved_on").facts["percent"] == 100


def test_a_report_on_an_earlier_year_moves_nothing_after_a_later_one(made):
    accept_report(send(made, year=2025, percent=0), by=made.secretary, at=NOON)
    accept_report(send(made, year=2024, percent=60), by=made.secretary, at=NOON)
    made.measure.refresh_from_db()
    assert made.measure.state == Measure.State.PLANNED


# What is owed, and reminders ----------------------------------------------------------------------
def test_a_measure_owes_until_its_report_waits_or_is_accepted(made):
    assert list(Measure.objects.owing(2025)) == [made.measure]
    report = send(made)
    assert not Measure.objects.owing(2025).exists()
    return_report(report, reason="Себеп", by=made.secretary, at=NOON)
    assert list(Measure.objects.owing(2025)) == [made.measure]


def test_a_measure_owes_nothing_before_it_begins_or_for_a_year_outside_the_plan(made):
    assert not Measure.objects.owing(2023).exists()
    Measure.objects.update(starts_on="2026-02-01")
    assert not Measure.objects.owing(2025).exists()


@pytest.mark.parametrize(
    ("days", "letters"),
    [
        (["2026-01-05"], 0),
        (["2026-01-12"], 1),
        (["2026-01-12", "2026-01-13", "2026-01-25"], 1),
        (["2026-01-12", "2026-01-26", "2026-02-20"], 2),
    ],
)
def test_each_executor_gets_one_letter_before_the_day_and_one_after(
    made, do_ordered_work, days, letters
):
    for day in days:
        at = datetime.fromisoformat(f"{day}T09:20").replace(tzinfo=ALMATY)
        with time_machine.travel(at, tick=False):
            remind_of_measure_reports()
            for _round in range(2):
                do_ordered_work(at + DAY / 24)

    assert [letter.to for letter in mail.outbox] == [[made.speaker.email]] * letters
    reminded = JournalEntry.objects.filter(event="plan_executor_reminded")
    assert reminded.count() == letters


def test_one_letter_names_all_measures_of_the_executor(made, do_ordered_work):
    Measure.objects.create(
        plan=made.plan, direction="social", number="2", position=2, title_kk="Мектеп салу",
        title_ru="Построить школу", executor=made.executor, ends_on="2027-01-01",
    )  # fmt: skip
    remind_of_reports(made.plan, made.executor, year=2025, by=None, at=NOON)
    for _round in range(2):
        do_ordered_work(timezone.now())

    (letter,) = mail.outbox
    assert "Көлік моделін әзірлеу" in letter.body
    assert "Мектеп салу" in letter.body


def test_nobody_is_reminded_of_what_was_sent(made):
    send(made)
    with pytest.raises(NothingOwed):
        remind_of_reports(made.plan, made.executor, year=2025, by=None, at=NOON)
