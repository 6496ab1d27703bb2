"""Ordered work: files of an edition."""

from django.utils import timezone

from agglo_portal.core import outbox

from ..documents.making import make_file
from ..models import SchemeFile


@outbox.handles("make_scheme_file")
def make_scheme_file(payload: dict) -> None:
    """Nothing if the file was forgotten meanwhile."""
    file = SchemeFile.objects.filter(pk=payload["file"]).first()
    if file is not None:
        make_file(file, at=timezone.now())
