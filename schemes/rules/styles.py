"""How a layer is drawn: one style, with cases by the value of an attribute; no Django.

    {"color": "#0b4f8a", "width": 2, "fill": "#e8f1f9", "fill_opacity": 0.4, "dash": "solid",
     "pattern": "", "icon": "circle", "size": 6, "label": true, "label_from_zoom": 10,
     "by": "status", "cases": [{"value": "planned", "dash": "dash", …}]}

`by` names an attribute of the layer, or "status" or "phase". Widths and sizes are in CSS pixels.
"""

import re
from collections.abc import Iterable, Mapping

from .problems import Problem

COLOUR = re.compile(r"^#[0-9a-f]{6}$")
DASHES = ("solid", "dash", "dot", "dashdot")
PATTERNS = ("", "hatch", "crosshatch", "dots")
ICONS = ("circle", "ring", "square", "diamond", "triangle", "hub", "star", "cross")
BY_ALWAYS = ("status", "phase")
DEFAULT = {
    "color": "#0b4f8a",
    "width": 1.5,
    "fill": "#e8f1f9",
    "fill_opacity": 0.4,
    "dash": "solid",
    "pattern": "",
    "icon": "circle",
    "size": 6,
    "label": False,
    "label_from_zoom": 10,
}
LIMITS = {"width": (0, 12), "fill_opacity": (0, 1), "size": (2, 24), "label_from_zoom": (0, 18)}
WORDS = {"dash": DASHES, "pattern": PATTERNS, "icon": ICONS}


def check_style(style: Mapping, attribute_codes: Iterable[str]) -> list[Problem]:
    """Give what is wrong with a style: strange colours, numbers out of bounds, unknown words."""
    problems = _check_look("style", style)
    by = style.get("by", "")
    if by and by not in (*BY_ALWAYS, *attribute_codes):
        problems.append(Problem("style-by", "style_by_unknown_attribute", {"code": by}))
    values = [str(case.get("value", "")) for case in style.get("cases", [])]
    if len(set(values)) < len(values):
        problems.append(Problem("style-cases", "style_case_twice"))
    for place, case in enumerate(style.get("cases", []), start=1):
        problems += _check_look(f"style-cases-{place}", case)
    unknown = set(style) - set(DEFAULT) - {"by", "cases"}
    problems += [Problem("style", "style_unknown_word", {"word": word}) for word in sorted(unknown)]
    return problems


def _check_look(where: str, look: Mapping) -> list[Problem]:
    problems = []
    for name in ("color", "fill"):
        if name in look and not (isinstance(look[name], str) and COLOUR.match(look[name])):
            problems.append(Problem(f"{where}-{name}", "style_bad_colour"))
    for name, (least, most) in LIMITS.items():
        value = look.get(name, least)
        if isinstance(value, bool) or not isinstance(value, int | float):
            problems.append(Problem(f"{where}-{name}", "style_bad_number"))
        elif not least <= value <= most:
            facts = {"least": least, "most": most}
            problems.append(Problem(f"{where}-{name}", "style_number_out_of_bounds", facts))
    for name, words in WORDS.items():
        if look.get(name, words[0]) not in words:
            problems.append(Problem(f"{where}-{name}", "style_unknown_word", {"word": look[name]}))
    return problems


def look_of(style: Mapping, value: object = None) -> dict:
    """Give the whole look for a value of the attribute that the style goes by."""
    look = DEFAULT | {name: style[name] for name in DEFAULT if name in style}
    for case in style.get("cases", []):
        if value is not None and str(case.get("value")) == str(value):
            look |= {name: case[name] for name in DEFAULT if name in case}
            break
    return look


def value_for_style(style: Mapping, attributes: Mapping, *, status: str, phase: str) -> object:
    """Give the value of a feature by which its look is chosen; None when all look the same."""
    by = style.get("by", "")
    if by == "status":
        return status
    if by == "phase":
        return phase
    return attributes.get(by) if by else None


def legend(style: Mapping) -> list[tuple[object, dict]]:
    """Give the rows of the legend: (value, look) for each case, after (None, look) for the rest."""
    rows = [(None, look_of(style))]
    if style.get("by"):
        rows += [(case["value"], look_of(style, case["value"])) for case in style.get("cases", [])]
    return rows
