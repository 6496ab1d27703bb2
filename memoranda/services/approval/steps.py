"""Steps of an approval sheet: departments in stages, their words, who stands in for whom."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move
from councils.services.fields import only

from ...models import ApprovalSheet, ApprovalStep, Memorandum
from ...reports.attempts import AGREED, current_stage, decided_stage
from ..locks import lock_approval, lock_step
from .refusals import (
    NotAskedToAgree,
    PersonTwice,
    RemarkNeeded,
    SheetClosed,
    StageBegun,
    StageNotBegun,
    StepDecided,
    SubstituteNeeded,
)

State = ApprovalStep.State
FIELDS = {"stage", "department_kk", "department_ru", "official", "substitute", "absent_till"}
EVENTS = {
    State.AGREED: "approval_step_agreed",
    State.AGREED_WITH_REMARKS: "approval_step_remarked",
    State.RETURNED: "approval_step_returned",
}


@transaction.atomic
def add_step(sheet: ApprovalSheet, *, fields: dict, by: User, at: datetime) -> ApprovalStep:
    """Put a department on the party's sheet, and write to who decides if its stage has begun.

    Steps of one stage are asked together, a later stage after the earlier ones have agreed. A
    sheet on which all have agreed is under agreement again. Refuses a stage before one in which
    somebody spoke, an absent person without a substitute, and a sheet that is returned or void.
    """
    sheet = lock_approval(sheet)
    _require_approval(sheet, ApprovalSheet.State.OPEN, ApprovalSheet.State.APPROVED)
    step = ApprovalStep(sheet=sheet, **only(FIELDS, fields))
    begun = decided_stage(sheet)
    if step.stage < begun:
        raise StageBegun(stage=begun)
    if step.absent_till and step.substitute is None:
        raise SubstituteNeeded
    if step.substitute_id is not None and step.substitute_id == step.official_id:
        raise PersonTwice

    step.position = sheet.steps.count() + 1
    step.save()
    if sheet.state == ApprovalSheet.State.APPROVED:
        _set_state(sheet, ApprovalSheet.State.OPEN, at=at)
    _ask_who_is_next(sheet, at=at)
    _record("approval_step_added", step, by=by, at=at, stage=step.stage)
    return step


@transaction.atomic
def remove_step(step: ApprovalStep, *, by: User, at: datetime) -> None:
    """Take a step that nobody has decided off the sheet; those who remain may then be enough.

    Refuses a decided step, also one that was returned and reopened: what was said stays.
    """
    step = lock_step(step)
    _require_approval(step.sheet, ApprovalSheet.State.OPEN)
    if step.state != State.WAITING or step.remark:
        raise StepDecided
    _record("approval_step_removed", step, by=by, at=at, on=step.sheet, stage=step.stage)
    step.delete()
    _go_on(step.sheet, by=by, at=at)


@transaction.atomic
def decide_step(
    step: ApprovalStep, *, outcome: str, remark: str = "", by: User, at: datetime
) -> ApprovalStep:
    """Agree, agree with remarks, or return the text with the reason; give the step.

    The last agreement of the sheet approves it for the party; a return stops it. Refuses anybody
    but the named person (or the substitute while that person is absent), a stage that has not
    begun, remarks or a return without words, and a second decision.
    """
    step = lock_step(step)
    require_move(step, State(outcome))
    _require_approval(step.sheet, ApprovalSheet.State.OPEN)
    if not _decides(by, step, at):
        raise NotAskedToAgree
    if step.stage != current_stage(step.sheet):
        raise StageNotBegun
    if outcome != State.AGREED and not remark.strip():
        raise RemarkNeeded

    step.state = outcome
    step.remark = remark.strip()
    step.decided_by = by
    step.decided_at = at
    step.save()
    _record(EVENTS[outcome], step, by=by, at=at, remark=step.remark)
    if outcome == State.RETURNED:
        _set_state(step.sheet, ApprovalSheet.State.RETURNED, at=at)
    else:
        _go_on(step.sheet, by=by, at=at)
    return step


@transaction.atomic
def reopen_step(step: ApprovalStep, *, by: User, at: datetime) -> ApprovalStep:
    """Ask the department that returned the text once more; its reason stays readable.

    Refuses a step that was not returned, and a sheet that is void.
    """
    step = lock_step(step)
    require_move(step, State.WAITING)
    _require_approval(step.sheet, ApprovalSheet.State.RETURNED)
    step.state = State.WAITING
    step.decided_by = step.decided_at = None
    step.save()
    _set_state(step.sheet, ApprovalSheet.State.OPEN, at=at)
    _ask(step, at=at)
    _record("approval_step_reopened", step, by=by, at=at, remark=step.remark)
    return step


def _require_approval(sheet: ApprovalSheet, *states: str) -> None:
    if sheet.party.memorandum.state != Memorandum.State.APPROVAL or sheet.state not in states:
        raise SheetClosed(state=sheet.get_state_display())


def _decides(user: User, step: ApprovalStep, at: datetime) -> bool:
    """Whether this person's word is the step's today (compare permissions.can_decide_step)."""
    if step.official.user_id == user.pk:
        return True
    is_absent = step.absent_till is not None and step.absent_till >= timezone.localdate(at)
    return is_absent and step.substitute.user_id == user.pk


def _go_on(sheet: ApprovalSheet, *, by: User, at: datetime) -> None:
    """Approve the sheet if all have agreed, else ask the stage whose turn it is."""
    if not sheet.steps.exists() or sheet.steps.exclude(state__in=AGREED).exists():
        _ask_who_is_next(sheet, at=at)
        return
    _set_state(sheet, ApprovalSheet.State.APPROVED, at=at)
    journal.record(
        "party_approved",
        sheet.party.memorandum,
        by=by,
        at=at,
        version=sheet.version.number,
        party_kk=sheet.party.organisation.name_kk,
        party_ru=sheet.party.organisation.name_ru,
    )


def _ask_who_is_next(sheet: ApprovalSheet, *, at: datetime) -> None:
    for step in sheet.steps.filter(stage=current_stage(sheet), state=State.WAITING):
        _ask(step, at=at)


def _ask(step: ApprovalStep, *, at: datetime) -> None:
    """Promise the letter to who decides: once, and once more after each return."""
    returns = journal.entries_of(step).filter(event="approval_step_returned").count()
    outbox.order(
        "send_approval_request",
        key=f"approval_request:{step.uid}:{returns}",
        at=at,
        step=step.pk,
        returns=returns,
    )


def _set_state(sheet: ApprovalSheet, state: str, *, at: datetime) -> None:
    require_move(sheet, state)
    sheet.state = state
    sheet.closed_at = at if state == ApprovalSheet.State.APPROVED else None
    sheet.save(update_fields=["state", "closed_at", "updated_at"])


def _record(event: str, step: ApprovalStep, *, by, at: datetime, on=None, **facts) -> None:
    """Write the act on the step: only its own party reads there what was said."""
    department = {"department_kk": step.department_kk, "department_ru": step.department_ru}
    journal.record(event, on or step, by=by, at=at, **department, **facts)
