"""What nobody confirmed is forgotten, with the names and addresses in it."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from ..models import PublicRemark
from ..services.remarks import forget_remark


@shared_task
def forget_unconfirmed_remarks() -> None:
    now = timezone.now()
    too_old = now - timedelta(days=settings.REMARK_CONFIRM_DAYS)
    for remark in PublicRemark.objects.filter(state=PublicRemark.State.SENT, sent_at__lt=too_old):
        forget_remark(remark, by=None, at=now)
