"""Last step: confirmed rows become objects of the draft, all of them or none."""

from django.db import connection
from django.db.models import F
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Edition, Import, ImportRow
from . import checks, progress
from .reporting import count_rows
from .turns import refuse, take, take_locked

BLOCK = 10_000
# Each trigger first asks which triggers are ignored. Unanswered, that is an error caught in a
# subtransaction, whose end walks through all checks put off so far: minutes for many rows.
QUIET_TRIGGERS = "SET LOCAL pgtrigger.ignore = '{}'"
INSERT = """
INSERT INTO schemes_feature (
    uid, created_at, updated_at, key, name_kk, name_ru, name_en, attributes, phase_id, status,
    responsible_id, cost, source, version, changed_at, changed_by_id, edition_id, layer_id,
    lineage, shape
)
SELECT gen_random_uuid(), %(at)s, %(at)s, {key}, {name_kk}, {name_ru}, {name_en},
       COALESCE(r.values->'attributes', '{{}}'), {phase}, {status}, {responsible}, {cost}, {source},
       1, %(at)s, %(by)s, %(edition)s, %(layer)s, gen_random_uuid(), r.shape
FROM schemes_importrow r
WHERE r.job_id = %(job)s AND r.outcome = 'new' AND r.number BETWEEN %(first)s AND %(last)s
ORDER BY r.number
"""
UPDATE = """
UPDATE schemes_feature f
SET {changes}, shape = r.shape, version = f.version + 1,
    changed_at = %(at)s, changed_by_id = %(by)s, updated_at = %(at)s
FROM schemes_importrow r
WHERE r.job_id = %(job)s AND r.outcome = 'updated'
  AND f.edition_id = %(edition)s AND f.layer_id = %(layer)s AND f.removed_at IS NULL
  AND f.key = r.values->>'key' AND f.key <> ''
"""


def write_rows(job_id: int, turn: int, by_id: int | None) -> None:
    """Write the rows under the lock of the draft; what changed meanwhile is shown, not written."""
    job = take(job_id, Import.State.WRITING, turn)
    if job is None:
        return
    at = timezone.now()
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=job.edition_id)
    job = take_locked(job_id, Import.State.WRITING, turn)
    if job is None:
        return
    if not edition.is_draft:
        refuse(job, "edition_is_not_a_draft", {}, at=at)
        return
    if edition.revision != job.report.get("revision") and _is_other_now(job, edition):
        return
    _write(job, at=at, by_id=by_id)
    Edition.objects.filter(pk=edition.pk).update(revision=F("revision") + 1, updated_at=at)
    job.rows.filter(problems=[]).delete()  # what is told of stays for the report
    job.state = Import.State.WRITTEN
    job.ended_at = at
    job.save(update_fields=["state", "ended_at", "updated_at"])
    counts = job.report["counts"]
    journal.record(
        "import_written", edition, by=_person(by_id), at=at,
        layer=str(job.layer.code), file=job.file.name,
        new=counts["new"], updated=counts["updated"], same=counts["same"],
        refused=counts["refused"], job=str(job.uid),
    )  # fmt: skip
    progress.forget(job)


def _is_other_now(job: Import, edition: Edition) -> bool:
    """Compare anew: if the draft has changed so that the report is no longer true, say so."""
    before = job.report["counts"]
    checks.compare(job)
    report = job.report | count_rows(job) | {"revision": edition.revision}
    job.report = report
    if report["counts"] == before:
        job.save(update_fields=["report", "updated_at"])
        return False
    job.report["changed_meanwhile"] = True
    job.state = Import.State.CHECKED
    job.save(update_fields=["state", "report", "updated_at"])
    return True


def _write(job: Import, *, at, by_id: int | None) -> None:
    """One update for all that changed, then new objects block by block."""
    given = checks.parameters(job) | {"at": at, "by": by_id}
    sets = [f"{column} = {value}" for column, value in checks.changes(job).items()]
    insert = INSERT.format(**{code: value for code, (_column, value) in checks.NEW.items()})
    last = ImportRow.objects.filter(job=job).order_by("-number").values_list("number", flat=True)
    highest = last.first() or 0
    with connection.cursor() as cursor:
        cursor.execute(QUIET_TRIGGERS)
        update = (
            UPDATE.format(changes=", ".join(sets)) if sets else UPDATE.replace("{changes}, ", "")
        )
        with checks.big_joins():
            cursor.execute(update, given)
        for first in range(0, highest + 1, BLOCK):
            cursor.execute(insert, given | {"first": first, "last": first + BLOCK - 1})
            progress.tell(job, min(first + BLOCK, highest), highest)


def _person(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk).first()
