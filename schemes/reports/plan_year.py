"""The consolidated report of a year: what became of each measure (domain rule 32)."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, Q, Subquery, Sum

from ..models import Direction, Measure, MeasureCost, MeasureReport, Plan


@dataclass
class YearRow:
    """A measure in the year: its report if there is one, the money planned for the year."""

    measure: Measure
    report: MeasureReport | None
    planned: Decimal

    @property
    def standing(self) -> str:
        return self.report.state if self.report else "missing"


@dataclass
class YearGroup:
    label: str
    rows: list[YearRow] = field(default_factory=list)


@dataclass
class Year:
    """The year of a plan; counts of reports by how they stand."""

    groups: list[YearGroup]
    counts: dict[str, int]
    total: int
    percent: int
    planned: Decimal
    spent: Decimal

    @property
    def rows(self) -> list[YearRow]:
        return [row for group in self.groups for row in group.rows]


def measures_of_year(plan: Plan, year: int):
    """Measures that had begun by the year, but for those that were dropped without a word."""
    money = MeasureCost.objects.filter(measure=OuterRef("pk"), year=year).order_by()
    money = money.values("measure").annotate(sum=Sum("amount")).values("sum")
    reports = MeasureReport.objects.filter(year=year).select_related("file", "sent_by")
    begun = Q(starts_on__isnull=True) | Q(starts_on__year__lte=year)
    rows = plan.measures.filter(begun).select_related("executor").in_order()
    rows = rows.filter(~Q(state=Measure.State.CANCELLED) | Q(reports__year=year)).distinct()
    rows = rows.annotate(planned=Subquery(money))
    return rows.prefetch_related(Prefetch("reports", reports, to_attr="reports_of_year"))


def year_of(plan: Plan, year: int, *, reads_all: bool, organisations: set[int]) -> Year:
    """Compose the year of the plan; a report that is not accepted stands in it for its sides
    alone: who leads the plan (`reads_all`), who works with the executor. Two queries."""
    groups = {direction.value: YearGroup(str(direction.label)) for direction in Direction}
    counts = {"accepted": 0, "sent": 0, "returned": 0, "missing": 0}
    for measure in measures_of_year(plan, year):
        measure.plan = plan
        report = next(iter(measure.reports_of_year), None)
        knows = reads_all or measure.executor_id in organisations
        if report is not None and report.state != MeasureReport.State.ACCEPTED and not knows:
            report = None
        row = YearRow(measure, report, measure.planned or Decimal(0))
        counts[row.standing] += 1
        groups[measure.direction].rows.append(row)
    kept = [group for group in groups.values() if group.rows]
    rows = [row for group in kept for row in group.rows]
    said = [row.report for row in rows if row.report and row.standing == "accepted"]
    return Year(
        groups=kept,
        counts=counts,
        total=len(rows),
        percent=round(sum(one.percent for one in said) / len(said)) if said else 0,
        planned=sum((row.planned for row in rows), Decimal(0)),
        spent=sum((one.spent or Decimal(0) for one in said), Decimal(0)),
    )
