"""Every way of sending, accepting and returning a report, against its plain rule."""

from itertools import product

import pytest
from django.db import transaction

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import MeasureReport
from schemes.services.measure_reports import accept_report, report_measure, return_report
from tests.factories.core import NOON

from .planning import SAID, approved_scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# From each state, where an act leads; what is not here is refused.
RULE = {
    ("", "send"): "sent",
    ("sent", "accept"): "accepted",
    ("sent", "return"): "returned",
    ("returned", "send"): "sent",
}


def do(made, act):
    report = MeasureReport.objects.first()
    if act == "send":
        report_measure(made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)
    elif report is None:
        raise MoveRefused(current="", wanted="")
    elif act == "accept":
        accept_report(report, by=made.secretary, at=NOON)
    else:
        return_report(report, reason="Себеп", by=made.secretary, at=NOON)


def test_every_way_of_a_report_follows_the_rule(scene):
    made = approved_scene(scene)
    for way in product(("send", "accept", "return"), repeat=4):
        with transaction.atomic():
            state, done = "", 0
            before = JournalEntry.objects.count()
            for act in way:
                wanted = RULE.get((state, act))
                if wanted is None:
                    with pytest.raises(MoveRefused), transaction.atomic():
                        do(made, act)
                    continue
                do(made, act)
                state, done = wanted, done + 1
                assert MeasureReport.objects.get().state == state, way
            moved = JournalEntry.objects.filter(event="measure_moved_on").count()
            assert JournalEntry.objects.count() - before == done + moved, way
            transaction.set_rollback(True)
