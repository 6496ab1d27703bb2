"""Promises: what a memorandum obliges to, and the reminders of it (domain rule 30)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import MoveRefused, Refused, require_move
from councils.services.fields import changes, only

from ..models import Memorandum, Obligation, Reminder
from .locks import lock_memorandum, lock_obligation

FIELDS = {
    "clause", "text_kk", "text_ru", "executor", "co_executors", "period", "due_on",
    "completion_kk", "completion_ru", "financing_kk", "financing_ru",
}  # fmt: skip
PROMISING = (
    Memorandum.State.SIGNED, Memorandum.State.REGISTERED, Memorandum.State.IN_FORCE,
    Memorandum.State.SUSPENDED,
)  # fmt: skip
REMINDED_EVERY = timedelta(days=7)


class NotPromising(Refused):
    """What is promised is known from the last signature on, and ends with the force."""

    code = "memorandum_promises_nothing"
    message = _("Obligations are kept from the signing of a memorandum until it ends.")


class MeasureIncomplete(Refused):
    """A promise has its words in both languages, who keeps it, and a day if it is repeated."""

    code = "measure_incomplete"
    message = _(
        "An obligation needs its text in Kazakh and in Russian, and a repeated one the day by "
        "which its first period ends."
    )


class StrangeClause(Refused):
    code = "clause_of_another_text"
    message = _("The clause belongs to another memorandum.")


class ObligationSettled(Refused):
    code = "obligation_settled"
    message = _("It is done or taken off; its words stay as they are.")


class WhyObligation(Refused):
    code = "obligation_reason_needed"
    message = _("Say why.")


class RemindedLately(Refused):
    """A polite reminder comes once a week at most."""

    code = "reminded_lately"
    message = _("The executor was reminded less than a week ago.")


class NotOverdue(Refused):
    code = "not_overdue"
    message = _("Nothing is overdue here, or a report waits for an answer.")


@transaction.atomic
def add_obligation(memorandum: Memorandum, *, fields: dict, by: User, at: datetime) -> Obligation:
    """Write down what a memorandum promises: text kk and ru, executor, co-executors, deadline or
    period, form of completion, financing; give the obligation (domain rule 30).

    Refuses before the last signature and after the end, a text missing in a language, a repeated
    one without its first deadline, and a clause of another text.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.state not in PROMISING:
        raise NotPromising
    fields = only(FIELDS, fields)
    helpers = fields.pop("co_executors", ())
    last = memorandum.obligations.aggregate(last=Max("position"))["last"] or 0
    obligation = Obligation(memorandum=memorandum, position=last + 1, **fields)
    _require_sound(obligation)
    obligation.save()
    obligation.co_executors.set(_without(obligation, helpers))
    journal.record(
        "obligation_added", obligation, by=by, at=at, to_state=obligation.state,
        position=obligation.position,
    )  # fmt: skip
    return obligation


@transaction.atomic
def change_obligation(
    obligation: Obligation, *, fields: dict, by: User, at: datetime
) -> Obligation:
    """Change the words, the executor or the deadline; the journal keeps the former deadline
    (domain rule 25). Nothing new is no act.

    Refuses what is done or taken off, and what add_obligation would refuse.
    """
    obligation = lock_obligation(obligation)
    _require_promising(obligation)
    if obligation.state in (Obligation.State.DONE, Obligation.State.CANCELLED):
        raise ObligationSettled
    fields = only(FIELDS, fields)
    helpers = fields.pop("co_executors", None)
    before = obligation.due_on
    changed = changes(obligation, fields)
    for name, value in changed.items():
        setattr(obligation, name, value)
    _require_sound(obligation)
    now = set(obligation.co_executors.all())
    wanted = now if helpers is None else set(_without(obligation, helpers))
    if not changed and wanted == now:
        return obligation

    obligation.save(update_fields=[*changed, "updated_at"])
    obligation.co_executors.set(wanted)
    names = sorted(changed) + ["co_executors"] * (wanted != now)
    dues = {"due_before": _iso(before), "due_after": _iso(obligation.due_on)}
    journal.record("obligation_changed", obligation, by=by, at=at, fields=names, **dues)
    return obligation


