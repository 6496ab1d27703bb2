"""Ordered work of the plans: letters about yearly reports, the documents; load, one call."""

from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import User
from councils.models import Organisation, Post
from councils.readers import SPEAKING, accounts_of, secretariat_accounts

from ..documents import plan_year
from ..letters import plans as letters
from ..models import MeasureReport, Plan, PlanFile


@outbox.handles("tell_of_measure_reports")
def tell_of_measure_reports(payload: dict) -> None:
    """Remind the coordinator of the executor; without one, its head and deputies."""
    posts = Post.objects.filter(organisation=payload["organisation"], kind__in=SPEAKING)
    coordinators = posts.filter(kind=Post.Kind.COORDINATOR)
    for user_id in accounts_of(coordinators) or accounts_of(posts):
        key = "measure-reports:{plan}:{year}:{organisation}:{when}:".format(**payload)
        outbox.order(
            "send_measure_reports_due", key=f"{key}{user_id}", at=timezone.now(),
            **payload, user=user_id,
        )  # fmt: skip


@outbox.handles("send_measure_reports_due")
def send_measure_reports_due(payload: dict) -> None:
    letters.send_reports_due(
        Plan.objects.get(pk=payload["plan"]),
        Organisation.objects.get(pk=payload["organisation"]),
        User.objects.get(pk=payload["user"]),
        year=payload["year"],
        when=payload["when"],
    )


@outbox.handles("tell_of_measure_report")
def tell_of_measure_report(payload: dict) -> None:
    """Tell the secretariat of the plan's body that a report waits."""
    report = _report(payload["report"])
    for user_id in secretariat_accounts(report.measure.plan.body_id):
        outbox.order(
            "send_measure_report_sent",
            key=f"measure-report-sent:{report.pk}:{report.sent_at.isoformat()}:{user_id}",
            at=timezone.now(),
            report=report.pk,
            user=user_id,
        )


@outbox.handles("send_measure_report_sent")
def send_measure_report_sent(payload: dict) -> None:
    report = _report(payload["report"])
    sending = f"{report.sent_at:%Y%m%d%H%M%S}"
    letters.send_report_sent(report, User.objects.get(pk=payload["user"]), sending=sending)


@outbox.handles("send_measure_report_returned")
def send_measure_report_returned(payload: dict) -> None:
    report = _report(payload["report"])
    if report.sent_by and report.answered_at:
        sending = f"{report.answered_at:%Y%m%d%H%M%S}"
        letters.send_report_returned(report, report.sent_by, sending=sending)


@outbox.handles("make_plan_file")
def make_plan_file(payload: dict) -> None:
    rows = PlanFile.objects.select_related("plan__act", "ordered_by")
    plan_year.make_plan_file(rows.get(pk=payload["file"]), at=timezone.now())


def _report(pk: int) -> MeasureReport:
    rows = MeasureReport.objects.select_related("measure__plan", "measure__executor", "sent_by")
    return rows.get(pk=pk)
