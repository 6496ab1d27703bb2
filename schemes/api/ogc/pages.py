"""Objects of a collection in words, for its pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core.dates import official_date

from ...models import Feature
from ...reports.collections import Collection
from ...reports.values import value_in_words

OWN = ("key", "name_kk", "name_ru", "name_en", "status", "phase", "cost", "source")


@dataclass(frozen=True)
class Fact:
    """One property in words: `code` is its name for programs."""

    code: str
    label: str
    value: str


@dataclass(frozen=True)
class Row:
    """One object in the table."""

    address: str
    name: str
    facts: list[Fact]


def rows_of(found: Collection, features: list[dict]) -> list[Row]:
    """Give the rows of the table; names of objects stand in the page's language."""
    codes = ["key", "status", "phase", *found.layer.attribute_codes()[:6]]
    return [_row(found, feature, codes) for feature in features]


def columns_of(found: Collection) -> list[Fact]:
    """Give the heads of the table, each a fact without a value."""
    return _facts(found, {}, ["key", "status", "phase", *found.layer.attribute_codes()[:6]])


def facts_of(found: Collection, properties: dict) -> list[Fact]:
    """Give all that is known of an object."""
    own = [*OWN, "responsible", "area_m2", "length_m", "lineage", "changed_at"]
    facts = _facts(found, properties, [*found.layer.attribute_codes(), *own])
    return [fact for fact in facts if fact.value != ""]


def name_of(properties: dict) -> str:
    for language in (get_language(), "kk", "ru", "en"):
        if properties.get(f"name_{language}"):
            return properties[f"name_{language}"]
    return properties.get("key") or ""


def _row(found: Collection, feature: dict, codes: list[str]) -> Row:
    properties = feature["properties"]
    return Row(
        address=reverse("ogc:object", args=[found.code, feature["id"]]),
        name=name_of(properties) or feature["id"],
        facts=_facts(found, properties, codes),
    )


def _facts(found: Collection, properties: dict, codes: list[str]) -> list[Fact]:
    labels = _own_labels() | found.layer.labels(get_language())
    return [Fact(code, capfirst(labels[code]), _shown(found, code, properties)) for code in codes]


def _own_labels() -> dict[str, str]:
    return {name: str(Feature._meta.get_field(name).verbose_name) for name in OWN} | {
        "status": _("Status"),
        "phase": _("Phase"),
        "responsible": _("Responsible"),
        "area_m2": _("Area, m²"),
        "length_m": _("Length, m"),
        "lineage": _("The same object in all editions"),
        "changed_at": _("Last changed"),
    }


def _shown(found: Collection, code: str, properties: dict) -> str:
    language = get_language()
    if code == "responsible":
        return properties.get(f"responsible_{language}") or properties.get("responsible_kk") or ""
    value = properties.get(code)
    if value in (None, "") or (code in ("area_m2", "length_m") and not value):
        return ""
    if code in ("area_m2", "length_m", "cost"):
        return number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)
    if code == "changed_at":
        return official_date(parse_datetime(value))
    if code == "status":
        return str(Feature.Status(value).label)
    if code == "phase":
        return next((one.name for one in found.phases if one.code == value), value)
    for definition in found.layer.attributes:
        if definition["code"] == code:
            return value_in_words(definition, value, language)
    return str(value)
