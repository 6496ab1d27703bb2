"""Small maps drawn by the server: the quiet ground of an edition and numbered places on it.

PostGIS writes the paths itself, on a plane of 1000 units, simplified to what such a map can show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Point
from django.db.models import Case, F, FloatField, Func, Q, TextField, Value, When

from agglo_portal.core.models import User

from .. import geo
from ..models import Edition, Feature, Layer, Scheme
from ..rules.styles import look_of, value_for_style

SIDE = 1000
SLACK = 40  # units around the ground
MOST_OUTLINES = 300


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


@dataclass(frozen=True)
class Sketch:
    """A drawing for schemes/_svg_map.html; what is marked lies above the ground."""

    view_box: str
    ground: list[Outline] = field(default_factory=list)
    marked: list[Outline] = field(default_factory=list)
    spot: tuple[str, str] | None = None
    credits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Plane:
    """Where the drawing lies on the web Mercator plane, and how it becomes units."""

    west: float
    south: float
    scale: float
    height: int

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
    ground = _ground(edition) if edition else Feature.objects.none()
    chosen = Feature.objects.filter(pk__in=order)
    plane = _plane_of(ground) or _plane_of(chosen)
    if plane is None:
        return None
    rows = list(_drawn(ground, plane).order_by("layer__legend_order", "-area_m2")[:MOST_OUTLINES])
    drawn = sorted(_drawn(chosen, plane), key=lambda row: order[row.pk]) if order else []
    return Sketch(
        view_box=f"0 {-plane.height} {SIDE} {plane.height}",
        ground=[_outline(row) for row in rows],
        marked=[_outline(row, order[row.pk]) for row in drawn],
        spot=plane.units_of(*spot) if spot else None,
        credits=sorted({row.layer.attribution for row in rows if row.layer.attribution}),
    )


def _ground(edition: Edition):
    """Boundaries, waters and corridors: without points, which would only be dust at this size."""
    quiet = Q(layer__theme=Layer.Theme.BASIS) | Q(layer__code="transport")
    shown = Feature.objects.of(edition).filter(quiet)
    return shown.exclude(layer__geometry_type=Layer.GeometryType.POINT)


def _plane_of(features) -> _Plane | None:
    box = features.aggregate(box=Extent("shape_on_mercator"))["box"]
    if box is None:
        return None
    west, south, east, north = box
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
    # One unit is what the eye tells apart; what is smaller stays as a speck (preserveCollapsed).
    light = Func(moved, Value(0.7), Value(True), function="ST_Simplify")
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
