"""What pages of plans share: finding the record, what stands on them."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from agglo_portal.core.models import User

from ..models import Direction, Measure, MeasureReport, Plan
from ..permissions.plans import leads_plan, organisations_spoken_for

PLANS = ("body", "agglomeration", "act")


def find_plan(request, code: str) -> Plan:
    """Give the plan, or 404 for whom its state hides it."""
    rows = Plan.objects.visible_to(request.user).select_related(*PLANS)
    return get_object_or_404(rows, code=code)


def find_measure(request, uid) -> Measure:
    """Give the measure of a plan that the person may see."""
    rows = Measure.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    rows = rows.select_related("executor", "plan__body", "plan__agglomeration", "plan__act")
    return get_object_or_404(rows, uid=uid)


def find_report(request, uid) -> MeasureReport:
    """Give the report on a measure that the person may see."""
    seen = Plan.objects.visible_to(request.user)
    rows = MeasureReport.objects.filter(measure__plan__in=seen)
    rows = rows.select_related("measure__plan__body", "measure__executor", "file", "sent_by")
    return get_object_or_404(rows, uid=uid)


def as_uid(text: str) -> UUID:
    """Read a public address out of a query; what is none is not there."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@dataclass
class Group:
    """The measures of one direction."""

    label: str
    measures: list[Measure] = field(default_factory=list)


def grouped(measures, user: User) -> list[Group]:
    """Part the measures by direction, in the order of the law; mark what is late and whose."""
    today = timezone.localdate()
    mine = organisations_spoken_for(user)
    groups = {direction.value: Group(direction.label) for direction in Direction}
    for measure in measures:
        measure.is_late = measure.is_overdue(today)
        measure.is_mine = measure.executor_id in mine
        groups[measure.direction].measures.append(measure)
    for group in groups.values():
        _name_neighbours(group.measures)
    return [group for group in groups.values() if group.measures]


def _name_neighbours(measures: list[Measure]) -> None:
    """Say to which places a measure moves to stand before or after its neighbour."""
    for number, measure in enumerate(measures):
        measure.up_to = measures[number - 1].position if number else None
        is_last = number == len(measures) - 1
        measure.down_to = None if is_last else measures[number + 1].position


def counts_of(measures) -> dict[str, int]:
    """Count how the measures stand, each once: what is late is counted as late; one query."""
    today = timezone.localdate()
    states = Measure.State
    late = Q(state__in=[states.PLANNED, states.IN_PROGRESS], ends_on__lt=today)
    counts = {state.value: Count("pk", filter=Q(state=state) & ~late) for state in states}
    counts |= {"total": Count("pk"), "overdue": Count("pk", filter=late)}
    return measures.order_by().aggregate(**counts)


def plan_rights(user: User, plan: Plan) -> dict[str, bool]:
    """What the person may do with the plan now: the page shows it, the services judge again."""
    is_lead = leads_plan(user, plan)
    is_draft = plan.state == Plan.State.DRAFT
    return {
        "is_lead": is_lead,
        "can_write": is_lead and is_draft,
        "can_submit": is_lead and is_draft,
        "can_answer": is_lead and plan.state == Plan.State.SUBMITTED,
        "can_carry_out": is_lead and plan.state == Plan.State.APPROVED,
    }
