"""The symbols of a legend as SVG: what a layer's look is like, drawn small; no Django.

Only attributes of SVG are used, no style: the pages allow none.
"""

from math import cos, pi, sin

WIDTH, HEIGHT = 26, 16
MIDDLE = (WIDTH / 2, HEIGHT / 2)
LARGEST_ICON = 13
CROSS_ARM = 0.36
SIMPLE = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "hub": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    "triangle": [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
    "cross": [
        (x * (CROSS_ARM if narrow == "x" else 1), y * (CROSS_ARM if narrow == "y" else 1))
        for x, y, narrow in [
            (-1, -1, "x"), (1, -1, "x"), (1, -1, "xy"), (1, -1, "y"), (1, 1, "y"), (1, 1, "xy"),
            (1, 1, "x"), (-1, 1, "x"), (-1, 1, "xy"), (-1, 1, "y"), (-1, -1, "y"), (-1, -1, "xy"),
        ]
    ],
    "star": [
        (sin(pi * n / 5) * (0.55 if n % 2 else 1.25), -cos(pi * n / 5) * (0.55 if n % 2 else 1.25))
        for n in range(10)
    ],
}  # fmt: skip


def dash_of(dash: str, width: float) -> list[float]:
    """Give the lengths of strokes and gaps; the script of the map says the same."""
    one = max(width, 1.5)
    return {
        "dash": [one * 3, one * 2],
        "dot": [0.1, one * 2.2],
        "dashdot": [one * 4, one * 2, 0.1, one * 2],
    }.get(dash, [])


def icon_path(icon: str, radius: float) -> str:
    """Give the outline of an icon round (0, 0) as the d of a path."""
    points = SIMPLE.get(icon)
    if points is None:
        arc = f"A{radius:g} {radius:g} 0 1 0"
        return f"M{-radius:g} 0{arc} {radius:g} 0{arc} {-radius:g} 0Z"
    return "M" + "L".join(f"{_n(x * radius)} {_n(y * radius)}" for x, y in points) + "Z"


def swatch(look: dict, geometry_type: str) -> str:
    """Give the symbol of a look: a piece of the area, of the line, or the icon of the point."""
    draw = {"point": _point, "line": _line}.get(geometry_type, _area)
    return (
        f'<svg class="agp-sw" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' aria-hidden="true" focusable="false">{draw(look)}</svg>'
    )


def _stroke(look: dict, most: float) -> str:
    width = min(look["width"], most)
    if not width:
        return ' stroke="none"'
    lengths = dash_of(look["dash"], width)
    dashes = f' stroke-dasharray="{" ".join(_n(one) for one in lengths)}"' if lengths else ""
    cap = "butt" if look["dash"] == "dash" else "round"
    return (
        f' stroke="{look["color"]}" stroke-width="{_n(width)}" stroke-linecap="{cap}"'
        f' stroke-linejoin="round"{dashes}'
    )


def _area(look: dict) -> str:
    box = f'x="1.5" y="1.5" width="{WIDTH - 3}" height="{HEIGHT - 3}" rx="3"'
    fill = f'<rect {box} fill="{look["fill"]}" fill-opacity="{_n(look["fill_opacity"])}"/>'
    edge = f'<rect {box} fill="none"{_stroke(look, 2)}/>'
    return fill + _pattern(look) + edge


def _pattern(look: dict) -> str:
    """Lines of a hatch, cut by the inner picture's own edge."""
    if not look["pattern"]:
        return ""
    wide, high, step = WIDTH - 4, HEIGHT - 4, 5
    inner = f'<svg x="2" y="2" width="{wide}" height="{high}">'
    if look["pattern"] == "dots":
        dots = "".join(
            f'<circle cx="{x}" cy="{y}" r="1" fill="{look["color"]}"/>'
            for x in range(3, wide, step)
            for y in range(3, high, step)
        )
        return f"{inner}{dots}</svg>"
    lines = "".join(f"M{x} {high}L{x + high} 0" for x in range(-high, wide, step))
    if look["pattern"] == "crosshatch":
        lines += "".join(f"M{x} 0L{x + high} {high}" for x in range(-high, wide, step))
    return f'{inner}<path d="{lines}" stroke="{look["color"]}" stroke-width="1.1"/></svg>'


def _line(look: dict) -> str:
    return f'<path d="M1.5 {_n(MIDDLE[1])}H{WIDTH - 1.5}" fill="none"{_stroke(look, 5)}/>'


def _point(look: dict) -> str:
    radius = min(look["size"], LARGEST_ICON) / 2
    place = f'transform="translate({_n(MIDDLE[0])} {_n(MIDDLE[1])})"'
    opacity = 1 if look["icon"] == "ring" else look["fill_opacity"]
    shape = (
        f'<path d="{icon_path(look["icon"], radius)}" fill="{look["fill"]}"'
        f' fill-opacity="{_n(opacity)}"{_stroke(look | {"dash": "solid"}, 3)}/>'
    )
    if look["icon"] == "hub":
        arm = _n(radius / 2)
        shape += f'<path d="M-{arm} 0H{arm}M0 -{arm}V{arm}"{_stroke(look | {"dash": "solid"}, 2)}/>'
    return f"<g {place}>{shape}</g>"


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
