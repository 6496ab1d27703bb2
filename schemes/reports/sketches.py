"""Small maps drawn by the server: the quiet ground of an edition and numbered places on it.

PostGIS writes the paths itself, on a plane of 1000 units, simplified to what such a map can show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Point, Polygon
from django.core.cache import cache
from django.db.models import Case, F, FloatField, Func, Q, TextField, Value, When
from django.utils.translation import get_language

from agglo_portal.core.models import User

from .. import geo
from ..models import Edition, Feature, Layer, Scheme
from ..rules.styles import look_of, value_for_style
from .territory import planned_objects

SIDE = 1000
SLACK = 40  # units around the ground
MOST_OUTLINES = 300
MOST_TOWNS = 8
LETTER = 34  # units that a line of names takes
AN_HOUR = 3600


@dataclass(frozen=True)
class Outline:
    """One path: its shape's kind, its words and how its layer draws it."""

    d: str
    kind: str
    name: str
    look: dict
    x: str
    y: str
    number: int = 0
    anchor: str = "start"  # where the name stands: right of the spot, or left ("end")


@dataclass(frozen=True)
class Sketch:
    """A drawing for schemes/_svg_map.html; what is marked lies above the ground."""

    view_box: str
    ground: list[Outline] = field(default_factory=list)
    marked: list[Outline] = field(default_factory=list)
    spot: tuple[str, str] | None = None
    towns: list[Outline] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Plane:
    """Where the drawing lies on the web Mercator plane, and how it becomes units."""

    west: float
    south: float
    scale: float
    height: int

    def box(self) -> Polygon:
        """Give the drawn part of the plane."""
        east, north = self.west + SIDE / self.scale, self.south + self.height / self.scale
        box = Polygon.from_bbox((self.west, self.south, east, north))
        box.srid = geo.WEB_MERCATOR
        return box

    def units_of(self, longitude: float, latitude: float) -> tuple[str, str]:
        """Give a place in the units of the drawing, whose y goes down."""
        point = Point(longitude, latitude, srid=geo.WGS84)
        point.transform(geo.WEB_MERCATOR)
        x, y = (point.x - self.west) * self.scale, (point.y - self.south) * self.scale
        return f"{x:.0f}", f"{-y:.0f}"


def latest_edition(user: User, scheme: Scheme | None = None) -> Edition | None:
    """Give the newest published edition, else the newest that the person may see."""
    rows = Edition.objects.visible_to(user).exclude(state=Edition.State.DISCARDED)
    if scheme is not None:
        rows = rows.filter(scheme=scheme)
    is_published = Case(When(state=Edition.State.PUBLISHED, then=1), default=0)
    return rows.select_related("scheme").order_by(is_published.desc(), "-year", "-pk").first()


def sketch_of(
    edition: Edition | None,
    marked: Iterable[Feature] = (),
    *,
    spot: tuple[float, float] | None = None,
) -> Sketch | None:
    """Draw the basis of the edition with these objects numbered from 1; None if all is empty.

    `spot` is one more place (longitude, latitude), drawn as a pin without a number.
    """
    order = {feature.pk: number for number, feature in enumerate(marked, start=1)}
    chosen = Feature.objects.filter(pk__in=order)
    plane = _plane_of(edition, chosen if order else None)
    if plane is None:
        return None
    ground = _kept_ground(edition, plane) if edition else _Ground([], [], [])
    drawn = sorted(_drawn(chosen, plane), key=lambda row: order[row.pk]) if order else []
    return Sketch(
        view_box=f"0 {-plane.height} {SIDE} {plane.height}",
        ground=ground.outlines,
        towns=ground.towns,
        credits=ground.credits,
        marked=[_outline(row, order[row.pk]) for row in drawn],
        spot=plane.units_of(*spot) if spot else None,
    )


@dataclass(frozen=True)
class _Ground:
    """What lies under the marks, the same for all who look at this part of the edition."""

    outlines: list[Outline]
    towns: list[Outline]
    credits: list[str]


def _kept_ground(edition: Edition, plane: _Plane) -> _Ground:
    """Drawn once an hour for a published edition: it changes no more, its layers' looks may."""
    if not edition.is_public:
        return _draw_ground(edition, plane)
    part = f"{plane.west:.0f}:{plane.south:.0f}:{plane.scale:.6f}:{plane.height}"
    name = f"scheme-sketch:{edition.uid}:{edition.revision}:{get_language()}:{part}"
    return cache.get_or_set(name, lambda: _draw_ground(edition, plane), AN_HOUR)


def _draw_ground(edition: Edition, plane: _Plane) -> _Ground:
    rows = _ground(edition, plane)
    return _Ground(
        outlines=[_outline(row) for row in rows],
        towns=_towns(edition, plane),
        credits=sorted({row.layer.attribution for row in rows if row.layer.attribution}),
    )


