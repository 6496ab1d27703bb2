"""The yearly reports of a plan: a letter to each executor before the day, and one after it.

One executor who refuses, because a report came in meanwhile, holds up no other.
"""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from agglo_portal.core.rules import Refused
from councils.models import Organisation

from ..models import Measure, Plan
from ..rules import reporting
from ..services.plans import remind_of_reports


@shared_task
def remind_of_measure_reports() -> None:
    """Remind the executors of approved plans of what they owe for the year that ended."""
    now = timezone.now()
    today = timezone.localdate(now)
    year = today.year - 1
    due = reporting.due_of(year, settings.MEASURE_REPORT_DUE)
    if today < due - timedelta(days=settings.MEASURE_REPORT_REMINDER_DAYS):
        return
    owing = Measure.objects.owing(year).order_by("plan", "executor")
    for plan_id, executor_id in owing.values_list("plan", "executor").distinct():
        try:
            remind_of_reports(
                Plan.objects.get(pk=plan_id),
                Organisation.objects.get(pk=executor_id),
                year=year,
                by=None,
                at=now,
            )
        except Refused:
            continue
