"""Geometry of the charts: widths in percent and heights in pixels, so that words keep their size.

Drawn by templates without a script; nothing is told by colour alone: marks have shapes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")
LEFT, RIGHT = 4.0, 95.0  # percent of the width between which marks stand
TOP, BOTTOM = 24.0, 176.0  # pixels from above
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    label: str


@dataclass(frozen=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Drawn:
    """A series as it is drawn: its marks with their shape, and the lines between them."""

    name: str
    shape: str
    is_hollow: bool
    marks: list[Mark]
    lines: list[Line]


@dataclass(frozen=True)
class Tick:
    at: str
    value: float


@dataclass(frozen=True)
class Plot:
    series: list[Drawn]
    grid: list[Tick]
    years: list[Tick]


@dataclass(frozen=True)
class Given:
    """A series to draw: points (day, value, words of the mark)."""

    name: str
    points: Sequence[tuple[date, float, str]]
    is_hollow: bool = False


def plot(given: Sequence[Given]) -> Plot:
    """Lay the series out over the time they cover; the scale begins where it stays honest."""
    days = [day for one in given for day, _value, _label in one.points]
    values = [value for one in given for _day, value, _label in one.points]
    if not days:
        return Plot([], [], [])
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    low, high, step = scale(min(values), max(values))

    def x(day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    drawn = []
    for number, one in enumerate(given):
        points = sorted(one.points)
        marks = [Mark(f"{x(day):.2f}%", f"{y(value):.1f}", label) for day, value, label in points]
        lines = [Line(a.x, a.y, b.x, b.y) for a, b in pairwise(marks)]
        drawn.append(Drawn(one.name, SHAPES[number % len(SHAPES)], one.is_hollow, marks, lines))
    count = round((high - low) / step)
    grid = [Tick(f"{y(low + step * n):.1f}", low + step * n) for n in range(count + 1)]
    apart = max(1, math.ceil((last.year - first.year) / 5))
    years = [
        Tick(f"{x(date(year, 1, 1)):.2f}%", year)
        for year in range(first.year, last.year, apart)
    ]  # fmt: skip
    return Plot(drawn, grid, years)


def scale(low: float, high: float) -> tuple[float, float, float]:
    """Give round ends that hold the values, and the step between the lines of the grid.

    The scale begins at nought unless the values lie close together far above it.
    """
    if low >= 0 and (high == 0 or low / high < 0.6 or low == high):
        low = 0.0
    if high <= low:
        high = low + 1
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in STEPS if one * power >= rough - 1e-9)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


@dataclass(frozen=True)
class Part:
    """A part of a stacked bar: where it begins, how long it is, where its number stands."""

    code: str
    count: int
    x: str
    width: str
    middle: str
    is_wide: bool


def stack(counts: Sequence[tuple[str, int]], most: int) -> list[Part]:
    """Lay parts side by side; `most` is the whole of the longest bar of the chart."""
    parts, left = [], 0.0
    for code, count in counts:
        width = 100 * count / most if most else 0
        if count:
            parts.append(
                Part(code, count, f"{left:.2f}%", f"{width:.2f}%", f"{left + width / 2:.2f}%",
                     width >= 4)
            )  # fmt: skip
        left += width
    return parts


def length(value: float, most: float) -> str:
    """Give the length of a bar beside the longest one."""
    return f"{max(100 * value / most, 0.5) if most else 0.5:.2f}%"
