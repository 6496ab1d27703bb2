"""The report of a year composes itself; counts tell how promises stand."""

from datetime import date

import pytest

from memoranda.models import Obligation, Progress
from memoranda.reports.obligations import counts_of, report_of, years_of
from tests.factories.core import NOON
from tests.factories.memoranda import ObligationFactory

from .life import registered_scene

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 1)


@pytest.fixture
def scene():
    return registered_scene()


def promise(scene, **fields):
    return ObligationFactory(
        memorandum=scene.memorandum, executor=scene.parties[0].organisation, **fields
    )


def accepted(obligation, at, percent, by, due_on=None, **fields):
    return Progress.objects.create(
        obligation=obligation, due_on=due_on or obligation.due_on, percent=percent,
        text_kk="Орындалды", state="accepted", by=by, at=at, decided_by=by, decided_at=at, **fields,
    )  # fmt: skip


def test_the_report_of_a_year_says_how_each_promise_stands(scene):
    by = scene.secretary
    done = promise(scene, state="done", done_on=date(2026, 6, 1), clause=scene.clauses[2])
    accepted(done, NOON, 100, by, is_final=True)
    late = promise(scene, due_on=date(2026, 12, 1))
    accepted(late, NOON, 40, by)
    promise(scene, due_on=date(2028, 1, 1))
    promise(scene, state="cancelled")
    promise(scene, state="done", done_on=date(2025, 1, 1))

    report = report_of(scene.memorandum, 2026, today=TODAY)

    assert [(row.standing, row.percent) for row in report.rows] == [
        ("done", 100), ("overdue", 40), ("not_started", 0),
    ]  # fmt: skip
    assert report.counts == {"done": 1, "in_progress": 0, "overdue": 1, "not_started": 1}
    assert (report.percent, report.is_whole_year) == (47, True)
    assert report.rows[0].label("ru") == "пункт 1.1"


def test_a_report_on_a_period_belongs_to_the_year_of_the_period(scene):
    yearly = promise(scene, period="yearly", due_on=date(2027, 12, 31))
    late = NOON.replace(year=2027, month=1, day=20)
    accepted(yearly, late, 50, scene.secretary, due_on=date(2026, 12, 31))

    last_year = report_of(scene.memorandum, 2026, today=TODAY)
    this_year = report_of(scene.memorandum, 2027, today=TODAY)

    assert [len(row.reports) for row in (*last_year.rows, *this_year.rows)] == [1, 0]
    assert (last_year.rows[0].standing, this_year.rows[0].standing) == (
        "in_progress", "in_progress",
    )  # fmt: skip
    assert this_year.until == TODAY


def test_the_queries_of_a_report_do_not_grow(scene, django_assert_num_queries):
    for number in range(6):
        each = promise(scene, due_on=date(2027, 1, 1))
        each.co_executors.add(scene.parties[1].organisation)
        accepted(each, NOON, number, scene.secretary)

    with django_assert_num_queries(4):
        report = report_of(scene.memorandum, 2026, today=TODAY)
        assert [row.obligation.co_executors.all()[0].name for row in report.rows]
        assert [row.reports[0].evidence for row in report.rows] == [None] * 6


def test_years_run_from_the_first_day_in_force_to_the_end(scene):
    assert years_of(scene.memorandum, TODAY) == [2027, 2026]
    scene.memorandum.ended_on = date(2026, 9, 1)
    assert years_of(scene.memorandum, TODAY) == [2026]


def test_counts(scene, django_assert_num_queries):
    states = ["open", "open", "reported", "returned", "done", "cancelled"]
    for state in states:
        done_on = date(2026, 6, 1) if state == "done" else None
        promise(scene, state=state, done_on=done_on, due_on=date(2026, 4, 1))
    promise(scene, due_on=TODAY)

    with django_assert_num_queries(1):
        counts = counts_of(Obligation.objects.all(), TODAY)

    assert (counts.total, counts.under_way, counts.reported) == (6, 5, 1)
    assert (counts.overdue, counts.done, counts.cancelled) == (4, 1, 1)
