"""Indicators as they are shown: their values side by side, charts, contradictions."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from councils.models import Agglomeration

from ..models import Direction, Indicator, IndicatorValue
from ..rules import charts
from ..rules.indicators import Conflict, Said, conflicts_of

LINE_FROM = 3  # so many dates of one territory make a line; fewer are compared as bars


@dataclass
class Bar:
    """One value as a bar beside the others."""

    value: IndicatorValue
    length: str


@dataclass
class Shown:
    """An indicator with its values, how they are drawn, and which contradict each other."""

    indicator: Indicator
    values: list[IndicatorValue]
    conflicts: list[Conflict] = field(default_factory=list)
    plot: charts.Plot | None = None
    bars: list[Bar] = field(default_factory=list)

    @property
    def latest(self) -> IndicatorValue | None:
        """The last fact, else the last value; of several of one day, the one given first."""
        facts = [one for one in self.values if one.kind == IndicatorValue.Kind.FACT]
        return max(facts or self.values, key=lambda one: one.on, default=None)


@dataclass
class Section:
    """The indicators of one direction."""

    label: str
    shown: list[Shown] = field(default_factory=list)


def with_values(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    values = IndicatorValue.objects.select_related("territory").order_by("on", "pk")
    return indicators.prefetch_related(Prefetch("values", values, to_attr="ordered_values"))


def sections_of(agglomeration: Agglomeration) -> list[Section]:
    """Give the indicators of the agglomeration by direction; two queries."""
    sections = {one.value: Section(str(one.label)) for one in Direction}
    rows = with_values(agglomeration.indicators.order_by("position", "pk"))
    for indicator in rows:
        indicator.agglomeration = agglomeration
        sections[indicator.direction].shown.append(shown_of(indicator))
    return [section for section in sections.values() if section.shown]


def shown_of(indicator: Indicator) -> Shown:
    """Give the indicator as it is shown; its values must stand in `ordered_values`."""
    values = list(indicator.ordered_values)
    for value in values:
        value.indicator = indicator
    shown = Shown(indicator, values, conflicts_of(_said(value) for value in values))
    marked = {key for conflict in shown.conflicts for key in conflict.keys}
    for value in values:
        value.is_disputed = value.pk in marked
    if _is_a_line(values):
        shown.plot = charts.plot(_series(values))
    else:
        most = max((abs(float(one.value)) for one in values), default=0)
        shown.bars = [Bar(one, charts.length(abs(float(one.value)), most)) for one in values]
    return shown


def _said(value: IndicatorValue) -> Said:
    return Said(
        key=value.pk,
        value=value.value,
        kind=value.kind,
        on=value.on,
        precision=value.precision,
        territory=value.territory_id,
        extent=value.extent_kk,
        source=value.source_kk,
    )


def _is_a_line(values: list[IndicatorValue]) -> bool:
    dates: dict[str, set] = {}
    for one in values:
        dates.setdefault(one.extent_kk, set()).add(one.on)
    return any(len(days) >= LINE_FROM for days in dates.values())


def _series(values: list[IndicatorValue]) -> list[charts.Given]:
    """Facts of one territory are one series; forecasts and targets are others, drawn hollow."""
    parts: dict[tuple, list[IndicatorValue]] = {}
    for one in values:
        parts.setdefault((one.extent_kk, one.kind), []).append(one)
    return [
        charts.Given(
            name=_name(group[0]),
            points=[(one.on, float(one.value), _label(one)) for one in group],
            is_hollow=group[0].kind != IndicatorValue.Kind.FACT,
        )
        for group in parts.values()
    ]


def _name(value: IndicatorValue) -> str:
    if value.kind == IndicatorValue.Kind.FACT:
        return value.extent
    return f"{value.extent}, {value.get_kind_display()}"


def _label(value: IndicatorValue) -> str:
    return f"{value.extent}, {value.on:%d.%m.%Y}"
