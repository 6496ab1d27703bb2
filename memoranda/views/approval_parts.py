"""What the page of approval shows: one's own sheet by stages, and how far every party is."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone

from agglo_portal.core import journal
from councils.models import Post

from ..forms.approval import StepForm
from ..models import ApprovalSheet, ApprovalStep, Memorandum
from ..permissions import (
    can_add_step,
    can_decide_step,
    can_open_approval,
    can_prepare_signing,
    can_read_approval,
    can_return_to_negotiation,
)
from ..reports.attempts import AGREED, approval_sheets
from ..reports.gates_signing import missing_to_open_approval, missing_to_prepare_signing
from .heading import heading_of

State, SheetState = Memorandum.State, ApprovalSheet.State


@dataclass(frozen=True)
class StepRow:
    """A department on the sheet, and what this person may do with it."""

    step: ApprovalStep
    may_decide: bool = False
    may_remove: bool = False
    may_reopen: bool = False

    @property
    def is_stood_in_for(self) -> bool:
        """Whether the substitute spoke, or speaks today."""
        step = self.step
        if step.decided_by_id:
            return step.decided_by_id != step.official.user_id
        return step.absent_till is not None and step.absent_till >= timezone.localdate()


@dataclass(frozen=True)
class Stage:
    """Departments that are asked together. look: done, now, bad or ahead."""

    number: int
    look: str
    rows: list[StepRow] = field(default_factory=list)


@dataclass(frozen=True)
class OwnSheet:
    """The sheet of one's own party in full; nobody else's is ever shown so."""

    sheet: ApprovalSheet
    stages: list[Stage]
    may_add: bool
    form: StepForm | None
    entries: list
    former: list[ApprovalSheet]

    @property
    def waiting_rows(self) -> list[StepRow]:
        """What waits for this very person."""
        return [row for stage in self.stages for row in stage.rows if row.may_decide]


@dataclass(frozen=True)
class Progress:
    """How far a party is: all that the others and the secretariat learn."""

    sheet: ApprovalSheet
    agreed: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.agreed


def approval_page(user, memorandum: Memorandum, form: StepForm | None = None) -> dict:
    """Gather the page; `form` comes with a step that could not be added."""
    sheets = list(approval_sheets(memorandum).prefetch_related(_steps()))
    own = [sheet for sheet in sheets if can_read_approval(user, sheet)]
    state = memorandum.state
    in_approval = state == State.APPROVAL
    return {
        **heading_of(user, memorandum, tab="approval"),
        "progress": [_progress(sheet) for sheet in sheets],
        "own_sheets": [_own(user, sheet, in_approval, form) for sheet in own],
        "in_approval": in_approval,
        "missing": _missing(memorandum),
        "may_open": state == State.NEGOTIATION and can_open_approval(user, memorandum),
        "may_prepare": in_approval and can_prepare_signing(user, memorandum),
        "may_return": in_approval and can_return_to_negotiation(user, memorandum),
    }


def step_form(sheet: ApprovalSheet, data=None) -> StepForm:
    """The form of a department, with the people of the party as their posts stand today."""
    posts = Post.objects.filter(organisation=sheet.party.organisation_id)
    posts = posts.valid_on(timezone.localdate()).select_related("official").order_by("pk")
    last = sheet.steps.order_by("-stage").values_list("stage", flat=True).first()
    prefix = f"step-{sheet.pk}"
    initial = {"stage": last or 1}
    return StepForm(data, sheet=sheet, posts=list(posts), initial=initial, prefix=prefix)


def _steps() -> Prefetch:
    steps = ApprovalStep.objects.select_related("official", "substitute", "decided_by")
    return Prefetch("steps", steps.order_by("stage", "position", "pk"))


def _progress(sheet: ApprovalSheet) -> Progress:
    steps = list(sheet.steps.all())
    return Progress(sheet, sum(step.state in AGREED for step in steps), len(steps))


def _missing(memorandum: Memorandum) -> list[str]:
    if memorandum.state == State.NEGOTIATION:
        return missing_to_open_approval(memorandum)
    return missing_to_prepare_signing(memorandum) if memorandum.state == State.APPROVAL else []


def _own(user, sheet: ApprovalSheet, in_approval: bool, typed: StepForm | None) -> OwnSheet:
    may_change = in_approval and can_add_step(user, sheet)
    may_add = may_change and sheet.state in (SheetState.OPEN, SheetState.APPROVED)
    is_typed = typed is not None and typed.sheet == sheet
    form = typed if is_typed else step_form(sheet) if may_add else None
    steps = list(sheet.steps.all())
    return OwnSheet(
        sheet,
        _stages(user, sheet, steps, in_approval, may_change),
        may_add,
        form,
        list(journal.entries_of(sheet, *steps)),
        _former(sheet),
    )


def _stages(user, sheet, steps, in_approval: bool, may_change: bool) -> list[Stage]:
    turn = next((step.stage for step in steps if step.state not in AGREED), None)
    is_open = in_approval and sheet.state == SheetState.OPEN
    stages = []
    for number, found in groupby(steps, key=lambda step: step.stage):
        rows = [
            StepRow(
                step,
                may_decide=is_open
                and number == turn
                and step.state == ApprovalStep.State.WAITING
                and can_decide_step(user, step),
                may_remove=is_open
                and may_change
                and step.state == ApprovalStep.State.WAITING
                and not step.remark,
                may_reopen=may_change and step.state == ApprovalStep.State.RETURNED,
            )
            for step in found
        ]
        stages.append(Stage(number, _look(rows, number, turn), rows))
    return stages


def _look(rows: list[StepRow], number: int, turn: int | None) -> str:
    if any(row.step.state == ApprovalStep.State.RETURNED for row in rows):
        return "bad"
    if turn is None or number < turn:
        return "done"
    return "now" if number == turn else "ahead"


def _former(sheet: ApprovalSheet) -> list[ApprovalSheet]:
    """The party's sheets of versions before: void, but what was said stays readable."""
    sheets = sheet.party.approval_sheets.exclude(pk=sheet.pk).select_related("version")
    return list(sheets.prefetch_related(_steps()).order_by("-version__number"))
