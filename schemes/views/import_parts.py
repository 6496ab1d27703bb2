"""What the page of an import shows, state by state."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core.models import OutboxMessage

from ..documents.importing import (
    field_names,
    progress_of,
    sentence_of,
    short_of,
    why_refused,
)
from ..geofiles.reading import Layer as Source
from ..geofiles.reading import words
from ..models import Import, Layer
from ..reports.imports import rows_of
from ..services.imports import key_of

FIRST_ROWS = 12
STATES = Import.State
WORKING = {STATES.UPLOADED, STATES.STAGING, STATES.WRITING}
TONES = {"new": "ok", "updated": "info", "same": "", "refused": "bad"}


def steps_of(job: Import | None) -> list[dict]:
    """The four steps, with the present one."""
    place = 1
    if job is not None:
        place = {STATES.UPLOADED: 1, STATES.DESCRIBED: 2, STATES.STAGING: 3, STATES.CHECKED: 3}.get(
            job.state, 4
        )
    labels = [_("File"), _("Columns"), _("Check"), _("Objects in the draft")]
    return [
        {"number": number, "label": label, "is_now": number == place, "is_done": number < place}
        for number, label in enumerate(labels, start=1)
    ]


def types_in_words(source: Source) -> list[str]:
    """Say which kinds of shapes a layer of the file has, in the words of our layers."""
    kinds = Layer.GeometryType
    found = {
        kind
        for name in source.geometry_types
        for part, kind in (("Point", kinds.POINT), ("Line", kinds.LINE), ("Polygon", kinds.POLYGON))
        if part in name
    }
    return [str(kind.label) for kind in kinds if kind in found]


def progress_parts(job: Import) -> dict:
    """Whether a worker has the import, how far it is, and whether it gave up."""
    is_working = job.state in WORKING or (job.state == STATES.DESCRIBED and not job.description)
    parts = {"is_working": is_working, "why": ""}
    if job.state == STATES.REFUSED:
        parts["why"] = why_refused(job.refusal)
    if is_working:
        done, total = progress_of(job)
        total = total or job.total_rows
        failed = OutboxMessage.State.FAILED
        parts |= {
            "done": done,
            "total": total,
            "percent": min(100, done * 100 // total) if total and done else 0,
            "gave_up": OutboxMessage.objects.filter(key=key_of(job), state=failed).exists(),
        }
    return parts


def checked_parts(job: Import) -> dict:
    """The report of a check, or what is left of it after writing."""
    report, counts = job.report, job.report["counts"]
    codes = [
        {"code": code, "text": short_of(code), "count": count, "is_warning": is_warning}
        for code, is_warning, count in report["codes"]
    ]
    box = report.get("bounds")
    return {
        "counts": counts,
        "good": counts["new"] + counts["updated"],
        "codes": codes,
        "warnings": [words.reason(code, facts) for code, facts in report.get("warnings", [])],
        "reference": report["reference"],
        "accuracy": report["accuracy_m"],
        "bounds": ",".join(f"{one:.6f}" for one in box) if box else "",
        "rows": lines_of(job, rows_of(job, told=True)[:FIRST_ROWS]),
        "told_count": rows_of(job, told=True).count(),
        "changed_meanwhile": report.get("changed_meanwhile", False),
        "base_url": reverse("schemes:map_info", args=[job.edition.scheme.code, job.edition.code]),
    }


def lines_of(job: Import, rows) -> list[dict]:
    """Rows as the page shows them: number, what it is called, outcome, what is wrong and where."""
    names = field_names(job.layer, (get_language() or "kk")[:2])
    return [
        {
            "number": row.number,
            "name": row.values.get("name_kk") or row.values.get("name_ru") or row.values.get("key"),
            "outcome": row.get_outcome_display(),
            "tone": TONES.get(row.outcome, ""),
            "problems": [problem_line(one, names) for one in row.problems],
        }
        for row in rows.defer("shape")
    ]


def problem_line(problem: dict, names: dict[str, str]) -> dict:
    column = problem["facts"].get("column") or ""
    return {
        "field": names.get(problem["field"], problem["field"]),
        "column": column,
        "text": sentence_of(problem),
        "is_warning": problem["is_warning"],
    }
