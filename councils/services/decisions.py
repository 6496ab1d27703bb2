"""Decisions: the draft is written, decided by a vote, numbered when the meeting closes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, numbers
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move

from ..models import AgendaItem, Assignment, Decision, DecisionPoint, Meeting
from .agenda import DecisionTaken, MeetingNotOpen, ReasonNeeded, require_no_open_poll
from .fields import changes, only
from .locks import lock_decision, lock_meeting
from .polls import ItemNotConsidered

DRAFT_FIELDS = {
    "title_kk", "title_ru", "title_en", "preamble_kk", "preamble_ru", "force", "act",
}  # fmt: skip
POINT_FIELDS = {"text_kk", "text_ru", "executor", "co_executors", "due_on"}
BEFORE_ITS_END = [Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN]


class DraftChanged(Refused):
    code = "draft_changed"
    message = _(
        "Somebody else changed this draft while you were writing. What you typed stands below and "
        "is not saved: compare it with the draft as it is now, then save again."
    )


class DraftFrozen(Refused):
    """What the members had before them when the meeting closed stays as it was."""

    code = "draft_frozen"
    message = _("The meeting is over: the draft decision can no longer be changed.")


class ActNeeded(Refused):
    """A council advises; only an act of the State binds (domain rule 4)."""

    code = "act_needed"
    message = _("A binding decision must name the act that makes it binding.")


class TextNeeded(Refused):
    """The state language comes first, in a draft too."""

    code = "text_needed"
    message = _("The title and each point need a text in Kazakh.")


class ExecutorNeeded(Refused):
    """A deadline is somebody's (domain rule 24)."""

    code = "executor_needed"
    message = _("A point with a deadline needs an executor.")


