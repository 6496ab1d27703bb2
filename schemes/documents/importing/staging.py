"""Second step: the rows of the chosen layer, mapped, repaired, matched; nothing written yet."""

import json
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from ...geofiles import reading
from ...models import Import, ImportRow
from . import checks, progress
from .reporting import count_rows
from .targets import targets_of
from .turns import refuse, take, take_locked
from .values import RowReader

RAW_TABLE = """
DROP TABLE IF EXISTS pg_temp.import_raw;
CREATE TEMP TABLE import_raw (
    number integer, shape geometry(Geometry, 4326), vals jsonb, problems jsonb
) ON COMMIT DROP
"""
COPY = "COPY import_raw (number, shape, vals, problems) FROM STDIN"
COPY_BLOCK = 256 * 1024
IN_WGS84 = "SRID=4326;"


def stage_rows(job_id: int, turn: int) -> None:
    """Stage every row of the layer with what is wrong with it; refuse a file that breaks off."""
    job = take(job_id, Import.State.STAGING, turn)
    if job is None:
        return
    ImportRow.objects.filter(job=job).delete()
    try:
        reference, warnings = _read(job)
    except reading.Unreadable as error:
        if job := take_locked(job_id, Import.State.STAGING, turn):
            refuse(job, error.code, error.facts, at=timezone.now())
        return
    checks.take_over(job)
    checks.compare(job)
    report = count_rows(job) | {
        "revision": job.edition.revision,
        "reference": {"code": reference.code, "name": reference.name},
        "accuracy_m": reference.accuracy_m,
        "warnings": warnings,
    }
    _finish(job_id, turn, report)
    progress.forget(job)


def _finish(job_id: int, turn: int, report: dict) -> None:
    job = take_locked(job_id, Import.State.STAGING, turn)
    if job is None:  # cancelled or chosen anew meanwhile
        ImportRow.objects.filter(job_id=job_id).delete()
        return
    job.state = Import.State.CHECKED
    job.report = report
    job.done_rows = job.total_rows = report["counts"]["rows"]
    job.save(update_fields=["state", "report", "done_rows", "total_rows", "updated_at"])


def _read(job: Import) -> tuple[reading.Reference, list]:
    """Copy the rows as they are read into a table of this transaction."""
    chosen = job.choices
    with override("kk"):
        reader = RowReader(job.layer, targets_of(job.layer, "kk"), chosen)
    choice = reading.Choice(
        layer=chosen["layer"],
        encoding=chosen.get("encoding", ""),
        reference=chosen.get("reference", ""),
        geometry=chosen.get("geometry", {}),
        swap_axes=chosen.get("swap_axes", False),
    )
    with connection.cursor() as cursor:
        cursor.execute(RAW_TABLE)
        with (
            job.file.file.open("rb") as file,
            reading.rows(file, choice, name=job.file.name) as rows,
        ):
            lines = _Lines(_lines(job, rows, reader))
            cursor.copy_expert(COPY, lines, size=COPY_BLOCK)
            if lines.failure:
                raise lines.failure
            return rows.reference, rows.warnings


def _lines(job: Import, rows, reader: RowReader) -> Iterator[str]:
    """Give each row as a line of COPY."""
    total = job.total_rows
    for count, row in enumerate(rows, start=1):
        values, problems = reader.read(row)
        shape = IN_WGS84 + row.wkb if row.wkb else r"\N"
        yield f"{row.number}\t{shape}\t{_json(values)}\t{_json(problems)}\n"
        if count % progress.EVERY == 0:
            progress.tell(job, count, total)


def _json(value) -> str:
    text = json.dumps(value, ensure_ascii=False).replace("\\u0000", "")
    return text.replace("\\", "\\\\")


class _Lines:
    """A file that COPY reads; what went wrong while reading is kept, COPY would hide it."""

    def __init__(self, lines: Iterator[str]):
        self._lines, self._rest = lines, b""
        self.failure: reading.Unreadable | None = None

    def read(self, size: int) -> bytes:
        parts, length = [self._rest], len(self._rest)
        try:
            while length < size and (line := next(self._lines, "")):
                data = line.encode("utf-8", "replace")
                parts.append(data)
                length += len(data)
        except reading.Unreadable as error:
            self.failure = error
            return b""
        block = b"".join(parts)
        self._rest = block[size:]
        return block[:size]
