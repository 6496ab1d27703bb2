"""Letters about the yearly reports of a plan."""

from django.conf import settings
from django.urls import reverse

from agglo_portal.core.letters import send_letter
from agglo_portal.core.models import User
from councils.models import Organisation

from ..models import Measure, MeasureReport, Plan
from ..rules import reporting


def send_reports_due(
    plan: Plan, organisation: Organisation, user: User, *, year: int, when: str
) -> None:
    """Remind one who speaks for the executor; nothing once every report was sent."""
    owed = Measure.objects.owing(year).filter(plan=plan, executor=organisation).in_order()
    measures = list(owed)
    if not measures:
        return
    send_letter(
        "schemes/letters/measure_reports_due.txt",
        user,
        name=f"measure-reports.{plan.uid}.{year}.{when}.{user.pk}",
        page=lambda: reverse("schemes:plan_detail", args=[plan.code]) + "?whose=owed",
        facts={
            "plan": plan,
            "organisation": organisation,
            "measures": measures,
            "year": year,
            "due_on": reporting.due_of(year, settings.MEASURE_REPORT_DUE),
            "is_late": when == "late",
        },
    )


def send_report_sent(report: MeasureReport, user: User, *, sending: str) -> None:
    """Tell the secretariat that a report waits; nothing once it was answered."""
    if report.state == MeasureReport.State.SENT:
        _about_report("measure_report_sent", report, user, sending)


def send_report_returned(report: MeasureReport, user: User, *, sending: str) -> None:
    """Tell the one who reported that the report came back, and why."""
    if report.state == MeasureReport.State.RETURNED:
        _about_report("measure_report_returned", report, user, sending)


def _about_report(kind: str, report: MeasureReport, user: User, sending: str) -> None:
    send_letter(
        f"schemes/letters/{kind}.txt",
        user,
        name=f"{kind}.{report.uid}.{sending}.{user.pk}",
        page=report.measure.get_absolute_url,
        facts={"report": report, "measure": report.measure, "plan": report.measure.plan},
    )
