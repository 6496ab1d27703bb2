"""The legend of a layer: its looks, and what the values by which they go are called."""

from django.utils.translation import get_language

from ..models import Feature, Layer
from ..rules.attributes import label_of
from ..rules.styles import legend
from .values import value_in_words


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
        (label_of(one, language), value_in_words(one, values.get(one["code"]), language))
        for one in layer.attributes
    ]
    return [(label, value) for label, value in said if value]
