"""What the rows of a legend are called, in a language."""

from ...models import Layer
from ...rules import attributes, styles
from .columns import phases, statuses


def legend_words(layer: Layer, language: str) -> list[str]:
    """Give a word for each row of styles.legend(): the layer's name, then each case."""
    by = layer.style.get("by", "")
    definition = _definition(layer, by)
    words = [getattr(layer, f"name_{language}") or layer.name_kk]
    for value, _look in styles.legend(layer.style)[1:]:
        shown = attributes.shown_value(definition, value, language) if definition else value
        words.append(str(shown))
    return words


def _definition(layer: Layer, by: str) -> dict | None:
    if by == "status":
        return {"type": "choice", "choices": statuses()}
    if by == "phase":
        return {"type": "choice", "choices": phases(layer)}
    return next((one for one in layer.attributes if one["code"] == by), None)
