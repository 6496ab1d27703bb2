"""Assignments: what became of the points of a registered decision."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move

from ..models import Assignment


class NotYetThen(Refused):
    """What was executed was executed by today, and not before it was decided."""

    code = "not_yet_then"
    message = _("The day must lie between the decision and today.")


@transaction.atomic
def complete_assignment(
    assignment: Assignment,
    *,
    on: date,
    progress_kk: str,
    progress_ru: str,
    by: User,
    at: datetime,
) -> Assignment:
    """Mark an assignment as executed on a day, with what was done in kk and ru.

    Refuses what is done already, and a day in the future or before the decision's registration.
    """
    assignment = _locked(assignment)
    require_move(assignment, Assignment.State.DONE)
    registered_at = assignment.point.decision.registered_at
    if on > timezone.localdate(at) or (registered_at and on < timezone.localdate(registered_at)):
        raise NotYetThen

    assignment.state = Assignment.State.DONE
    assignment.done_on = on
    assignment.progress_kk = progress_kk.strip()
    assignment.progress_ru = progress_ru.strip()
    assignment.save(update_fields=["state", "done_on", "progress_kk", "progress_ru", "updated_at"])
    _show_on_decision(assignment)
    journal.record(
        "assignment_completed",
        assignment,
        by=by,
        at=at,
        from_state=Assignment.State.IN_PROGRESS,
        to_state=assignment.state,
        on=on.isoformat(),
    )
    return assignment


@transaction.atomic
def reopen_assignment(
    assignment: Assignment, *, by: User, at: datetime, reason: str = ""
) -> Assignment:
    """Put an executed assignment back in progress; what was written about it stays.

    Refuses what is in progress already.
    """
    assignment = _locked(assignment)
    require_move(assignment, Assignment.State.IN_PROGRESS)
    assignment.state = Assignment.State.IN_PROGRESS
    assignment.done_on = None
    assignment.save(update_fields=["state", "done_on", "updated_at"])
    _show_on_decision(assignment)
    journal.record(
        "assignment_reopened",
        assignment,
        by=by,
        at=at,
        from_state=Assignment.State.DONE,
        to_state=assignment.state,
        reason=reason.strip(),
    )
    return assignment


def _show_on_decision(assignment: Assignment) -> None:
    """Date the decision anew: who pulls changes and feeds sees the execution (domain rule 53)."""
    assignment.point.decision.save(update_fields=["updated_at"])


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("point__decision")
    return rows.get(pk=assignment.pk)
