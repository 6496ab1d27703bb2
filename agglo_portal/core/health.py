"""Is the portal well: database, Redis, and how long ordered work has been waiting."""

import logging

from django.core.cache import cache
from django.db import Error as DatabaseError
from django.utils import timezone

from . import outbox

log = logging.getLogger(__name__)
OUTBOX_LATE_AFTER = 300  # seconds: the sweeper comes every few seconds


def report() -> dict:
    """Give {"ok": bool, "database": …, "redis": …, "outbox": …}; no names, addresses or errors."""
    parts = {"database": _database(), "redis": _redis()}
    parts["outbox"] = _outbox() if parts["database"] == "ok" else "unknown"
    return {"ok": all(state == "ok" for state in parts.values()), **parts}


def _database() -> str:
    try:
        outbox.oldest_due()
    except DatabaseError:
        log.exception("The database does not answer")
        return "down"
    return "ok"


def _redis() -> str:
    try:
        cache.set("health", "ok", timeout=10)
        return "ok" if cache.get("health") == "ok" else "down"
    except Exception:  # whatever the client raises means the same here
        log.exception("Redis does not answer")
        return "down"


def _outbox() -> str:
    oldest = outbox.oldest_due()
    if oldest and (timezone.now() - oldest).total_seconds() > OUTBOX_LATE_AFTER:
        return "late"
    return "ok"
