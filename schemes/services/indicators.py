"""Indicators and their values: each with unit, date, territory and source (domain rule 35)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.models import Agglomeration
from councils.services.fields import changes, only

from ..models import Indicator, IndicatorValue, Measure
from ..rules.indicators import period_of

FIELDS = {
    "code", "direction", "position", "name_kk", "name_ru", "name_en", "unit_kk", "unit_ru",
    "unit_en", "decimals",
}  # fmt: skip
VALUE_FIELDS = {
    "value", "kind", "on", "precision", "territory", "extent_kk", "extent_ru", "extent_en",
    "source_kk", "source_ru", "source_en", "source_url", "is_confirmed",
}  # fmt: skip


class IndicatorIncomplete(Refused):
    code = "indicator_incomplete"
    message = _("An indicator needs its name and its unit in Kazakh and in Russian.")


class IndicatorCodeTaken(Refused):
    code = "indicator_code_taken"
    message = _("The agglomeration already has an indicator with this address.")


class MeasureElsewhere(Refused):
    code = "measure_elsewhere"
    message = _("The measure belongs to a plan of another agglomeration.")


class ValueUndated(Refused):
    code = "value_undated"
    message = _("A value needs the date of which it speaks.")


class ValueWithoutTerritory(Refused):
    code = "value_without_territory"
    message = _("A value needs its territory in Kazakh and in Russian: what exactly is counted.")


class ValueWithoutSource(Refused):
    code = "value_without_source"
    message = _("A value needs its source in Kazakh and in Russian.")


class SourceSaidAlready(Refused):
    """Sources may contradict each other; one source does not contradict itself."""

    code = "source_said_already"
    message = _("This source has already given a value for this date and territory.")


class WhyValueChanged(Refused):
    code = "value_reason_needed"
    message = _("Say why: others may have cited the value.")


@transaction.atomic
def add_indicator(
    agglomeration: Agglomeration, *, fields: dict, by: User, at: datetime
) -> Indicator:
    """Begin to keep an indicator of the agglomeration; give it.

    Refuses a name or a unit missing in a language, and a taken address.
    """
    indicator = Indicator(agglomeration=agglomeration, **only(FIELDS, fields))
    _require_sound(indicator)
    indicator.save()
    journal.record("indicator_added", indicator, by=by, at=at)
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, *, fields: dict, by: User, at: datetime) -> Indicator:
    """Change how an indicator is called or measured; nothing new is no act.

    Refuses what add_indicator would refuse.
    """
    indicator = _lock(indicator)
    changed = changes(indicator, only(FIELDS, fields))
    if not changed:
        return indicator
    for name, value in changed.items():
        setattr(indicator, name, value)
    _require_sound(indicator)
    indicator.save(update_fields=[*changed, "updated_at"])
    journal.record("indicator_changed", indicator, by=by, at=at, fields=sorted(changed))
    return indicator


@transaction.atomic
def link_measures(
    indicator: Indicator, *, measures: Iterable[Measure], by: User, at: datetime
) -> Indicator:
    """Say by which measures the indicator is to change; the same ones again are no act.

    Refuses a measure of another agglomeration.
    """
    indicator = _lock(indicator)
    wanted = {one.pk: one for one in measures}
    own = Measure.objects.filter(pk__in=wanted, plan__agglomeration=indicator.agglomeration_id)
    if own.count() < len(wanted):
        raise MeasureElsewhere
    if set(indicator.measures.values_list("pk", flat=True)) == set(wanted):
        return indicator
    indicator.measures.set(wanted)
    numbers = ", ".join(one.number for one in sorted(wanted.values(), key=lambda one: one.position))
    journal.record("indicator_measures_linked", indicator, by=by, at=at, numbers=numbers or "—")
    return indicator


@transaction.atomic
def add_value(indicator: Indicator, *, fields: dict, by: User, at: datetime) -> IndicatorValue:
    """Write down what a source says; other sources may say otherwise. Give the value.

    Refuses a value without its date, its territory or its source (domain rule 35), and a second
    value of the same source for the same date and territory.
    """
    indicator = _lock(indicator)
    value = IndicatorValue(indicator=indicator, **only(VALUE_FIELDS, fields))
    _require_said(value)
    value.save()
    journal.record("value_added", indicator, by=by, at=at, **_facts(value))
    return value


@transaction.atomic
def change_value(
    value: IndicatorValue, *, fields: dict, reason: str, by: User, at: datetime
) -> IndicatorValue:
    """Correct a value and say why; the journal keeps what it was. Nothing new is no act.

    Refuses a missing reason and what add_value would refuse.
    """
    value = _lock_value(value)
    changed = changes(value, only(VALUE_FIELDS, fields))
    if not changed:
        return value
    if not reason.strip():
        raise WhyValueChanged
    before = _facts(value)["value"]
    for name, new in changed.items():
        setattr(value, name, new)
    _require_said(value)
    value.save(update_fields=[*changed, "updated_at"])
    journal.record(
        "value_changed", value.indicator, by=by, at=at, reason=reason.strip(), before=before,
        fields=sorted(changed), **_facts(value),
    )  # fmt: skip
    return value


@transaction.atomic
def withdraw_value(value: IndicatorValue, *, reason: str, by: User, at: datetime) -> None:
    """Take a value off and say why; the journal keeps what it said.

    Refuses a missing reason.
    """
    value = _lock_value(value)
    if not reason.strip():
        raise WhyValueChanged
    facts = _facts(value)
    value.delete()
    journal.record("value_withdrawn", value.indicator, by=by, at=at, reason=reason.strip(), **facts)


def _lock(indicator: Indicator) -> Indicator:
    return Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)


def _lock_value(value: IndicatorValue) -> IndicatorValue:
    indicator = _lock(value.indicator)
    now = IndicatorValue.objects.get(pk=value.pk)
    now.indicator = indicator
    return now


def _require_sound(indicator: Indicator) -> None:
    texts = (indicator.name_kk, indicator.name_ru, indicator.unit_kk, indicator.unit_ru)
    if not all(text.strip() for text in texts):
        raise IndicatorIncomplete
    same = Indicator.objects.filter(agglomeration=indicator.agglomeration_id, code=indicator.code)
    if same.exclude(pk=indicator.pk).exists():
        raise IndicatorCodeTaken


def _require_said(value: IndicatorValue) -> None:
    if value.on is None:
        raise ValueUndated
    if not (value.extent_kk.strip() and value.extent_ru.strip()):
        raise ValueWithoutTerritory
    if not (value.source_kk.strip() and value.source_ru.strip()):
        raise ValueWithoutSource
    same = IndicatorValue.objects.filter(
        indicator=value.indicator_id, on=value.on, kind=value.kind,
        extent_kk=value.extent_kk, source_kk=value.source_kk,
    )  # fmt: skip
    if same.exclude(pk=value.pk).exists():
        raise SourceSaidAlready


def _facts(value: IndicatorValue) -> dict[str, str]:
    return {
        "value": f"{Decimal(value.value).normalize():f}",
        "period": period_of(value.on, value.precision),
        "extent_kk": value.extent_kk,
        "extent_ru": value.extent_ru,
        "source_kk": value.source_kk,
        "source_ru": value.source_ru,
    }
