"""First step: what the file holds."""

from django.utils import timezone

from ...geofiles import reading
from ...models import Import
from .turns import refuse, take, take_locked

AWAITED = (Import.State.UPLOADED, Import.State.DESCRIBED)


def describe_file(job_id: int, turn: int) -> None:
    """Read what the file holds, in letters that were chosen or found out; refuse what it is not."""
    job = next(filter(None, (take(job_id, state, turn) for state in AWAITED)), None)
    if job is None:
        return
    refusal = described = None
    try:
        with job.file.file.open("rb") as file:
            described = reading.describe(
                file, name=job.file.name, encoding=job.choices.get("encoding", "")
            )
    except reading.Unreadable as error:
        refusal = error
    job = take_locked(job_id, job.state, turn)
    if job is None:
        return
    if refusal:
        refuse(job, refusal.code, refusal.facts, at=timezone.now())
        return
    job.state = Import.State.DESCRIBED
    job.description = described.as_data()
    job.save(update_fields=["state", "description", "updated_at"])
