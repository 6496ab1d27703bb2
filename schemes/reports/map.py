"""What the map asks: how much stands in each layer of an edition, and its objects as GeoJSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.core.cache import cache
from django.db.models import Count, F, FloatField, Func, IntegerField, Sum, TextField

from .. import geo
from ..models import Edition, Feature, Layer
from ..rules.styles import value_for_style

# A layer beyond either is drawn from tiles: as GeoJSON it would be slow to bring and to draw.
HEAVY_COUNT = 3000
HEAVY_BYTES = 3_000_000
MOST_SHAPES = 5000
ALMATY = (75.6, 42.6, 79.4, 45.0)  # shown of a scheme that has no objects yet
# Zooms for which outlines are simplified, each good for the zooms up to it; beyond, as they are.
STEPS = (7, 9, 11, 13)
A_DAY = 24 * 3600
DEGREES_IN_PIXEL_AT_ZOOM_0 = 360 / 256


class Bytes(Func):
    """How much room a value takes, without reading it."""

    function = "pg_column_size"
    output_field = IntegerField()


class Outline(Func):
    """GeoJSON of a shape, simplified when a tolerance in degrees is given."""

    output_field = TextField()

    def __init__(self, shape, *, tolerance: float, digits: int):
        super().__init__(shape)
        inner = "%(expressions)s"
        if tolerance:
            inner = f"ST_SimplifyPreserveTopology({inner}, {tolerance:.8f})"
        self.template = f"ST_AsGeoJSON({inner}, {digits})"


class Anchor(Func):
    """One coordinate of the place where the name of an area or a line is written."""

    output_field = FloatField()

    def __init__(self, shape, *, axis: str, kind: str):
        super().__init__(shape)
        place = "ST_PointOnSurface(%(expressions)s)"
        if kind == geo.LINE:
            place = "ST_LineInterpolatePoint(ST_GeometryN(%(expressions)s, 1), 0.5)"
        self.template = f"round(ST_{axis}({place})::numeric, 6)::float"


@dataclass
class Content:
    """How much of a layer stands in an edition; `by_phase` goes by the phase's code."""

    count: int = 0
    bytes: int = 0
    by_phase: dict[str, int] = field(default_factory=dict)
    bounds: tuple | None = None

    @property
    def is_heavy(self) -> bool:
        return self.count > HEAVY_COUNT or self.bytes > HEAVY_BYTES


def contents_of(edition: Edition) -> dict[int, Content]:
    """Give what stands in each layer of the edition, by the layer's id; one query.

    A published edition never changes: it is counted once.
    """
    if not edition.is_public:
        return _count(edition)
    name = f"scheme-contents:{edition.uid}:{edition.revision}"
    return cache.get_or_set(name, lambda: _count(edition), A_DAY)


def _count(edition: Edition) -> dict[int, Content]:
    rows = (
        Feature.objects.of(edition)
        .values("layer_id", "phase__code")
        .annotate(many=Count("pk"), bytes=Sum(Bytes(F("shape"))), box=Extent("shape"))
        .order_by()
    )
    found: dict[int, Content] = {}
    for row in rows:
        content = found.setdefault(row["layer_id"], Content())
        content.count += row["many"]
        content.bytes += row["bytes"]
        content.by_phase[row["phase__code"] or ""] = row["many"]
        content.bounds = joined([content.bounds, row["box"]])
    return found


def joined(boxes) -> tuple | None:
    """Give the box round all boxes (west, south, east, north); None of nothing."""
    boxes = [box for box in boxes if box]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def bounds_of(contents: dict[int, Content], layers: list[Layer]) -> tuple:
    """Give the box that the map shows first: what the scheme says, without its wider basis.

    An edition with nothing but its basis shows that; an empty one, the Almaty region.
    """
    own = [one.pk for one in layers if one.theme != Layer.Theme.BASIS]
    said = joined([contents[pk].bounds for pk in own if pk in contents])
    return said or joined([one.bounds for one in contents.values()]) or ALMATY


def step_of(zoom: int | None) -> int | None:
    """Give the step of simplification for a zoom; None: shapes as they are."""
    if zoom is None:
        return None
    return next((step for step in STEPS if zoom <= step), None)


def shapes_as_json(
    edition: Edition,
    layer: Layer,
    *,
    language: str,
    zoom: int | None = None,
    bbox: tuple | None = None,
) -> str:
    """Give the objects of a layer as GeoJSON, as light as the zoom allows, at most MOST_SHAPES."""
    rows = _rows(edition, layer, zoom, bbox)
    parts = list(_features(layer, rows, language))
    is_cut = len(parts) > MOST_SHAPES
    listed = ",".join(parts[:MOST_SHAPES])
    return f'{{"type":"FeatureCollection","truncated":{json.dumps(is_cut)},"features":[{listed}]}}'


def _rows(edition, layer, zoom, bbox):
    step = step_of(zoom)
    tolerance = 0.75 * DEGREES_IN_PIXEL_AT_ZOOM_0 / 2**step if step else 0
    digits = 4 if step and step <= 9 else 5 if step else 7
    names = ["uid", "key", "name_kk", "name_ru", "name_en", "status", "phase__code", "attributes"]
    rows = Feature.objects.of(edition, layer).annotate(
        outline=Outline(F("shape"), tolerance=tolerance, digits=digits)
    )
    if layer.geometry_type != geo.POINT and _has_labels(layer.style):
        kind = layer.geometry_type
        rows = rows.annotate(
            at_x=Anchor(F("shape"), axis="X", kind=kind),
            at_y=Anchor(F("shape"), axis="Y", kind=kind),
        )
        names += ["at_x", "at_y"]
    if bbox:
        rows = rows.filter(shape__bboverlaps=Polygon.from_bbox(bbox))
    return rows.order_by("pk").values(*names, "outline")[: MOST_SHAPES + 1]


def _has_labels(style: dict) -> bool:
    return any(one.get("label") for one in [style, *style.get("cases", [])])


def _features(layer: Layer, rows, language: str) -> Iterator[str]:
    for row in rows.iterator():
        name = name_of(row, language)
        phase = row["phase__code"] or ""
        said = {
            "uid": str(row["uid"]),
            "key": row["key"],
            "name": name,
            "status": row["status"],
            "phase": phase,
            "value": value_for_style(
                layer.style, row["attributes"], status=row["status"], phase=phase
            ),
            "label": name or row["key"],
        }
        if row.get("at_x") is not None:
            said["at"] = [row["at_x"], row["at_y"]]
        words = json.dumps(said, ensure_ascii=False)
        yield f'{{"type":"Feature","geometry":{row["outline"]},"properties":{words}}}'


def name_of(row: dict, language: str) -> str:
    """Give the name in the language, else in Kazakh, Russian, English."""
    for one in (language, "kk", "ru", "en"):
        if row.get(f"name_{one}"):
            return row[f"name_{one}"]
    return ""
