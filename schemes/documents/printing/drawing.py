"""The map of a sheet as SVG: outlines cut at its edge, drawn as the web map draws them.

Objects of one look are one path, so that a sheet of many thousands stays small; a name never
gets in here, only numbers and colours.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy
import shapely

from ...models import Edition, Layer
from ...reports.files import drawn_rows
from ...rules.styles import look_of
from ...rules.swatches import dash_of, icon_path
from .frames import Frame

MM_IN_PIXEL = 0.21  # a line of one pixel on the screen is so thick on paper
FINENESS_MM = 0.06  # what is finer than this is not drawn
OVER = 4.0  # mm beyond the edge, so that no stroke ends at it
METRES_IN_DEGREE = 111_320
CROWD_MM = 0.35  # of two points nearer than this one is drawn
BATCH = 2_000


@dataclass
class Placed:
    """An object whose name may be written: where it lies on paper, how large it is."""

    layer: Layer
    look: dict
    name: str
    x: float
    y: float
    extent: float  # mm² of an area, mm of a line, the size of a point


@dataclass
class Drawn:
    """What of a layer is on the sheet: paths or points by the value that chooses the look."""

    layer: Layer
    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    points: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    placed: list[Placed] = field(default_factory=list)
    count: int = 0

    @property
    def values(self) -> list[str]:
        return [*self.paths, *self.points]

    def look(self, value: str) -> dict:
        return look_of(self.layer.style, value or None)


def draw_layer(edition: Edition, layer: Layer, order: dict, frame: Frame) -> Drawn:
    """Read a layer's objects inside the frame and lead them onto paper."""
    drawn = Drawn(layer)
    cut = (-OVER, -OVER, frame.width + OVER, frame.height + OVER)
    fineness = FINENESS_MM * frame.metres_in_mm / METRES_IN_DEGREE
    rows = drawn_rows(edition, layer, order, bounds=frame.bounds, tolerance=fineness)
    for batch in _batches(rows):
        shapes = shapely.from_wkb([bytes(row.wkb) for row in batch])
        shapes = shapely.transform(shapes, frame.onto_paper)
        if layer.geometry_type != "point":
            shapes = shapely.clip_by_rect(shapes, *cut)
        if layer.geometry_type == "polygon":
            shapes = shapely.orient_polygons(shapes)
        for row, shape in zip(batch, shapes, strict=True):
            if not shapely.is_empty(shape):
                _take(drawn, row, shape)
    return drawn


def _batches(rows) -> Iterator[list]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _take(drawn: Drawn, row, shape) -> None:
    value = "" if row.value is None else str(row.value)
    kind = drawn.layer.geometry_type
    if kind == "point":
        drawn.points[value].append((shape.x, shape.y))
    else:
        path = "".join(_path(shape))
        if not path:
            return
        drawn.paths[value].append(path)
    drawn.count += 1
    look = drawn.look(value)
    if look["label"] and row.name:
        place, extent = _place_of(shape, kind)
        extent = extent or look["size"]
        drawn.placed.append(Placed(drawn.layer, look, row.name, place.x, place.y, extent))


def _place_of(shape, kind: str) -> tuple:
    """Give the place of a name, and how large what it names is."""
    if kind == "point":
        return shape, 0
    largest = max(shapely.get_parts(shape), key=lambda one: one.area or one.length)
    if largest.geom_type == "LineString":
        return largest.interpolate(0.5, normalized=True), shape.length
    return largest.point_on_surface(), shape.area