def _ground(edition: Edition, plane: _Plane) -> list[Feature]:
    """Boundaries, waters and corridors: without points, which would only be dust at this size."""
    quiet = Q(layer__theme=Layer.Theme.BASIS) | Q(layer__code="transport")
    shown = Feature.objects.of(edition).filter(quiet, shape_on_mercator__bboverlaps=plane.box())
    lines_and_areas = shown.exclude(layer__geometry_type=Layer.GeometryType.POINT)
    big = lines_and_areas.order_by("layer__legend_order", "-area_m2", "-length_m", "pk")
    return list(_drawn(big, plane)[:MOST_OUTLINES])


def _towns(edition: Edition, plane: _Plane) -> list[Outline]:
    """The places that their layer draws biggest, whose names do not cover each other."""
    points = edition.scheme.layers.filter(
        theme=Layer.Theme.BASIS, geometry_type=Layer.GeometryType.POINT
    )
    wanted = Q()
    for layer in points:
        cases = [case for case in layer.style.get("cases", []) if "size" in case]
        by = layer.style.get("by", "")
        if cases and by in layer.attribute_codes():
            biggest = max(cases, key=lambda case: case["size"])["value"]
            wanted |= Q(layer=layer, **{f"attributes__{by}": biggest})
    if not wanted:
        return []
    shown = Feature.objects.of(edition).filter(wanted, shape_on_mercator__bboverlaps=plane.box())
    rows = _drawn(shown.order_by("pk"), plane)[: MOST_TOWNS * 3]
    return _with_room([_outline(row) for row in rows])[:MOST_TOWNS]


def _with_room(towns: list[Outline]) -> list[Outline]:
    """Keep those whose name covers no other, on whichever side of the spot there is room."""
    taken: list[tuple[int, int, int]] = []
    kept = []
    for one in towns:
        x, y, width = int(one.x), int(one.y), 16 * len(one.name) + 24
        for anchor, left in (("start", x - 10), ("end", x - width)):
            fits = left >= 0 and left + width <= SIDE
            if fits and not any(
                abs(y - other) < LETTER and left < end and begin < left + width
                for begin, end, other in taken
            ):
                taken.append((left, left + width, y))
                kept.append(replace(one, anchor=anchor))
                break
    return kept


def _plane_of(edition: Edition | None, chosen) -> _Plane | None:
    """The plane round the territory of the edition and all that is marked."""
    boxes = [planned_objects(edition)] if edition else []
    boxes += [chosen] if chosen is not None else []
    found = [one.aggregate(box=Extent("shape_on_mercator"))["box"] for one in boxes]
    found = [box for box in found if box]
    if not found:
        return None
    west, south = (min(box[side] for box in found) for side in (0, 1))
    east, north = (max(box[side] for box in found) for side in (2, 3))
    # A lone point has no size of its own: some kilometres around it.
    size = max(east - west, (north - south) / 1.2, 4000.0)
    scale = (SIDE - 2 * SLACK) / size
    margin = SLACK / scale
    middle = (east + west) / 2
    height = round((north - south) * scale) + 2 * SLACK
    return _Plane(middle - size / 2 - margin, south - margin, scale, height)


def _drawn(features, plane: _Plane):
    """The rows with their path and a spot on them, in the units of the drawing."""
    numbers = [Value(value) for value in (-plane.west, -plane.south, plane.scale, plane.scale)]
    moved = Func(F("shape_on_mercator"), *numbers, function="ST_TransScale")
    # Cut a little outside the drawing; one unit is what the eye tells apart, what is smaller
    # stays as a speck (preserveCollapsed).
    sides = [Value(side) for side in (-SLACK, -SLACK, SIDE + SLACK, plane.height + SLACK)]
    frame = Func(*sides, Value(geo.WEB_MERCATOR), function="ST_MakeEnvelope")
    cut = Func(moved, frame, function="ST_ClipByBox2D")
    light = Func(cut, Value(0.7), Value(True), function="ST_Simplify")
    spot = Func(moved, function="ST_PointOnSurface")
    return (
        features.select_related("layer", "phase")
        .defer("shape", "search_text")
        .annotate(
            path=Func(light, Value(1), Value(0), function="ST_AsSVG", output_field=TextField()),
            spot_x=Func(spot, function="ST_X", output_field=FloatField()),
            spot_y=Func(spot, function="ST_Y", output_field=FloatField()),
        )
    )


def _outline(row: Feature, number: int = 0) -> Outline:
    style = row.layer.style
    phase = row.phase.code if row.phase else ""
    value = value_for_style(style, row.attributes, status=row.status, phase=phase)
    return Outline(
        d="" if row.layer.geometry_type == Layer.GeometryType.POINT else row.path,
        kind=row.layer.geometry_type,
        name=row.name or row.key,
        look=look_of(style, value),
        x=f"{row.spot_x:.0f}",
        y=f"{-row.spot_y:.0f}",
        number=number,
    )
