"""Work that must not be lost: promised by a row, done by a task, repeated by a sweeper.

`order()` writes a row in the caller's transaction; after commit a task does it at once. If the
broker lost the message or the worker died, the sweeper finds the row again. The row stays locked
while the work runs, and its mark is in the work's own transaction: what the handler writes to the
database happens once. What it does outside (a letter) may in the worst case happen twice.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from celery import current_app
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from .models import OutboxMessage

log = logging.getLogger(__name__)
Handler = Callable[[dict], None]
handlers: dict[str, Handler] = {}

DO_TASK = "agglo_portal.core.tasks.do_ordered_work"
RETRY_AFTER = [timedelta(seconds=s) for s in (2, 10, 60, 300, 900)]
# After a failure the broker is left alone so long: a request with many letters waits for it once.
BROKER_REST_SECONDS = 5.0
_broker_rests_until = 0.0


def handles(kind: str):
    """Name the function that does this kind of work; it takes the payload and may run twice."""

    def register(function: Handler) -> Handler:
        handlers[kind] = function
        return function

    return register


def order(kind: str, *, key: str, at: datetime, **payload) -> OutboxMessage:
    """Promise work in the current transaction; the same key again is the same promise."""
    message, created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={"kind": kind, "payload": payload, "ordered_at": at, "due_at": at},
    )
    if created:
        _hurry_on_commit(message)
    return message


@transaction.atomic
def order_again(message: OutboxMessage, *, at: datetime) -> OutboxMessage:
    """Give failed work a fresh start; work that waits or is done stays as it is."""
    message = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    if message.state == OutboxMessage.State.FAILED:
        message.state = OutboxMessage.State.WAITING
        message.attempts = 0
        message.due_at = at
        message.error = ""
        message.save(update_fields=["state", "attempts", "due_at", "error"])
        _hurry_on_commit(message)
    return message


def due(*, at: datetime, most: int = 200) -> list[int]:
    """Give the ids of the work that waits and is due, oldest first."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, due_at__lte=at)
    return list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:most])


def oldest_due() -> datetime | None:
    """Give the time since which the oldest undone work has been due; nothing if all is done."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING)
    return waiting.aggregate(oldest=Min("due_at"))["oldest"]


def do(message_id: int) -> None:
    """Do one promised work and mark it; nothing if it is done, not due, or in another's hands."""
    if not _count_attempt(message_id):
        return
    try:
        with transaction.atomic():
            message = _waiting(message_id)
            if message is None:
                return
            handlers[message.kind](message.payload)
            message.state = OutboxMessage.State.DONE
            message.done_at = timezone.now()
            message.error = ""
            message.save(update_fields=["state", "done_at", "error"])
    except Exception as error:  # whatever went wrong is kept on the row and tried again
        log.exception("Ordered work %s failed", message_id)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        _mark_failed(message_id, error)


def _waiting(message_id: int) -> OutboxMessage | None:
    rows = OutboxMessage.objects.select_for_update(skip_locked=True)
    return rows.filter(pk=message_id, state=OutboxMessage.State.WAITING).first()


@transaction.atomic
def _count_attempt(message_id: int) -> bool:
    """Count the attempt before it starts, so that work which kills its worker also gives up."""
    message = _waiting(message_id)
    if message is None or message.due_at > timezone.now():
        return False
    message.attempts += 1
    message.started_at = timezone.now()
    given_up = message.attempts > len(RETRY_AFTER) + 1
    if given_up:
        message.state = OutboxMessage.State.FAILED
        message.error = message.error or "The worker died each time."
    message.save(update_fields=["attempts", "started_at", "state", "error"])
    return not given_up


@transaction.atomic
def _mark_failed(message_id: int, error: Exception) -> None:
    message = _waiting(message_id)
    if message is None:
        return
    given_up = message.attempts > len(RETRY_AFTER)
    message.state = OutboxMessage.State.FAILED if given_up else OutboxMessage.State.WAITING
    message.due_at = timezone.now() + RETRY_AFTER[min(message.attempts, len(RETRY_AFTER)) - 1]
    message.error = f"{type(error).__name__}: {error}"[:2000]
    message.save(update_fields=["state", "due_at", "error"])


def _hurry_on_commit(message: OutboxMessage) -> None:
    """Ask a worker to do it at once; a lost broker costs only the sweeper's few seconds."""

    def hurry():
        global _broker_rests_until
        if time.monotonic() < _broker_rests_until:
            return
        try:
            current_app.send_task(DO_TASK, kwargs={"message_id": message.pk})
        except Exception as error:  # the act is done: no answer of a broker may fail the request
            _broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
            log.warning("The broker is away (%s): %s waits for the sweeper", error, message.key)

    transaction.on_commit(hurry)
