"""How each kind of difference is drawn: by colour, by line and pattern, and by sign."""

from ..forms.comparing import KIND_NAMES
from ..rules.styles import look_of

LOOKS = {
    "color": "#455463",
    "width": 3,
    "fill": "#ffffff",
    "fill_opacity": 0.35,
    "size": 12,
    "by": "kind",
    "cases": [
        {"value": "added", "color": "#1b6e3c", "fill": "#8fd3a8", "pattern": "dots",
         "icon": "cross", "size": 14},
        {"value": "removed", "color": "#a3261d", "fill": "#f3b8b3", "pattern": "crosshatch",
         "dash": "dash", "icon": "diamond"},
        {"value": "reshaped", "color": "#5b3e96", "fill": "#cfc0ec", "pattern": "hatch",
         "dash": "dashdot", "icon": "triangle", "size": 14},
        {"value": "changed", "color": "#8a5a00", "fill": "#f4dca6", "dash": "dot",
         "icon": "square"},
    ],
}  # fmt: skip


def legend() -> list[tuple[str, str, dict]]:
    """Give (kind, its word, its look) in the order of the filter."""
    return [(kind, word, look_of(LOOKS, kind)) for kind, word in KIND_NAMES.items()]
