"""Imports that nobody went on with are let go: their staged rows are as many as their files'."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from ..models import Import
from ..services.imports import cancel_import

WAITS = timedelta(days=14)
WAITING = (Import.State.DESCRIBED, Import.State.CHECKED)


@shared_task
def cancel_idle_imports() -> None:
    now = timezone.now()
    for job in Import.objects.filter(state__in=WAITING, updated_at__lt=now - WAITS).order_by("pk"):
        cancel_import(job, by=None, at=now)