@transaction.atomic
def cancel_obligation(obligation: Obligation, *, reason: str, by: User, at: datetime) -> Obligation:
    """Take an obligation off, and say why; it stays on the record.

    Refuses what is done, taken off already, or has a report that waits for an answer.
    """
    return _set_state(
        obligation, Obligation.State.CANCELLED, "obligation_cancelled", reason, by=by, at=at
    )


@transaction.atomic
def reopen_obligation(obligation: Obligation, *, reason: str, by: User, at: datetime) -> Obligation:
    """Put a done obligation back to be done, and say why; its reports stay.

    Refuses what is not done.
    """
    obligation = lock_obligation(obligation)
    if obligation.state != Obligation.State.DONE:
        wanted = Obligation.State.OPEN.label
        raise MoveRefused(current=obligation.get_state_display(), wanted=wanted)
    return _set_state(
        obligation, Obligation.State.OPEN, "obligation_reopened", reason, by=by, at=at
    )


@transaction.atomic
def remind_executor(obligation: Obligation, *, by: User | None, at: datetime) -> Reminder:
    """Remind the executor of an overdue obligation of a memorandum in force; give the reminder.

    Refuses what is not overdue, and a second reminder within a week.
    """
    obligation = lock_obligation(obligation)
    today = timezone.localdate(at)
    is_asked = obligation.state in (Obligation.State.OPEN, Obligation.State.RETURNED)
    in_force = obligation.memorandum.state == Memorandum.State.IN_FORCE
    if not (is_asked and in_force and obligation.is_overdue(today)):
        raise NotOverdue
    if obligation.reminders.filter(at__gt=at - REMINDED_EVERY).exists():
        raise RemindedLately
    reminder = Reminder.objects.create(
        memorandum=obligation.memorandum,
        subject=Reminder.Subject.OBLIGATION,
        organisation=obligation.executor,
        obligation=obligation,
        by=by,
        at=at,
    )
    outbox.order(
        "tell_of_obligation",
        key=f"obligation-reminder:{reminder.pk}",
        at=at,
        obligation=obligation.pk,
        number=reminder.pk,
    )
    executor = {
        "executor_kk": obligation.executor.name_kk,
        "executor_ru": obligation.executor.name_ru,
    }
    journal.record("executor_reminded", obligation, by=by, at=at, **executor)
    return reminder


def _set_state(obligation, state, event, reason, *, by, at) -> Obligation:
    obligation = lock_obligation(obligation)
    _require_promising(obligation)
    require_move(obligation, state)
    if not reason.strip():
        raise WhyObligation
    before, obligation.state = obligation.state, state
    obligation.done_on = None
    obligation.save(update_fields=["state", "done_on", "updated_at"])
    journal.record(
        event, obligation, by=by, at=at, from_state=before, to_state=state, reason=reason.strip()
    )
    return obligation


def _require_promising(obligation: Obligation) -> None:
    if obligation.memorandum.state not in PROMISING:
        raise NotPromising


def _require_sound(obligation: Obligation) -> None:
    texts = (obligation.text_kk, obligation.text_ru)
    is_repeated = obligation.period != Obligation.Period.ONCE
    if not all(text.strip() for text in texts) or (is_repeated and not obligation.due_on):
        raise MeasureIncomplete
    clause, memorandum = obligation.clause, obligation.memorandum
    if clause is None or clause.memorandum_id == memorandum.pk:
        return
    if clause.memorandum.amends_id != memorandum.pk:
        raise StrangeClause


def _without(obligation: Obligation, helpers) -> list:
    """The executor does not help itself."""
    return [helper for helper in helpers if helper.pk != obligation.executor_id]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
