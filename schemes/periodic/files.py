"""Files of schemes that were made long ago are forgotten: the same order makes them anew."""

from celery import shared_task
from django.utils import timezone

from ..models import SchemeFile
from ..services.files import FORGOTTEN, forget_file, too_old_on


@shared_task
def forget_old_files() -> None:
    now = timezone.now()
    old = SchemeFile.objects.filter(purpose__in=FORGOTTEN, ordered_at__lt=too_old_on(now))
    for file in old.order_by("pk"):
        forget_file(file, by=None, at=now)
