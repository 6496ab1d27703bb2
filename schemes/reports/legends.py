"""The legend of a layer: its looks, and what the values by which they go are called."""

from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from ..models import Feature, Layer
from ..rules.attributes import label_of, shown_value
from ..rules.styles import legend


def legend_of(layer: Layer) -> list[dict]:
    """Give the rows of the legend: the look of the rest first, with no word, then each case."""
    words = value_words(layer)
    return [
        {"value": value, "label": words.get(str(value), str(value)) if value else "", "look": look}
        for value, look in legend(layer.style)
    ]


def value_words(layer: Layer) -> dict[str, str]:
    """Give what the values by which the layer is drawn are called in the page's language."""
    by = layer.style.get("by", "")
    if by == "status":
        return {value: str(label) for value, label in Feature.Status.choices}
    if by == "phase":
        return {phase.code: phase.name for phase in layer.scheme.phases.all()}
    for one in layer.attributes:
        if one["code"] == by and one["type"] == "choice":
            language = get_language() or "kk"
            return {choice["code"]: label_of(choice, language) for choice in one["choices"]}
    return {}


def said_values(layer: Layer, values: dict) -> list[tuple[str, str]]:
    """Give (label, value in words) of the attributes that an object has, in the layer's order."""
    language = get_language() or "kk"
    said = [
        (label_of(one, language), said_value(one, values.get(one["code"])))
        for one in layer.attributes
    ]
    return [(label, value) for label, value in said if value]


def said_value(definition: dict, value) -> str:
    """Give a value as people read it: yes or no, a choice's label, a date, a number, its unit."""
    if value is None or value == "":
        return ""
    kind = definition["type"]
    if kind == "boolean":
        return gettext("yes") if value else gettext("no")
    if kind == "date":
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    shown = shown_value(definition, value, get_language() or "kk")
    if kind in ("integer", "decimal"):
        shown = number_format(Decimal(str(value)), use_l10n=True, force_grouping=True)
    unit = definition.get("unit")
    return f"{shown} {unit}" if unit else str(shown)
