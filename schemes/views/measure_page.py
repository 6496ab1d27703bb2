"""What stands on the page of a measure."""

from django.conf import settings
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ..models import Measure, MeasureReport, Plan
from ..permissions.plans import (
    can_read_report,
    can_report_measure,
    is_side,
    leads_measure,
)
from ..reports.links import links_of_measures
from ..reports.plan_places import places_of
from ..reports.plans import costs_of, reportable_years_of
from ..reports.sketches import latest_edition, sketch_of
from ..rules import reporting


def measure_page(user: User, measure: Measure) -> dict:
    """Give the context of the page for this person."""
    today = timezone.localdate()
    plan = measure.plan
    is_lead, is_approved = leads_measure(user, measure), plan.state == Plan.State.APPROVED
    reports = reports_of(user, measure)
    accepted = [one for one in reports if one.state == MeasureReport.State.ACCEPTED]
    percent = accepted[0].percent if accepted else 0
    side = is_side(user, measure) or user.is_superuser
    places = places_of(measure, user)
    here = [one.feature for one in places if one.feature]
    scheme = here[0].edition.scheme if here else None
    years = years_to_send(measure) if can_report_measure(user, measure) else []
    return {
        "measure": measure,
        "plan": plan,
        "helpers": measure.co_executors.order_by("name_kk", "pk"),
        "is_late": measure.is_overdue(today),
        "costs": costs_of(measure.costs.all(), plan.years),
        "places": places,
        "sketch": sketch_of(latest_edition(user, scheme), here) if here else None,
        "references": links_of_measures(user, [measure]).get(measure.pk, []),
        "reports": reports,
        "percent": percent,
        "rest": 100 - percent,
        "indicators": measure.indicators.order_by("position", "pk"),
        "is_lead": is_lead,
        "is_side": side,
        "can_change": is_lead and plan.state != Plan.State.SUBMITTED,
        "can_set_state": is_lead and is_approved,
        "can_remove": is_lead and plan.state == Plan.State.DRAFT,
        "years_to_send": years,
        "due_on": reporting.due_of(years[0], settings.MEASURE_REPORT_DUE) if years else None,
        "entries": _entries(measure, knows_places=is_lead or user.is_superuser) if side else [],
    }


def _entries(measure: Measure, *, knows_places: bool):
    """The journal; its words on places name objects of drafts, which an executor may not see."""
    entries = journal.entries_of(measure)
    if not knows_places:
        entries = entries.exclude(event__in=["measure_placed", "measure_unplaced"])
    return entries[:30]


def reports_of(user: User, measure: Measure) -> list[MeasureReport]:
    """Give the reports that the person may read, the last year first."""
    rows = measure.reports.select_related("file", "sent_by", "answered_by").order_by("-year")
    for one in rows:
        one.measure = measure
    return [one for one in rows if can_read_report(user, one)]


def years_to_send(measure: Measure) -> list[int]:
    """Give the years on which a report may be sent now: none was, or it came back."""
    plan = measure.plan
    if plan.state != Plan.State.APPROVED or measure.state == Measure.State.CANCELLED:
        return []
    years = reporting.years_to_report(plan.from_year, plan.to_year, timezone.localdate())
    answered = measure.reports.exclude(state=MeasureReport.State.RETURNED)
    settled = set(answered.values_list("year", flat=True))
    return [year for year in reportable_years_of(measure, years) if year not in settled]
