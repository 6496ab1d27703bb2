"""The columns of a layer in files: what every object has, then the attributes of the schema.

A column keeps its code in every format (see rules/file_names.py), so that the file can be
imported again; its label and the labels of its choices are in the language of the order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from ...models import Feature, Layer
from ...rules import attributes as rules

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Column:
    """One column: `get` gives the stored value of a row, None where it is empty."""

    code: str
    label: str
    kind: str  # text, integer, decimal, date, boolean, choice
    get: Callable[[Mapping], object]
    definition: Mapping
    language: str

    @property
    def choices(self) -> list[Mapping]:
        return self.definition.get("choices", [])

    @cached_property
    def words(self) -> dict[str, str]:
        """Choices as people read them: those words that lead back to the same choice."""
        labels = {one["code"]: rules.label_of(one, self.language) for one in self.choices}
        return {
            code: label
            for code, label in labels.items()
            if rules.as_value(self.definition, label) == code
        }

    def shown(self, value):
        """Give a value in words where there are any."""
        return self.words.get(value, value) if self.choices else value


def columns_of(layer: Layer, language: str) -> list[Column]:
    """Give the columns of a layer in the order in which they stand in a file."""
    with translation.override(language):
        common = _common(layer, language)
    return [*common[:-2], *[_attribute(one, language) for one in layer.attributes], *common[-2:]]


def _common(layer: Layer, language: str) -> list[Column]:
    def column(code, label, kind="text", get=None, choices=()):
        definition = {"code": code, "type": kind, "choices": list(choices)}
        return Column(
            code, str(label), kind, get or (lambda row: row[code] or None), definition, language
        )

    def words(field):
        return Feature._meta.get_field(field).verbose_name

    def responsible(row):
        return next((t for one in (language, *LANGUAGES) if (t := row[_org(one)])), None)

    has_area = layer.geometry_type == Layer.GeometryType.POLYGON
    name, label = ("area_m2", _("area, m²")) if has_area else ("length_m", _("length, m"))
    return [
        column("key", words("key")),
        *[column(f"name_{one}", words(f"name_{one}")) for one in LANGUAGES],
        column("status", words("status"), "choice", choices=statuses()),
        column("phase", _("phase"), "choice", lambda row: row["phase__code"], phases(layer)),
        column("responsible", _("responsible"), get=responsible),
        column("cost", words("cost"), "decimal", lambda row: row["cost"]),
        column("source", words("source")),
        column(name, label, "decimal", _rounded(name)),
        column("lineage", _("number of the object in all editions"), get=_lineage),
    ]


def _org(language: str) -> str:
    return f"responsible__name_{language}"


def _lineage(row: Mapping) -> str:
    return str(row["lineage"])


def _rounded(name: str):
    return lambda row: Decimal(str(round(row[name], 2))) if row[name] else None


def statuses() -> list[dict]:
    """Give the states of an object as choices with their labels in each language."""
    return [
        {"code": code} | {f"label_{one}": _in(one, label) for one in LANGUAGES}
        for code, label in Feature.Status.choices
    ]


def phases(layer: Layer) -> list[dict]:
    """Give the phases of the scheme as choices."""
    return [
        {"code": phase.code, "label_kk": phase.name_kk, "label_ru": phase.name_ru}
        | {"label_en": phase.name_en}
        for phase in layer.scheme.phases.order_by("position")
    ]


def _in(language: str, text) -> str:
    with translation.override(language):
        return str(text)


def _attribute(definition: Mapping, language: str) -> Column:
    code, kind = definition["code"], definition["type"]

    def get(row):
        value = row["attributes"].get(code)
        return Decimal(str(value)) if kind == "decimal" and value is not None else value

    label, unit = rules.label_of(definition, language), definition.get("unit") or ""
    return Column(code, f"{label}, {unit}" if unit else label, kind, get, definition, language)
