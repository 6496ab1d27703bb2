"""The word of a person by which checked rows become objects."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move

from ...models import Import
from ..locks import NotADraft
from .ordering import lock_import, next_turn, order_writing


class BadRowsRemain(Refused):
    code = "import_bad_rows_remain"
    message = _(
        "Rows that cannot be imported: {count}. Leave them out, or correct the file and bring "
        "it again."
    )


class NothingToWrite(Refused):
    code = "import_nothing_to_write"
    message = _("No row of the file changes anything: there is nothing to import.")


@transaction.atomic
def confirm_import(job: Import, *, leave_out: bool, by: User, at: datetime) -> Import:
    """Order the writing of all good rows at once; bad ones are left out only by explicit word.

    Refuses an unchecked import, bad rows that nobody left out, a check without anything new, and
    an edition that is no longer a draft.
    """
    job = lock_import(job)
    require_move(job, Import.State.WRITING)
    if not job.edition.is_draft:
        raise NotADraft
    counts = job.report["counts"]
    if counts["refused"] and not leave_out:
        raise BadRowsRemain(count=counts["refused"])
    if not counts["new"] + counts["updated"]:
        raise NothingToWrite
    next_turn(job)
    job.state = Import.State.WRITING
    job.leaves_out_bad_rows = leave_out
    job.report = {key: value for key, value in job.report.items() if key != "changed_meanwhile"}
    job.save(update_fields=["state", "choices", "leaves_out_bad_rows", "report", "updated_at"])
    journal.record(
        "import_confirmed", job.edition, by=by, at=at, file=job.file.name,
        new=counts["new"], updated=counts["updated"], refused=counts["refused"],
    )  # fmt: skip
    order_writing(job, by_id=by.pk, at=at)
    return job
