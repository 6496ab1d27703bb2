"""Work that the clock orders."""

from celery import shared_task
from django.utils import timezone

from . import outbox


@shared_task
def sweep_outbox() -> None:
    """Do what is due and was not done at once: the sure path of the outbox."""
    for message_id in outbox.due(at=timezone.now()):
        outbox.do(message_id)
