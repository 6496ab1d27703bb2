"""How far a step is: told beside the database, whose transaction nobody sees into."""

import logging

from django.core.cache import cache

from ...models import Import

log = logging.getLogger(__name__)
KEPT_SECONDS = 600
EVERY = 2_000


def _key(job_id: int) -> str:
    return f"schemes.import.{job_id}"


def tell(job: Import, done: int, total: int) -> None:
    """Say how many rows are done; a cache that is away costs only the bar on the page."""
    try:
        cache.set(_key(job.pk), (done, total), KEPT_SECONDS)
    except Exception as error:  # whatever the cache raises: the work goes on
        log.warning("Progress of import %s is not told: %s", job.pk, error)


def progress_of(job: Import) -> tuple[int, int]:
    """Give the rows done and the rows in all; zeros if nothing was told."""
    try:
        return tuple(cache.get(_key(job.pk), (0, 0)))
    except Exception:  # as above
        return 0, 0


def forget(job: Import) -> None:
    """The step is over."""
    try:
        cache.delete(_key(job.pk))
    except Exception as error:  # as above
        log.warning("Progress of import %s is not forgotten: %s", job.pk, error)
