"""What stands between a plan and its submission, and how its measures stand."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext

from councils.models import Agglomeration, Organisation, Territory

from ..models import Measure, MeasureCost, Plan, PlanAgreement


def maslikhats_of(agglomeration: Agglomeration, day: date) -> list[Organisation]:
    """Give the maslikhats of the participating units: of the centre, of what is included on the
    day, and of the oblasts to which that belongs (domain rule 31)."""
    included = agglomeration.inclusions.valid_on(day).values_list("territory", flat=True)
    units = {agglomeration.centre_id, *included}
    above = Territory.objects.filter(parts__in=units).values_list("pk", "parent")
    units |= {pk for pair in above for pk in pair if pk}
    rows = Organisation.objects.filter(kind=Organisation.Kind.MASLIKHAT, territory__in=units)
    return list(rows.order_by("pk"))


def agreements_of(plan: Plan) -> list[PlanAgreement]:
    rows = plan.agreements.select_related("maslikhat", "act").order_by("pk")
    return list(rows)


def missing_to_submit(plan: Plan, day: date) -> list[str]:
    """Give what still stands between a draft and its submission, in words for the page."""
    missing = []
    if not plan.measures.exists():
        missing.append(gettext("The plan has no measures."))
    agreements = agreements_of(plan)
    if not agreements:
        missing.append(gettext("No maslikhat is named to agree to the plan."))
    named = {one.maslikhat_id for one in agreements}
    missing += [
        gettext("%(maslikhat)s is not named among those who agree.") % {"maslikhat": each.name}
        for each in maslikhats_of(plan.agglomeration, day)
        if each.pk not in named
    ]
    missing += [
        gettext("No agreement of %(maslikhat)s.") % {"maslikhat": one.maslikhat.name}
        for one in agreements
        if one.agreed_on is None
    ]
    return missing


@dataclass
class CostRow:
    """The money of one source of funds by year."""

    label: str
    amounts: list[Decimal]
    total: Decimal


@dataclass
class CostTable:
    """Money by source of funds and year; empty sources are left out."""

    years: list[int]
    rows: list[CostRow] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    total: Decimal = Decimal(0)


def costs_of(costs: QuerySet[MeasureCost], years: range) -> CostTable:
    """Add up the money by source and year; one query."""
    sums = costs.values("year", "budget").annotate(amount=Sum("amount")).order_by()
    found = {(row["budget"], row["year"]): row["amount"] for row in sums}
    table = CostTable(years=list(years))
    for budget in MeasureCost.Budget:
        amounts = [found.get((budget.value, year), Decimal(0)) for year in years]
        if any(amounts):
            table.rows.append(CostRow(str(budget.label), amounts, sum(amounts, Decimal(0))))
    columns = zip(*[row.amounts for row in table.rows], strict=True)
    table.totals = [sum(column, Decimal(0)) for column in columns]
    table.total = sum(table.totals, Decimal(0))
    return table


def reportable_years_of(measure: Measure, years: list[int]) -> list[int]:
    """Give those of the years in which the measure has begun."""
    begins = measure.starts_on.year if measure.starts_on else measure.plan.from_year
    return [year for year in years if year >= begins]
