"""Measures of a plan: written, put in order, carried out, taken off."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move
from councils.services.fields import changes, only

from ..models import Measure, Plan
from .plans.locking import (
    PlanIsNotADraft,
    PlanIsNotApproved,
    lock_measure,
    lock_open_plan,
)

FIELDS = {
    "direction", "number", "title_kk", "title_ru", "title_en", "completion_kk", "completion_ru",
    "completion_en", "executor", "co_executors", "starts_on", "ends_on", "is_schematic", "source",
}  # fmt: skip
# Moves that say themselves why: work begins, work is done.
PLAIN_MOVES = {("planned", "in_progress"), ("in_progress", "done")}
EVENTS = {
    Measure.State.PLANNED: "measure_put_back",
    Measure.State.IN_PROGRESS: "measure_begun",
    Measure.State.DONE: "measure_done",
    Measure.State.CANCELLED: "measure_cancelled",
}


class MeasureUntitled(Refused):
    code = "measure_untitled"
    message = _("A measure needs its title in Kazakh and in Russian.")


class MeasureNumberTaken(Refused):
    code = "measure_number_taken"
    message = _("The plan already has a measure with this number.")


class MeasureDatesWrong(Refused):
    code = "measure_dates_wrong"
    message = _("The measure ends before it starts.")


class WhyMeasureChanged(Refused):
    """An approved plan changes by an act or by an exact reason, never silently."""

    code = "measure_change_reason_needed"
    message = _("The plan is approved: say why the measure is changed, and by which act.")


class WhyMeasureMoved(Refused):
    code = "measure_state_reason_needed"
    message = _("Say why the state of the measure changes so.")


@transaction.atomic
def add_measure(plan: Plan, *, fields: dict, by: User, at: datetime) -> Measure:
    """Write a measure at the end of a draft plan; without a number it gets the next one.

    Refuses a plan that is no longer a draft or agreed to by a maslikhat, a title missing in a
    language, a taken number, an end before the start.
    """
    plan = lock_open_plan(plan)
    fields = only(FIELDS, fields)
    helpers = fields.pop("co_executors", ())
    last = plan.measures.aggregate(last=Max("position"))["last"] or 0
    measure = Measure(plan=plan, position=last + 1, **fields)
    measure.number = measure.number.strip() or _next_number(plan)
    _require_sound(measure)
    measure.save()
    measure.co_executors.set(_without_executor(measure, helpers))
    journal.record(
        "measure_added", measure, by=by, at=at, to_state=measure.state, number=measure.number
    )
    return measure


@transaction.atomic
def change_measure(
    measure: Measure, *, fields: dict, reason: str = "", by: User, at: datetime
) -> Measure:
    """Change the words, the executor or the dates; nothing new is no act. In an approved plan the
    reason is written down, and the journal keeps the former deadline (domain rule 25).

    Refuses a submitted plan, a draft agreed to by a maslikhat, an approved one without a reason,
    and what add_measure would refuse.
    """
    measure = lock_measure(measure)
    is_approved = measure.plan.state == Plan.State.APPROVED
    if not is_approved:
        measure.plan = lock_open_plan(measure.plan)
    fields = only(FIELDS, fields)
    helpers = fields.pop("co_executors", None)
    before = measure.ends_on
    changed = changes(measure, fields)
    for name, value in changed.items():
        setattr(measure, name, value)
    now = set(measure.co_executors.all())
    wanted = now if helpers is None else set(_without_executor(measure, helpers))
    if not changed and wanted == now:
        return measure
    if is_approved and not reason.strip():
        raise WhyMeasureChanged
    _require_sound(measure)
    measure.save(update_fields=[*changed, "updated_at"])
    measure.co_executors.set(wanted)
    facts = {"reason": reason.strip(), "ends_before": before.isoformat()}
    names = sorted(changed) + ["co_executors"] * (wanted != now)
    event = "measure_amended" if is_approved else "measure_changed"
    journal.record(
        event, measure, by=by, at=at, fields=names, ends_after=measure.ends_on.isoformat(), **facts
    )
    return measure


@transaction.atomic
def move_measure(measure: Measure, *, to_position: int, by: User, at: datetime) -> Measure:
    """Put the measure at another place among those of its draft plan; the same place is no act.

    Refuses a plan that is no longer a draft or agreed to by a maslikhat.
    """
    measure = lock_measure(measure)
    plan = lock_open_plan(measure.plan)
    rows = list(plan.measures.order_by("position", "pk"))
    before = rows.index(measure)
    to = max(0, min(to_position - 1, len(rows) - 1))
    if to == before:
        return measure
    rows.insert(to, rows.pop(before))
    for position, row in enumerate(rows, start=1):
        row.position = position
    Measure.objects.bulk_update(rows, ["position"])
    measure.position = to + 1
    journal.record("measure_moved", measure, by=by, at=at, to_position=measure.position)
    return measure


@transaction.atomic
def remove_measure(measure: Measure, *, by: User, at: datetime) -> None:
    """Take a measure out of a draft plan; the plan's journal keeps its number and title.

    Refuses a plan that is no longer a draft or agreed to by a maslikhat: of an approved plan a
    measure is cancelled instead.
    """
    measure = lock_measure(measure)
    plan = lock_open_plan(measure.plan)
    facts = {"title_kk": measure.title_kk, "title_ru": measure.title_ru, "number": measure.number}
    plan.measures.filter(position__gt=measure.position).update(position=F("position") - 1)
    measure.delete()
    journal.record("measure_removed", plan, by=by, at=at, **facts)


@transaction.atomic
def set_measure_state(
    measure: Measure, *, state: str, reason: str = "", by: User, at: datetime
) -> Measure:
    """Say that work on a measure of an approved plan began, ended, is dropped or taken up again.

    Refuses a plan that is not approved, a move that the states do not know, and, but for work
    that begins or ends as it should, a missing reason.
    """
    measure = lock_measure(measure)
    if measure.plan.state != Plan.State.APPROVED:
        raise PlanIsNotApproved
    wanted = Measure.State(state)
    require_move(measure, wanted)
    if (measure.state, wanted.value) not in PLAIN_MOVES and not reason.strip():
        raise WhyMeasureMoved
    before, measure.state = measure.state, wanted
    measure.save(update_fields=["state", "updated_at"])
    reason = reason.strip()
    journal.record(
        EVENTS[wanted], measure, by=by, at=at, from_state=before, to_state=wanted, reason=reason
    )
    return measure


def lock_changeable_measure(measure: Measure) -> Measure:
    """Lock a measure whose money is to change; refuse one of a submitted plan or one agreed to."""
    now = lock_measure(measure)
    if now.plan.state == Plan.State.SUBMITTED:
        raise PlanIsNotADraft
    if now.plan.state == Plan.State.DRAFT:
        now.plan = lock_open_plan(now.plan)
    return now


def _next_number(plan: Plan) -> str:
    """One more than the largest plain number: a number that was taken out is not given again to
    another measure while a larger one stands."""
    numbers = plan.measures.values_list("number", flat=True)
    return str(max((int(one) for one in numbers if one.isdecimal()), default=0) + 1)


def _require_sound(measure: Measure) -> None:
    if not (measure.title_kk.strip() and measure.title_ru.strip()):
        raise MeasureUntitled
    if measure.starts_on and measure.ends_on < measure.starts_on:
        raise MeasureDatesWrong
    same = Measure.objects.filter(plan=measure.plan, number=measure.number)
    if same.exclude(pk=measure.pk).exists():
        raise MeasureNumberTaken


def _without_executor(measure: Measure, helpers) -> list:
    """The executor does not help itself."""
    return [helper for helper in helpers if helper.pk != measure.executor_id]
