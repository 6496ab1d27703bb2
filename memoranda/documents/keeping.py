"""Keeps the frozen files of a signing: once, and never others."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import StoredFile

from ..models import SigningSheet


@transaction.atomic
def keep_frozen(
    sheet: SigningSheet, *, file_kk: StoredFile, file_ru: StoredFile, at: datetime
) -> bool:
    """Keep the two files that will be signed; say whether they were kept (domain rule 47).

    A signing that has its files keeps those, one that was taken back gets none: the worker may
    come twice or late. The database refuses to exchange them afterwards.
    """
    now = SigningSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if now.state != SigningSheet.State.PREPARED or now.file_kk_id or now.file_ru_id:
        return False
    now.file_kk, now.file_ru = file_kk, file_ru
    now.save(update_fields=["file_kk", "file_ru", "updated_at"])
    journal.record(
        "memorandum_frozen",
        sheet.version.memorandum,
        by=None,
        at=at,
        version=sheet.version.number,
        sha256_kk=file_kk.sha256,
        sha256_ru=file_ru.sha256,
    )
    return True
