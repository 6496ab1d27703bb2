"""Open data: measures of a plan, its reports of a year, values of indicators, as tables."""

from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from agglo_portal.core.spreadsheets import CHUNK, heading_line, line

from .models import IndicatorValue, Measure
from .reports.plan_year import Year
from .rules.indicators import period_of


def measures_as_csv(measures, years: range, address: str, language: str) -> Iterator[str]:
    """Give the measures as rows, a heading first: words in both languages, money by year."""
    with translation.override(language):
        heading = heading_line(
            [
                _("Number"), _("Direction"), _("Title (kk)"), _("Title (ru)"), _("Executor (kk)"),
                _("Executor (ru)"), _("From"), _("Deadline"), _("State"),
                *[_("%(year)s, thousand tenge") % {"year": year} for year in years],
                _("Made for the demo"), _("Source"), _("Address"), "id",
            ]
        )  # fmt: skip
    yield heading
    rows = measures.select_related("executor").prefetch_related("costs")
    for measure in rows.iterator(chunk_size=CHUNK):
        with translation.override(language):
            text = line(_measure(measure, years, address))
        yield text


def _measure(measure: Measure, years: range, address: str) -> list:
    money = dict.fromkeys(years, 0)
    for cost in measure.costs.all():
        money[cost.year] = money.get(cost.year, 0) + cost.amount
    return [
        measure.number, measure.get_direction_display(), measure.title_kk, measure.title_ru,
        measure.executor.name_kk, measure.executor.name_ru, measure.starts_on, measure.ends_on,
        measure.get_state_display(), *[money[year] or "" for year in years],
        _("yes") if measure.is_schematic else _("no"), measure.source,
        address + measure.get_absolute_url(), measure.uid,
    ]  # fmt: skip


def year_as_csv(report: Year, year: int, language: str) -> Iterator[str]:
    """Give the consolidated report of a year: a row a measure, with what its executor said."""
    with translation.override(language):
        yield heading_line(
            [
                _("Number"), _("Direction"), _("Title (kk)"), _("Title (ru)"), _("Executor"),
                _("Year"), _("Report"), _("Done, %"), _("Planned, thousand tenge"),
                _("Spent, thousand tenge"), _("What was done (kk)"), _("What was done (ru)"), "id",
            ]
        )  # fmt: skip
        for row in report.rows:
            said, measure = row.report, row.measure
            yield line(
                [
                    measure.number, measure.get_direction_display(), measure.title_kk,
                    measure.title_ru, measure.executor.name, year,
                    said.get_state_display() if said else _("none"), said.percent if said else "",
                    row.planned or "", said.spent if said else "", said.text_kk if said else "",
                    said.text_ru if said else "", measure.uid,
                ]
            )  # fmt: skip


def values_as_csv(values: Iterable[IndicatorValue], address: str, language: str) -> Iterator[str]:
    """Give values with all that makes them values: unit, date, territory, source (rule 35)."""
    with translation.override(language):
        heading = heading_line(
            [
                _("Indicator (kk)"), _("Indicator (ru)"), _("Value"), _("Unit (kk)"),
                _("Unit (ru)"), _("Kind"), _("Date"), _("Period"), _("Territory (kk)"),
                _("Territory (ru)"), _("Source (kk)"), _("Source (ru)"), _("Address of the source"),
                _("Read in the source itself"), _("Address"), "id",
            ]
        )  # fmt: skip
    yield heading
    for value in values:
        with translation.override(language):
            text = line(_value(value, address))
        yield text


def _value(value: IndicatorValue, address: str) -> list:
    indicator = value.indicator
    return [
        indicator.name_kk, indicator.name_ru, f"{value.value.normalize():f}", indicator.unit_kk,
        indicator.unit_ru, value.get_kind_display(), value.on.isoformat(),
        period_of(value.on, value.precision), value.extent_kk, value.extent_ru, value.source_kk,
        value.source_ru, value.source_url, _("yes") if value.is_confirmed else _("no"),
        address + indicator.get_absolute_url(), value.uid,
    ]  # fmt: skip
