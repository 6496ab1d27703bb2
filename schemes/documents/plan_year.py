"""The consolidated report of a plan's year: what executors said and the secretariat accepted."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agglo_portal.core.dates import official_date
from agglo_portal.core.documents import render_pdf
from agglo_portal.core.files import store_bytes

from ..models import PlanFile
from ..reports.plan_year import Year, YearRow, year_of
from ..reports.values import money

TEMPLATE = "schemes/documents/plan_year.typ"


def make_plan_file(file: PlanFile, *, at: datetime) -> None:
    """Render the report in the language of the file and put it in the place of the former one."""
    with translation.override(file.language):
        report = year_of(file.plan, file.year, reads_all=False, organisations=set())
        data = year_as_data(file, report, at=at)
    pdf = render_pdf(TEMPLATE, data, language=file.language, title=data["title"], at=at)
    name = f"{file.plan.code}-{file.year}-{file.language}.pdf"
    file.file = store_bytes(name, pdf, "application/pdf", by=file.ordered_by, at=at)
    file.made_at = at
    file.save(update_fields=["file", "made_at", "updated_at"])


def year_as_data(file: PlanFile, report: Year, *, at: datetime) -> dict:
    """Give the words of the report in the active language."""
    act = file.plan.act
    day = official_date(timezone.localdate(at))
    return {
        "title": _("Report by the results of %(year)s") % {"year": file.year},
        "plan": file.plan.name,
        "act": f"{capfirst(act.get_kind_display())} {official_date(act.adopted_on)} № {act.number}"
        if act and act.adopted_on
        else "",
        "totals": [
            {"label": label, "count": count}
            for label, count in (
                (_("Measures"), str(report.total)),
                (_("Reports accepted"), str(report.counts["accepted"])),
                (_("No report"), str(report.counts["missing"])),
                (_("Done on average"), f"{report.percent} %"),
                (_("Planned, thousand tenge"), money(report.planned)),
                (_("Spent, thousand tenge"), money(report.spent)),
            )
        ],
        "labels": {
            "executor": _("Executor"),
            "done": _("Done, %"),
            "planned": _("Planned, thousand tenge"),
            "spent": _("Spent, thousand tenge"),
            "none": _("No report was accepted for this year."),
        },
        "groups": [
            {"name": capfirst(group.label), "rows": [_row(row, file) for row in group.rows]}
            for group in report.groups
        ],
        "footer": _("As of {day}").format(day=day),
    }


def _row(row: YearRow, file: PlanFile) -> dict:
    report = row.report
    said = ""
    if report:
        said = report.text_ru if file.language == "ru" else report.text_kk
    return {
        "title": str(row.measure),
        "executor": row.measure.executor.name,
        "percent": str(report.percent) if report else "—",
        "planned": money(row.planned),
        "spent": money(report.spent) if report else "—",
        "language": "ru" if file.language == "ru" else "kk",
        "said": said.split("\n") if said else [],
    }
