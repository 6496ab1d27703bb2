"""The legend of a sheet: only what is drawn on it, theme by theme."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...models import Layer
from ...reports.legends import value_words
from ...rules.styles import legend
from ...rules.swatches import swatch
from .drawing import Drawn

XML = '<svg xmlns="http://www.w3.org/2000/svg" '


def legend_of(layers: list[Drawn]) -> list[dict]:
    """Give the themes with their rows: symbol, words, a remark."""
    themes: dict[str, list[dict]] = {}
    for drawn in layers:
        if drawn.count:
            themes.setdefault(drawn.layer.theme, []).extend(_rows(drawn))
    names = dict(Layer.Theme.choices)
    return [{"name": capfirst(str(names[theme])), "rows": rows} for theme, rows in themes.items()]


def _rows(drawn: Drawn) -> list[dict]:
    layer, seen = drawn.layer, set(drawn.values)
    words = value_words(layer)
    cases = [(str(value), look) for value, look in legend(layer.style)[1:]]
    known = {value for value, _look in cases}
    has_rest = not cases or bool(seen - known)
    remark = _("schematic") if layer.is_schematic else ""
    rows = [
        {
            "symbol": _symbol(drawn.look(""), layer.geometry_type) if has_rest else "",
            "text": capfirst(layer.name),
            "remark": remark,
            "is_case": False,
        }
    ]
    for value, look in cases:
        if value in seen:
            symbol = _symbol(look, layer.geometry_type)
            text = words.get(value, value)
            rows.append({"symbol": symbol, "text": text, "remark": "", "is_case": True})
    return rows


def _symbol(look: dict, geometry_type: str) -> str:
    """The symbol of the web map, as a picture that stands alone."""
    return swatch(look, geometry_type).replace("<svg ", XML, 1)
