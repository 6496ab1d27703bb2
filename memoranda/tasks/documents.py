"""Ordered work: files of memoranda, and the frozen files of a signing."""

from django.utils import timezone

from agglo_portal.core import outbox

from ..documents.frozen import store_frozen
from ..documents.making import FileSet, make_files
from ..models import Memorandum, SigningSheet


@outbox.handles("make_memorandum_files")
def make_memorandum_files(payload: dict) -> None:
    memorandum = Memorandum.objects.select_related("body").get(pk=payload["memorandum"])
    version = None
    if payload["version"] is not None:
        versions = memorandum.versions.select_related("memorandum", "round")
        version = versions.get(number=payload["version"])
    make_files(FileSet(memorandum, payload["purpose"], version, payload["edition"]))


@outbox.handles("freeze_memorandum")
def freeze_memorandum(payload: dict) -> None:
    sheets = SigningSheet.objects.select_related("version__memorandum")
    store_frozen(sheets.get(pk=payload["sheet"]), at=timezone.now())
