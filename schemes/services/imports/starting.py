"""Bringing a file, and letting it go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.files import FileTooLarge, store_judged
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move

from ...geofiles.reading import Limits
from ...geofiles.reading.limits import MEGABYTE
from ...models import Edition, Import, Layer
from ..locks import NotADraft, NotYetFilled, lock_edition
from .ordering import lock_import, next_turn, order_description

MEDIA_TYPE = "application/octet-stream"  # what it is, is found out by the reading process


class ForeignLayer(Refused):
    code = "import_into_foreign_layer"
    message = _("The layer is not of this scheme.")


@transaction.atomic
def start_import(edition: Edition, *, layer: Layer, upload, by: User, at: datetime) -> Import:
    """Keep the file and order its reading; nothing of it goes into the edition yet.

    Refuses an edition that is no draft or is still being filled, a layer of another scheme, and
    a file that is too large.
    """
    edition = lock_edition(edition)
    if not edition.is_draft:
        raise NotADraft
    if edition.filled_at is None:
        raise NotYetFilled
    if layer.scheme_id != edition.scheme_id:
        raise ForeignLayer
    if upload.size > Limits.file_bytes:
        raise FileTooLarge(limit=f"{Limits.file_bytes // MEGABYTE} MB")
    file = store_judged(upload.name, upload, MEDIA_TYPE, by=by, at=at)
    job = Import.objects.create(
        edition=edition, layer=layer, file=file, started_at=at, started_by=by
    )
    journal.record("import_started", edition, by=by, at=at, layer=layer.code, file=file.name)
    order_description(job, at=at)
    return job


@transaction.atomic
def cancel_import(job: Import, *, by: User | None, at: datetime) -> Import:
    """Let the import go: its rows are forgotten, the edition stays as it was.

    A worker that is writing holds the import: who comes later finds it written and is refused.
    """
    job = lock_import(job)
    require_move(job, Import.State.CANCELLED)
    next_turn(job)
    job.state = Import.State.CANCELLED
    job.ended_at = at
    job.save(update_fields=["state", "choices", "ended_at", "updated_at"])
    job.rows.all().delete()
    journal.record("import_cancelled", job.edition, by=by, at=at, file=job.file.name)
    return job