def _path(shape) -> Iterator[str]:
    """Give the d of a path; words stand apart, so that no word is long."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _run(shapely.get_coordinates(ring)[:-1], closed=True)
        elif part.geom_type == "LineString":
            yield _run(shapely.get_coordinates(part), closed=False)
        elif part.geom_type.startswith(("Multi", "Geometry")):
            yield from _path(part)


def _run(points: numpy.ndarray, *, closed: bool) -> str:
    if len(points) < 2:
        return ""
    words = [f"{x:.2f} {y:.2f}" for x, y in points.tolist()]
    return f"M {' L '.join(words)}{' Z' if closed else ''} "


def svg_of(layers: list[Drawn], frame: Frame, ground: str) -> str:
    """Give the picture: areas below, lines above them, points on top."""
    order = {"polygon": 0, "line": 1, "point": 2}
    parts: list[str] = []
    patterns: list[str] = []
    for drawn in sorted(layers, key=lambda one: order[one.layer.geometry_type]):
        for value, paths in drawn.paths.items():
            parts.append(_drawn_path(drawn, drawn.look(value), "".join(paths), patterns))
        for value, points in drawn.points.items():
            parts.append(_drawn_points(drawn.look(value), points))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:g}mm" '
        f'height="{frame.height:g}mm" viewBox="0 0 {frame.width:g} {frame.height:g}">'
        f"<defs>{''.join(patterns)}</defs>"
        f'<rect width="{frame.width:g}" height="{frame.height:g}" fill="{ground}"/>'
        f"{' '.join(parts)}</svg>"
    )


def _drawn_path(drawn: Drawn, look: dict, path: str, patterns: list[str]) -> str:
    if drawn.layer.geometry_type == "line":
        return f'<path d="{path}" fill="none" {_stroke(look)}/>'
    fill = f'fill="{look["fill"]}" fill-opacity="{look["fill_opacity"]:g}" fill-rule="nonzero"'
    hatch = ""
    if look["pattern"]:
        patterns.append(_pattern(look, len(patterns)))
        hatch = f'<path d="{path}" fill="url(#p{len(patterns) - 1})" fill-rule="nonzero"/>'
    return f'<path d="{path}" {fill}/>{hatch}<path d="{path}" fill="none" {_stroke(look)}/>'


def _stroke(look: dict) -> str:
    width = look["width"] * MM_IN_PIXEL
    if not width:
        return 'stroke="none"'
    dashes = " ".join(f"{one * MM_IN_PIXEL:.2f}" for one in dash_of(look["dash"], look["width"]))
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    cap = "butt" if look["dash"] == "dash" else "round"
    return (
        f'stroke="{look["color"]}" stroke-width="{width:.2f}" stroke-linejoin="round" '
        f'stroke-linecap="{cap}"{dash}'
    )


def _pattern(look: dict, number: int) -> str:
    inside = {
        "hatch": '<path d="M 0 0 V 1.7" {line}/>',
        "crosshatch": '<path d="M 0 0 V 1.7 M 0 0 H 1.7" {line}/>',
        "dots": '<circle cx=".85" cy=".85" r=".28" fill="{color}"/>',
    }[look["pattern"]]
    line = f'stroke="{look["color"]}" stroke-width=".3" fill="none"'
    drawing = inside.format(line=line, color=look["color"])
    return (
        f'<pattern id="p{number}" width="1.7" height="1.7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{drawing}</pattern>'
    )


def _drawn_points(look: dict, points: list[tuple[float, float]]) -> str:
    radius = look["size"] / 2 * MM_IN_PIXEL
    opacity = 1 if look["icon"] == "ring" else look["fill_opacity"]
    solid = look | {"dash": "solid"}
    sign = (
        f'<path d="{icon_path(look["icon"], round(radius, 3))}" fill="{look["fill"]}" '
        f'fill-opacity="{opacity:g}" {_stroke(solid)}/>'
    )
    if look["icon"] == "hub":
        arm = f"{radius / 2:.2f}"
        sign += f'<path d="M -{arm} 0 H {arm} M 0 -{arm} V {arm}" {_stroke(solid)}/>'
    seen, marks = set(), []
    for x, y in points:
        cell = round(x / CROWD_MM), round(y / CROWD_MM)
        if cell not in seen:
            seen.add(cell)
            marks.append(f'<g transform="translate({x:.2f} {y:.2f})">{sign}</g>')
    return " ".join(marks)
