"""What a measure costs, and the objects of the scheme at which it happens."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ..models import Feature, Measure, MeasureCost, MeasurePlace
from .measures import lock_changeable_measure
from .plans.locking import lock_measure


class CostOutsidePlan(Refused):
    code = "cost_outside_plan"
    message = _("Money is planned for the years of the plan: {from_year}–{to_year}.")


class CostGivenTwice(Refused):
    code = "cost_given_twice"
    message = _("The money of one source for one year is given once.")


class CostNegative(Refused):
    code = "cost_negative"
    message = _("An amount cannot be below nought.")


class PlaceElsewhere(Refused):
    code = "place_elsewhere"
    message = _("The object belongs to the scheme of another agglomeration.")


@transaction.atomic
def set_costs(
    measure: Measure, *, costs: Iterable[tuple[int, str, Decimal]], by: User, at: datetime
) -> Measure:
    """Give the whole money of a measure anew, as (year, source of funds, thousand tenge); what is
    nought is left out, nothing new is no act. The journal keeps the former and the new total.

    Refuses a submitted plan or one agreed to, a year outside the plan, a source given twice for a
    year, an amount below nought.
    """
    measure = lock_changeable_measure(measure)
    given = [(year, MeasureCost.Budget(budget).value, amount) for year, budget, amount in costs]
    wanted = {(year, budget): amount for year, budget, amount in given if amount}
    if len({(year, budget) for year, budget, _amount in given}) < len(given):
        raise CostGivenTwice
    plan = measure.plan
    if any(year not in plan.years for year, _budget in wanted):
        raise CostOutsidePlan(from_year=plan.from_year, to_year=plan.to_year)
    if any(amount < 0 for amount in wanted.values()):
        raise CostNegative
    before = {(one.year, one.budget): one.amount for one in measure.costs.all()}
    if before == wanted:
        return measure
    measure.costs.all().delete()
    MeasureCost.objects.bulk_create(
        MeasureCost(measure=measure, year=year, budget=budget, amount=amount)
        for (year, budget), amount in sorted(wanted.items())
    )
    totals = {"before": str(sum(before.values())), "after": str(sum(wanted.values()))}
    journal.record("measure_costs_set", measure, by=by, at=at, **totals)
    return measure


@transaction.atomic
def place_measure(measure: Measure, feature: Feature, *, by: User, at: datetime) -> MeasurePlace:
    """Say that the measure happens at this object, in whatever edition it stands; again is no act.

    Refuses an object of another agglomeration.
    """
    measure = lock_measure(measure)
    scheme = feature.edition.scheme
    if scheme.agglomeration_id != measure.plan.agglomeration_id:
        raise PlaceElsewhere
    place, is_new = MeasurePlace.objects.get_or_create(
        measure=measure, lineage=feature.lineage, defaults={"scheme": scheme}
    )
    if is_new:
        journal.record("measure_placed", measure, by=by, at=at, **_names(place))
    return place


@transaction.atomic
def unplace_measure(place: MeasurePlace, *, by: User, at: datetime) -> None:
    """Say that the measure does not happen at this object any more; nothing if that is so."""
    measure = lock_measure(place.measure)
    names = _names(place)
    taken, _rows = measure.places.filter(pk=place.pk).delete()
    if taken:
        journal.record("measure_unplaced", measure, by=by, at=at, **names)


def _names(place: MeasurePlace) -> dict[str, str]:
    """The object is named as its newest edition names it."""
    rows = Feature.objects.filter(lineage=place.lineage, edition__scheme=place.scheme)
    feature = rows.order_by("-edition__year", "-pk").first()
    fallback = (feature.key if feature else "") or str(place.lineage)
    return {
        "object_kk": (feature and (feature.name_kk or feature.name_ru)) or fallback,
        "object_ru": (feature and (feature.name_ru or feature.name_kk)) or fallback,
        "lineage": str(place.lineage),
    }
