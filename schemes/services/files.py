"""Files of an edition: data for other programs, maps in print, reports; made once, on order."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage, User
from agglo_portal.core.rules import Refused

from ..models import Edition, SchemeFile
from ..rules import orders

FORGOTTEN = [SchemeFile.Purpose.EXPORT, SchemeFile.Purpose.PRINT]
MOST_WAITING = 60  # ordered by people without an account and not yet made


class TooManyFilesWait(Refused):
    code = "too_many_files_wait"
    message = _("Many files are being made now. Try again in a few minutes.")


@transaction.atomic
def order_file(
    edition: Edition, *, purpose: str, order: Mapping, by: User | None, at: datetime
) -> SchemeFile:
    """Promise a file; the same order of the same revision is the same file, begun anew if it
    failed. Anyone may order of what they may see. It changes nothing of the domain: no journal.
    """
    key = key_of(edition, purpose=purpose, order=order)
    if by is None and _count_waiting() >= MOST_WAITING and not _is_known(key):
        raise TooManyFilesWait
    file, _is_new = SchemeFile.objects.get_or_create(
        key=key,
        defaults={
            "edition": edition,
            "purpose": purpose,
            "order": dict(order),
            "ordered_at": at,
            "ordered_by": by,
        },
    )
    if file.file_id is None:
        work = outbox.order("make_scheme_file", key=f"scheme-file:{key}", at=at, file=file.pk)
        file.work = outbox.order_again(work, at=at)
        file.save(update_fields=["work", "updated_at"])
    return file


@transaction.atomic
def forget_file(file: SchemeFile, *, by: User | None, at: datetime) -> None:
    """Delete a file that was made long ago: who wants it orders it again and gets it anew.

    Nothing if it is too young, or no data and no print. What it was made of stays: no journal.
    """
    rows = SchemeFile.objects.select_for_update(of=("self",)).select_related("file", "work")
    now = rows.filter(pk=file.pk, purpose__in=FORGOTTEN, ordered_at__lt=too_old_on(at)).first()
    if now is None:
        return
    work = now.work
    delete_with_bytes(now)
    if work is not None:
        work.delete()  # else the same order would be held for done


def delete_with_bytes(file: SchemeFile) -> None:
    """Delete a file, and what is kept of it on the disk once that is certain."""
    stored = file.file
    file.delete()
    if stored is not None:
        stored.delete()
        transaction.on_commit(partial(stored.file.storage.delete, stored.file.name))


def too_old_on(at: datetime) -> datetime:
    """Give the time before which a file was ordered that is forgotten now."""
    return at - timedelta(days=settings.SCHEME_FILE_DAYS)


def _count_waiting() -> int:
    waiting = SchemeFile.objects.filter(
        file__isnull=True, ordered_by__isnull=True, work__state=OutboxMessage.State.WAITING
    )
    return waiting.count()


def _is_known(key: str) -> bool:
    return SchemeFile.objects.filter(key=key).exists()


def find_ordered(edition: Edition, *, purpose: str, order: Mapping) -> SchemeFile | None:
    """Give the file of the same order, if somebody has ordered it already."""
    return SchemeFile.objects.filter(key=key_of(edition, purpose=purpose, order=order)).first()


def key_of(edition: Edition, *, purpose: str, order: Mapping) -> str:
    """Give the key of an order as the edition, its layers and its scheme are now."""
    scheme = edition.scheme
    changed = scheme.layers.aggregate(last=Max("updated_at"))["last"]
    looks = [edition.state, scheme.updated_at.isoformat(), changed.isoformat() if changed else ""]
    return orders.key_of(
        edition=str(edition.uid),
        revision=edition.revision,
        looks=" ".join(looks),
        purpose=purpose,
        order=order,
    )
