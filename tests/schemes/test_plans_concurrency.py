"""Two hands on one plan at the same moment: one act each, nothing lost and nothing twice."""

from functools import partial

import pytest
from django.db import transaction

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import MeasureReport
from schemes.services.measure_reports import accept_report, report_measure, return_report
from schemes.services.measures import add_measure, move_measure
from tests.councils.threads import refusals, together
from tests.factories.core import NOON
from tests.factories.schemes import make_scheme

from .planning import SAID, add, approved_scene, draft_scene, measure_fields

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HANDS = 6


def atomically(act):
    with transaction.atomic():
        act()


def test_a_report_sent_by_several_hands_is_one():
    made = approved_scene(make_scheme())
    send = partial(report_measure, made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)

    results = together(*[partial(atomically, send)] * HANDS)

    assert len(refusals(results, MoveRefused)) == HANDS - 1
    assert MeasureReport.objects.count() == 1
    assert JournalEntry.objects.filter(event="measure_reported").count() == 1


def test_a_report_accepted_and_returned_at_once_is_answered_once():
    made = approved_scene(make_scheme())
    report = report_measure(made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)
    accept = partial(accept_report, report, by=made.secretary, at=NOON)
    give_back = partial(return_report, report, reason="Себеп", by=made.secretary, at=NOON)

    results = together(*[partial(atomically, act) for act in (accept, give_back) * 2])

    assert len(refusals(results, MoveRefused)) == 3
    answers = ("measure_report_accepted", "measure_report_returned")
    assert JournalEntry.objects.filter(event__in=answers).count() == 1


def test_measures_added_and_moved_at_once_stand_in_one_order():
    made = draft_scene(make_scheme())
    add(made)
    write = partial(add_measure, made.plan, fields=measure_fields(made), by=made.secretary, at=NOON)
    move = partial(move_measure, made.measure, to_position=9, by=made.secretary, at=NOON)

    results = together(*[partial(atomically, act) for act in (write, move) * 3])

    assert set(results) == {None}
    places = list(made.plan.measures.order_by("position").values_list("position", flat=True))
    numbers = set(made.plan.measures.values_list("number", flat=True))
    assert places == [1, 2, 3, 4, 5]
    assert numbers == {"1", "2", "3", "4", "5"}