@transaction.atomic
def change_draft(
    decision: Decision,
    *,
    fields: dict,
    points: list[dict] | None = None,
    seen_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Write the draft of a decision; `points`, if given, take the place of all its points.

    `seen_at` is the `updated_at` of the draft that the person read: a later change by somebody
    else is refused, so that nobody overwrites what he has not seen.

    A point: text_kk, text_ru, executor, co_executors (without the executor), due_on; their order
    is their numbering, the same in both languages (domain rule 24). Refuses once the meeting is
    over, during a vote and after it, a text missing in Kazakh, a deadline without an executor and
    binding force without its act (domain rule 4). Nothing new is no act.
    """
    decision = lock_decision(decision)
    if decision.item.meeting.state not in BEFORE_ITS_END:
        raise DraftFrozen
    if decision.state != Decision.State.DRAFT:
        raise DecisionTaken(title=decision.title)
    require_no_open_poll(decision.item)
    changed = changes(decision, only(DRAFT_FIELDS, fields))
    for name, value in changed.items():
        setattr(decision, name, value)
    _require_sound(decision)
    now = _points_of(decision)
    wanted = now if points is None else [_sound_point(point) for point in points]
    if not changed and wanted == now:
        return decision

    if seen_at is not None and seen_at != decision.updated_at:
        raise DraftChanged
    decision.save(update_fields=[*changed, "updated_at"])
    if wanted != now:
        _write_points(decision, wanted)
    journal.record(
        "decision_changed",
        decision,
        by=by,
        at=at,
        fields=sorted(changed),
        points=len(wanted),
    )
    return decision


@transaction.atomic
def defer_decision(decision: Decision, *, reason: str, by: User, at: datetime) -> Decision:
    """Put the decision off to another meeting without a vote, and say why.

    Refuses outside a session, for an item that was not considered, during a vote or after it,
    and without a reason.
    """
    decision = _lock_in_session(decision)
    require_move(decision, Decision.State.DEFERRED)
    if not reason.strip():
        raise ReasonNeeded
    decision.state = Decision.State.DEFERRED
    decision.deferred_reason = reason.strip()
    decision.save(update_fields=["state", "deferred_reason", "updated_at"])
    journal.record(
        "decision_deferred",
        decision,
        by=by,
        at=at,
        from_state=Decision.State.DRAFT,
        to_state=decision.state,
        reason=decision.deferred_reason,
    )
    return decision


@transaction.atomic
def resume_decision(decision: Decision, *, by: User, at: datetime) -> Decision:
    """Take a deferred decision up again in the same sitting: it is a draft, and can be voted on.

    Refuses outside a session, and a decision that is not deferred.
    """
    decision = _lock_in_session(decision)
    if decision.state != Decision.State.DEFERRED:
        raise DecisionTaken(title=decision.title)
    decision.state = Decision.State.DRAFT
    decision.deferred_reason = ""
    decision.save(update_fields=["state", "deferred_reason", "updated_at"])
    journal.record(
        "decision_resumed",
        decision,
        by=by,
        at=at,
        from_state=Decision.State.DEFERRED,
        to_state=decision.state,
    )
    return decision


@transaction.atomic
def register_decisions(meeting: Meeting, *, by: User, at: datetime) -> list[Decision]:
    """Number the adopted decisions of a meeting in the order of its agenda; give them.

    The number is the next of the body in the year of the meeting, without gaps: it is given in
    the transaction that closes the meeting, and goes back with it. A point with an executor
    becomes his assignment (domain rule 24). Numbered ones keep their number.
    """
    meeting = lock_meeting(meeting)
    adopted = Decision.objects.select_for_update(of=("self",)).filter(
        item__meeting=meeting, state=Decision.State.ADOPTED, number__isnull=True
    )
    registered = list(adopted.order_by("item__position", "pk"))
    for decision in registered:
        decision.year = meeting.year
        decision.number = numbers.next_number(f"decision:{meeting.body_id}:{meeting.year}")
        decision.registered_at = at
        decision.save(update_fields=["year", "number", "registered_at", "updated_at"])
        Assignment.objects.bulk_create(
            Assignment(point=point, executor=point.executor, due_on=point.due_on)
            for point in decision.points.exclude(executor=None).order_by("position")
        )
        journal.record("decision_registered", decision, by=by, at=at, number=decision.label)
    return registered


def _lock_in_session(decision: Decision) -> Decision:
    decision = lock_decision(decision)
    if decision.item.meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen
    if decision.item.state not in (AgendaItem.State.CURRENT, AgendaItem.State.CONSIDERED):
        raise ItemNotConsidered
    require_no_open_poll(decision.item)
    return decision


def _require_sound(decision: Decision) -> None:
    if not decision.title_kk.strip():
        raise TextNeeded
    if decision.force == Decision.Force.BINDING and decision.act is None:
        raise ActNeeded


def _sound_point(point: dict) -> dict:
    """Give the point with all its fields; refuse one that nobody could execute."""
    point = {"executor": None, "due_on": None, "text_ru": ""} | only(POINT_FIELDS, point)
    if not point.get("text_kk", "").strip():
        raise TextNeeded
    if point["due_on"] and point["executor"] is None:
        raise ExecutorNeeded
    helpers = {helper.pk: helper for helper in point.get("co_executors", ())}
    if point["executor"] is not None:
        helpers.pop(point["executor"].pk, None)
    return point | {"co_executors": sorted(helpers.values(), key=lambda helper: helper.pk)}


def _points_of(decision: Decision) -> list[dict]:
    rows = decision.points.select_related("executor").prefetch_related("co_executors")
    return [
        {name: getattr(point, name) for name in POINT_FIELDS - {"co_executors"}}
        | {"co_executors": sorted(point.co_executors.all(), key=lambda helper: helper.pk)}
        for point in rows.order_by("position")
    ]


def _write_points(decision: Decision, points: list[dict]) -> None:
    decision.points.all().delete()
    for position, fields in enumerate(points, start=1):
        helpers = fields["co_executors"]
        own = {name: value for name, value in fields.items() if name != "co_executors"}
        point = DecisionPoint.objects.create(decision=decision, position=position, **own)
        point.co_executors.set(helpers)
