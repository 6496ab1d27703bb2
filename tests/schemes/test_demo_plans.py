"""The demo's plan and figures: loaded through the services, twice to the same end."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from councils.demo.clock import Clock
from schemes.demo import indicators, plans
from schemes.models import Indicator, IndicatorValue, Measure, MeasureReport, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demo_of_plans_and_indicators_is_repeatable(settings):
    settings.DEMO = True
    call_command("load_demo_councils", verbosity=0)
    clock = Clock.at(timezone.now())

    counts = []
    for _time in range(2):
        indicators.load(clock)
        plans.load(clock)
        kept = (Indicator, IndicatorValue, Plan, Measure, MeasureReport)
        counts.append([model.objects.count() for model in kept])

    assert counts[0] == counts[1] == [17, 45, 1, 20, 21]
    plan = Plan.objects.get()
    assert (plan.state, plan.act.number) == ("approved", "1226")
    assert {one.state for one in MeasureReport.objects.all()} == {"sent", "returned", "accepted"}
    unread = IndicatorValue.objects.filter(is_confirmed=False)
    assert {value.indicator.code for value in unread} == {
        "population-agglomeration", "area", "settlements", "housing",
    }  # fmt: skip
