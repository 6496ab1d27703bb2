"""Whose turn it is: a step works for the choices it was ordered for, or not at all."""

from ...models import Import


def take(job_id: int, state: str, turn: int) -> Import | None:
    """Give the import if it still waits for this step; nothing if it was cancelled or goes anew."""
    rows = Import.objects.select_related("layer", "edition__scheme", "file", "started_by")
    return _if_awaited(rows.filter(pk=job_id).first(), state, turn)


def take_locked(job_id: int, state: str, turn: int) -> Import | None:
    """As `take`, and nobody cancels it until the transaction ends."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("layer", "edition__scheme")
    return _if_awaited(rows.filter(pk=job_id).first(), state, turn)


def refuse(job: Import, code: str, facts: dict, *, at) -> None:
    """End the import: its file cannot be read or written, and why."""
    job.rows.all().delete()
    job.state = Import.State.REFUSED
    job.refusal = {"code": code, "facts": facts}
    job.ended_at = at
    job.save(update_fields=["state", "refusal", "ended_at", "updated_at"])


def _if_awaited(job: Import | None, state: str, turn: int) -> Import | None:
    if job is None or job.state != state or job.choices.get("turn", 0) != turn:
        return None
    return job
