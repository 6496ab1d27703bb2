"""Each step of an import is ordered for a turn: a later choice makes an earlier order void."""

from datetime import datetime

from agglo_portal.core import outbox

from ...models import Import


def lock_import(job: Import) -> Import:
    """Lock the import until the transaction ends and give it as it is now."""
    rows = Import.objects.select_for_update(of=("self",)).select_related(
        "edition__scheme__body", "layer__scheme__body", "file"
    )
    return rows.get(pk=job.pk)


def next_turn(job: Import) -> int:
    """Begin a new turn of the import; the caller saves its choices."""
    job.choices = {**job.choices, "turn": job.choices.get("turn", 0) + 1}
    return job.choices["turn"]


def key_of(job: Import) -> str:
    """Give the key under which the present step was ordered."""
    return f"import-{job.uid}-{job.choices.get('turn', 0)}"


def order_description(job: Import, *, at: datetime) -> None:
    outbox.order(
        "describe_import", key=key_of(job), at=at, job=job.pk, turn=job.choices.get("turn", 0)
    )


def order_staging(job: Import, *, at: datetime) -> None:
    outbox.order("stage_import", key=key_of(job), at=at, job=job.pk, turn=job.choices["turn"])


def order_writing(job: Import, *, by_id: int, at: datetime) -> None:
    outbox.order(
        "write_import", key=key_of(job), at=at, job=job.pk, turn=job.choices["turn"], by=by_id
    )
