"""Indicators: every value has unit, date, territory, source; sources may contradict (rule 35)."""

from datetime import date
from decimal import Decimal

import pytest

from agglo_portal.core.models import JournalEntry
from schemes.models import Indicator, IndicatorValue
from schemes.reports.indicators import shown_of, with_values
from schemes.services.indicators import (
    IndicatorCodeTaken,
    IndicatorIncomplete,
    MeasureElsewhere,
    SourceSaidAlready,
    ValueUndated,
    ValueWithoutSource,
    ValueWithoutTerritory,
    WhyValueChanged,
    add_indicator,
    add_value,
    change_indicator,
    change_value,
    link_measures,
    withdraw_value,
)
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import AgglomerationFactory
from tests.factories.schemes import IndicatorFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db
WHOLE = {
    "code": "area", "direction": "territorial", "name_kk": "Аумағы", "name_ru": "Площадь",
    "unit_kk": "мың км²", "unit_ru": "тыс. км²",
}  # fmt: skip
SAID = {
    "value": Decimal("9.4"), "kind": "fact", "on": date(2015, 1, 1), "precision": "year",
    "extent_kk": "2016 жылғы схема", "extent_ru": "схема 2016 года", "source_kk": "Википедия",
    "source_ru": "Википедия",
}  # fmt: skip


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def indicator(db):
    return IndicatorFactory()


def give(indicator, by, **more):
    return add_value(indicator, fields=SAID | more, by=by, at=NOON)


def shown(indicator):
    return shown_of(with_values(Indicator.objects.filter(pk=indicator.pk)).get())


# Indicators ---------------------------------------------------------------------------------------
def test_an_indicator_is_added_and_changed_with_its_journal(by):
    indicator = add_indicator(AgglomerationFactory(), fields=WHOLE, by=by, at=NOON)
    change_indicator(indicator, fields={"unit_kk": "км²"}, by=by, at=NOON)
    change_indicator(indicator, fields={"unit_kk": "км²"}, by=by, at=NOON)

    events = list(JournalEntry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["indicator_added", "indicator_changed"]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [({"unit_ru": " "}, IndicatorIncomplete), ({"name_kk": ""}, IndicatorIncomplete)],
)
def test_an_indicator_without_a_unit_or_a_name_is_refused(by, more, refusal):
    with pytest.raises(refusal):
        add_indicator(AgglomerationFactory(), fields=WHOLE | more, by=by, at=NOON)


def test_an_address_is_given_once_in_an_agglomeration(by, indicator):
    fields = WHOLE | {"code": indicator.code}
    with pytest.raises(IndicatorCodeTaken):
        add_indicator(indicator.agglomeration, fields=fields, by=by, at=NOON)
    add_indicator(AgglomerationFactory(), fields=fields, by=by, at=NOON)


def test_measures_of_another_agglomeration_do_not_change_it(by, indicator):
    own = MeasureFactory(plan=PlanFactory(agglomeration=indicator.agglomeration))

    link_measures(indicator, measures=[own], by=by, at=NOON)
    with pytest.raises(MeasureElsewhere):
        link_measures(indicator, measures=[own, MeasureFactory()], by=by, at=NOON)

    assert list(indicator.measures.all()) == [own]


# Values -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"on": None}, ValueUndated),
        ({"extent_kk": ""}, ValueWithoutTerritory),
        ({"extent_ru": " "}, ValueWithoutTerritory),
        ({"source_kk": ""}, ValueWithoutSource),
        ({"source_ru": " "}, ValueWithoutSource),
    ],
)
def test_a_value_without_date_territory_or_source_is_refused(by, indicator, more, refusal):
    with pytest.raises(refusal):
        give(indicator, by, **more)
    assert not IndicatorValue.objects.exists()


def test_sources_contradict_each_other_side_by_side(by, indicator):
    first = give(indicator, by)
    second = give(indicator, by, value=Decimal("20.34"), extent_kk="Зерттеуші", source_kk="Мақала")

    (conflict,) = shown(indicator).conflicts
    assert set(conflict.keys) == {first.pk, second.pk}
    assert conflict.extents_differ


def test_one_source_that_counts_several_territories_does_not_contradict_itself(by, indicator):
    give(indicator, by)
    give(indicator, by, value=Decimal(3), extent_kk="Басқа аумақ")
    assert shown(indicator).conflicts == []


def test_sources_that_agree_are_no_conflict(by, indicator):
    give(indicator, by)
    give(indicator, by, source_kk="Басқа")
    assert shown(indicator).conflicts == []


def test_a_source_gives_one_value_for_a_date(by, indicator):
    give(indicator, by)
    with pytest.raises(SourceSaidAlready):
        give(indicator, by, value=Decimal(10))


def test_a_value_is_corrected_with_a_reason_and_the_former_one_is_kept(by, indicator):
    value = give(indicator, by)
    with pytest.raises(WhyValueChanged):
        change_value(value, fields={"value": Decimal("9.5")}, reason="", by=by, at=NOON)

    change_value(value, fields={"value": Decimal("9.5")}, reason="Қате терілген", by=by, at=NOON)

    facts = JournalEntry.objects.get(event="value_changed").facts
    assert (facts["before"], facts["value"], facts["reason"]) == ("9.4", "9.5", "Қате терілген")


def test_a_withdrawn_value_stays_in_the_journal(by, indicator):
    value = give(indicator, by)
    with pytest.raises(WhyValueChanged):
        withdraw_value(value, reason=" ", by=by, at=NOON)

    withdraw_value(value, reason="Дереккөз жоққа шығарды", by=by, at=NOON)

    assert not IndicatorValue.objects.exists()
    assert JournalEntry.objects.get(event="value_withdrawn").facts["value"] == "9.4"


# How values are drawn -----------------------------------------------------------------------------
def test_three_dates_of_one_territory_are_a_line_fewer_are_bars(by, indicator):
    for year in (2020, 2021):
        give(indicator, by, on=date(year, 1, 1))
    assert shown(indicator).plot is None
    assert len(shown(indicator).bars) == 2

    give(indicator, by, on=date(2022, 1, 1))

    (series,) = shown(indicator).plot.series
    assert len(series.marks) == 3
    assert len(series.lines) == 2


def test_forecasts_are_drawn_apart_from_facts(by, indicator):
    for year in (2020, 2021, 2022):
        give(indicator, by, on=date(year, 1, 1))
    give(indicator, by, on=date(2030, 1, 1), kind="forecast")

    drawn = [(one.shape, one.is_hollow) for one in shown(indicator).plot.series]
    assert drawn == [("circle", False), ("square", True)]


def test_the_last_fact_is_shown_before_a_forecast(by, indicator):
    fact = give(indicator, by)
    give(indicator, by, on=date(2030, 1, 1), kind="forecast")
    assert shown(indicator).latest == fact
