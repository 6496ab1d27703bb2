"""The days of force and the overdue promises.

One record that refuses, because a person was quicker, holds up no other.
"""

from collections.abc import Callable

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from agglo_portal.core.rules import Refused

from ..models import Memorandum, Obligation
from ..services.force import bring_into_force, end_terminated, expire_memorandum
from ..services.obligations import REMINDED_EVERY, remind_executor


@shared_task
def keep_force() -> None:
    """Let enter into force, end and expire whose day has come; several times a day."""
    today = timezone.localdate()
    texts = Memorandum.objects.texts()
    registered = texts.filter(state=Memorandum.State.REGISTERED, in_force_on__lte=today)
    _each(registered, bring_into_force)
    announced = texts.filter(
        ended_on__isnull=True, force_events__kind="terminated", force_events__on__lte=today
    )
    _each(announced.exclude(state=Memorandum.State.CANCELLED), end_terminated)
    standing = [Memorandum.State.IN_FORCE, Memorandum.State.SUSPENDED]
    _each(texts.filter(state__in=standing, ends_on__lt=today), expire_memorandum)


@shared_task
def remind_executors() -> None:
    """Remind the executors of what is overdue, each of a promise once a week at most."""
    now = timezone.now()
    asked = Obligation.objects.filter(
        state__in=[Obligation.State.OPEN, Obligation.State.RETURNED],
        due_on__lt=timezone.localdate(now),
        memorandum__state=Memorandum.State.IN_FORCE,
    ).exclude(reminders__at__gt=now - REMINDED_EVERY)
    _each(asked, remind_executor)


def _each(rows: QuerySet, act: Callable) -> None:
    for record in rows.order_by("pk"):
        try:
            act(record, by=None, at=timezone.now())
        except Refused:
            continue
