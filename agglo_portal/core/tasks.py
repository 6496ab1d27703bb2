"""Work that the outbox orders: load, one call."""

from celery import shared_task

from . import outbox


@shared_task
def do_ordered_work(*, message_id: int) -> None:
    outbox.do(message_id)
