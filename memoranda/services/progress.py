"""Reports on promises: sent by the executor with evidence, accepted or returned."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.files import store_upload
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move
from councils.services.fields import only

from ..models import Memorandum, Obligation, Progress
from ..rules import force
from .locks import lock_obligation, lock_progress

FIELDS = {"text_kk", "text_ru", "percent", "is_final"}
KEPT = (Memorandum.State.IN_FORCE, Memorandum.State.SUSPENDED)


class NotInForceYet(Refused):
    code = "not_in_force"
    message = _("Reports are sent while the memorandum is in force.")


class ReportEmpty(Refused):
    code = "report_empty"
    message = _("Say in Kazakh or in Russian what was done.")


class WrongPercent(Refused):
    code = "wrong_percent"
    message = _("What is done is between 0 and 100 percent.")


class WhyReturned(Refused):
    code = "return_reason_needed"
    message = _("Say what the report lacks.")


@transaction.atomic
def report_progress(
    obligation: Obligation, *, fields: dict, by: User, at: datetime, upload=None
) -> Progress:
    """Send the executor's report: what was done (kk or ru), how far in percent, whether that was
    all, a file as evidence; give the report.

    A final report is 100 percent. Refuses while another report waits, what is done or taken off,
    a memorandum that is not in force, an empty report, and a file that is not accepted.
    """
    obligation = lock_obligation(obligation)
    if obligation.memorandum.state not in KEPT:
        raise NotInForceYet
    require_move(obligation, Obligation.State.REPORTED)
    fields = {"text_kk": "", "text_ru": "", "percent": 0, "is_final": False} | only(FIELDS, fields)
    fields["text_kk"], fields["text_ru"] = fields["text_kk"].strip(), fields["text_ru"].strip()
    if not (fields["text_kk"] or fields["text_ru"]):
        raise ReportEmpty
    if fields["is_final"]:
        fields["percent"] = 100
    if not 0 <= (fields["percent"] or 0) <= 100:
        raise WrongPercent
    fields["percent"] = fields["percent"] or 0

    evidence = store_upload(upload, by=by, at=at) if upload is not None else None
    progress = Progress.objects.create(
        obligation=obligation, due_on=obligation.due_on, evidence=evidence, by=by, at=at, **fields
    )
    before, obligation.state = obligation.state, Obligation.State.REPORTED
    obligation.save(update_fields=["state", "updated_at"])
    journal.record(
        "progress_reported",
        obligation,
        by=by,
        at=at,
        from_state=before,
        to_state=obligation.state,
        percent=progress.percent,
        is_final=progress.is_final,
    )
    outbox.order("tell_of_progress", key=f"progress:{progress.pk}", at=at, progress=progress.pk)
    return progress


@transaction.atomic
def accept_progress(progress: Progress, *, by: User, at: datetime) -> Progress:
    """Accept a report: a final one ends the obligation; else it stays to be done, and of a
    repeated one the deadline moves to the end of the next period (domain rule 56).

    Refuses a report that was answered already.
    """
    progress = lock_progress(progress)
    require_move(progress, Progress.State.ACCEPTED)
    _answer(progress, Progress.State.ACCEPTED, by=by, at=at)
    obligation = progress.obligation
    if progress.is_final:
        _settle(obligation, Obligation.State.DONE)
        obligation.done_on = timezone.localdate(progress.at)
    else:
        _settle(obligation, Obligation.State.OPEN)
        if progress.due_on and obligation.due_on == progress.due_on:
            obligation.due_on = force.next_due(obligation.period, obligation.due_on) or (
                obligation.due_on
            )
    obligation.save(update_fields=["state", "done_on", "due_on", "updated_at"])
    _record("progress_accepted", progress, by=by, at=at)
    return progress


@transaction.atomic
def return_progress(progress: Progress, *, reason: str, by: User, at: datetime) -> Progress:
    """Return a report to be corrected, and say what it lacks; its words stay on the record.

    Refuses a report that was answered already, and a missing reason.
    """
    progress = lock_progress(progress)
    require_move(progress, Progress.State.RETURNED)
    if not reason.strip():
        raise WhyReturned
    progress.reason = reason.strip()
    _answer(progress, Progress.State.RETURNED, by=by, at=at)
    _settle(progress.obligation, Obligation.State.RETURNED)
    progress.obligation.save(update_fields=["state", "updated_at"])
    _record("progress_returned", progress, by=by, at=at, reason=progress.reason)
    outbox.order(
        "send_progress_returned",
        key=f"progress-returned:{progress.pk}",
        at=at,
        progress=progress.pk,
    )
    return progress


def _answer(progress: Progress, state, *, by: User, at: datetime) -> None:
    progress.state = state
    progress.decided_by, progress.decided_at = by, at
    progress.save(update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"])


def _settle(obligation: Obligation, state) -> None:
    require_move(obligation, state)
    obligation.state = state


def _record(event: str, progress: Progress, *, by: User, at: datetime, **facts) -> None:
    obligation = progress.obligation
    journal.record(
        event,
        obligation,
        by=by,
        at=at,
        from_state=Obligation.State.REPORTED,
        to_state=obligation.state,
        report=str(progress.uid),
        **facts,
    )
