"""The days of the rounds: a polite reminder before and after, and the end."""

from datetime import timedelta

from celery import shared_task
from django.db.models import F, Q
from django.utils import timezone

from ..models import Memorandum, Round
from ..services.negotiation import close_round, remind_parties
from .life import _each

DAYS_BEFORE = 2
DAYS_AFTER = 1


@shared_task
def close_rounds() -> None:
    """Close the rounds whose day is over; several times a day, what is closed stays as it is."""
    over = Round.objects.filter(closed_at__isnull=True, due_on__lt=timezone.localdate())
    _each(over.select_related("version"), close_round)


@shared_task
def remind_of_rounds() -> None:
    """Remind the parties that owe an answer two days before the round's day and on the day after;
    a party that was reminded today is left alone."""
    today = timezone.localdate()
    asked = Q(versions__round__due_on=today + timedelta(days=DAYS_BEFORE))
    asked |= Q(versions__round__due_on=today - timedelta(days=DAYS_AFTER))
    negotiated = Memorandum.objects.texts().filter(state=Memorandum.State.NEGOTIATION)
    present = negotiated.filter(asked, versions__number=F("version_number"))
    _each(present.distinct(), remind_parties)
