"""Work that the clock orders."""

from celery import shared_task
from django.utils import timezone

from . import idempotency, outbox


@shared_task
def sweep_outbox() -> None:
    """Do what is due and was not done at once: the sure path of the outbox."""
    for message_id in outbox.due(at=timezone.now()):
        outbox.do(message_id)


@shared_task
def forget_old_answers() -> None:
    """Remove what programs were answered long ago."""
    idempotency.forget_old_answers(at=timezone.now())
