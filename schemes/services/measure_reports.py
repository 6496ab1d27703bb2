"""Yearly reports on measures: sent by the executor, accepted or returned (domain rule 32)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.files import store_upload
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move
from councils.services.fields import only

from ..models import Measure, MeasureReport, Plan
from ..rules import reporting
from .plans.locking import PlanIsNotApproved, lock_measure, lock_report

FIELDS = {"percent", "text_kk", "text_ru", "spent"}


class NoSuchYear(Refused):
    code = "no_report_for_the_year"
    message = _("Nothing is reported on {year}: the plan does not hold it or it is not over yet.")


class MeasureIsCancelled(Refused):
    code = "measure_is_cancelled"
    message = _("The measure is cancelled: nothing is reported on it.")


class ReportSaysNothing(Refused):
    code = "measure_report_empty"
    message = _("Say in Kazakh and in Russian what was done.")


class PercentWrong(Refused):
    code = "measure_percent_wrong"
    message = _("What is done is between 0 and 100 percent.")


class SpentNegative(Refused):
    code = "spent_negative"
    message = _("The money spent cannot be below nought.")


class WhatReportLacks(Refused):
    code = "report_return_reason_needed"
    message = _("Say what the report lacks.")


@transaction.atomic
def report_measure(
    measure: Measure, *, year: int, fields: dict, by: User, at: datetime, upload=None
) -> MeasureReport:
    """Send the executor's report on a year: percent, what was done (kk and ru), money spent, a
    file. One that was returned is corrected and sent again; its file stays unless another comes.

    Refuses a plan that is not approved, a year outside it or not over, a cancelled measure, a
    report that waits or is accepted, a text missing in a language, a wrong number, a bad file.
    """
    measure = lock_measure(measure)
    _require_reportable(measure, year, at)
    said = _sound(only(FIELDS, fields))
    report = measure.reports.filter(year=year).first()
    if report is None:
        report = MeasureReport(measure=measure, year=year)
        before = ""
    else:
        require_move(report, MeasureReport.State.SENT)
        before, report.state = report.state, MeasureReport.State.SENT
    for name, value in said.items():
        setattr(report, name, value)
    if upload is not None:
        report.file = store_upload(upload, by=by, at=at)
    report.sent_at, report.sent_by = at, by
    report.save()
    _record("measure_reported", report, by=by, at=at, before=before)
    outbox.order(
        "tell_of_measure_report",
        key=f"measure-report:{report.pk}:{at.isoformat()}",
        at=at,
        report=report.pk,
    )
    return report


@transaction.atomic
def accept_report(report: MeasureReport, *, by: User, at: datetime) -> MeasureReport:
    """Accept a report: the measure is then under way, or done if all of it is.

    Refuses a report that was answered already.
    """
    report = lock_report(report)
    require_move(report, MeasureReport.State.ACCEPTED)
    _answer(report, MeasureReport.State.ACCEPTED, by=by, at=at)
    _record("measure_report_accepted", report, by=by, at=at, before=MeasureReport.State.SENT)
    _carry_on(report, by=by, at=at)
    return report


@transaction.atomic
def return_report(report: MeasureReport, *, reason: str, by: User, at: datetime) -> MeasureReport:
    """Return a report to be corrected, and say what it lacks.

    Refuses a report that was answered already, and a missing reason.
    """
    report = lock_report(report)
    require_move(report, MeasureReport.State.RETURNED)
    if not reason.strip():
        raise WhatReportLacks
    report.return_reason = reason.strip()
    _answer(report, MeasureReport.State.RETURNED, by=by, at=at)
    _record(
        "measure_report_returned", report, by=by, at=at, before=MeasureReport.State.SENT,
        reason=report.return_reason,
    )  # fmt: skip
    outbox.order(
        "send_measure_report_returned",
        key=f"measure-report-returned:{report.pk}:{at.isoformat()}",
        at=at,
        report=report.pk,
    )
    return report


def _require_reportable(measure: Measure, year: int, at: datetime) -> None:
    plan = measure.plan
    if plan.state != Plan.State.APPROVED:
        raise PlanIsNotApproved
    if measure.state == Measure.State.CANCELLED:
        raise MeasureIsCancelled
    years = reporting.years_to_report(plan.from_year, plan.to_year, timezone.localdate(at))
    has_begun = measure.starts_on is None or measure.starts_on.year <= year
    if year not in years or not has_begun:
        raise NoSuchYear(year=year)


def _sound(fields: dict) -> dict:
    said = {"text_kk": "", "text_ru": "", "percent": None, "spent": None} | fields
    said["text_kk"], said["text_ru"] = said["text_kk"].strip(), said["text_ru"].strip()
    if not (said["text_kk"] and said["text_ru"]):
        raise ReportSaysNothing
    if said["percent"] is None or not 0 <= said["percent"] <= 100:
        raise PercentWrong
    if said["spent"] is not None and said["spent"] < Decimal(0):
        raise SpentNegative
    return said


def _answer(report: MeasureReport, state, *, by: User, at: datetime) -> None:
    report.state = state
    report.answered_by, report.answered_at = by, at
    report.save(
        update_fields=["state", "return_reason", "answered_by", "answered_at", "updated_at"]
    )


def _carry_on(report: MeasureReport, *, by: User, at: datetime) -> None:
    """An accepted report moves its measure on: the last year's word counts."""
    measure = report.measure
    later = measure.reports.filter(state=MeasureReport.State.ACCEPTED, year__gt=report.year)
    wanted = Measure.State.DONE if report.percent == 100 else Measure.State.IN_PROGRESS
    starts = report.percent > 0 and measure.state == Measure.State.PLANNED
    ends = report.percent == 100 and measure.state == Measure.State.IN_PROGRESS
    if later.exists() or not (starts or ends):
        return
    before, measure.state = measure.state, wanted
    measure.save(update_fields=["state", "updated_at"])
    journal.record(
        "measure_moved_on", measure, by=by, at=at, from_state=before, to_state=wanted,
        year=report.year, percent=report.percent,
    )  # fmt: skip


def _record(event: str, report: MeasureReport, *, by: User, at: datetime, before, **facts) -> None:
    journal.record(
        event,
        report.measure,
        by=by,
        at=at,
        from_state=before,
        to_state=report.state,
        report=str(report.uid),
        year=report.year,
        percent=report.percent,
        **facts,
    )
