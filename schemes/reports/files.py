"""What a file holds: the layers and objects that an order means; for paper, no finer than seen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.db.models import BinaryField, Func
from django.utils.translation import get_language

from .. import geo
from ..models import Edition, Feature, Layer, Phase
from ..rules.styles import value_for_style
from .map_search import upto_phase

CHUNK = 2_000


class Outline(Func):
    """The shape as WKB, without what is finer than a tolerance in degrees.

    Leading it onto the plane of a sheet is the caller's: PostGIS 3.3 builds the way to a plane
    that is in no table anew for each row, a hundred times slower than all rows at once.
    """

    output_field = BinaryField()

    def __init__(self, shape, *, tolerance: float):
        super().__init__(shape)
        simple = f"ST_SimplifyPreserveTopology(%(expressions)s, {tolerance:.9f})"
        self.template = f"ST_AsBinary({simple})"


class Row(NamedTuple):
    """One object: its shape, the value that chooses its look, its name in the page's language."""

    wkb: bytes
    value: object
    name: str


def layers_of(edition: Edition, order: Mapping) -> list[Layer]:
    """Give the layers that an order names (none: all), in the order of the legend."""
    rows = edition.scheme.layers.with_theme_order().in_legend_order()
    codes = order.get("layers")
    return list(rows.filter(code__in=codes) if codes else rows)


def chosen(edition: Edition, layer: Layer | None, order: Mapping):
    """Give the objects that an order means: by phase, status, words, attributes."""
    rows = Feature.objects.of(edition, layer).search(order.get("words", ""))
    if order.get("status"):
        rows = rows.filter(status=order["status"])
    if order.get("attributes"):
        rows = rows.filter(attributes__contains=order["attributes"])
    return upto_phase(rows, phase_of(edition, order))


def phase_of(edition: Edition, order: Mapping) -> Phase | None:
    code = order.get("phase")
    return Phase.objects.filter(scheme=edition.scheme_id, code=code).first() if code else None


def drawn_rows(
    edition: Edition, layer: Layer, order: Mapping, *, bounds, tolerance: float
) -> Iterator[Row]:
    """Read the objects that touch the bounds, the earliest drawn first."""
    frame = Polygon.from_bbox(bounds)
    frame.srid = geo.WGS84
    rows = chosen(edition, layer, order).filter(shape__bboverlaps=frame).order_by("pk")
    rows = rows.annotate(wkb=Outline("shape", tolerance=tolerance))
    languages = dict.fromkeys(((get_language() or "kk")[:2], "kk", "ru", "en"))
    names = [f"name_{one}" for one in languages]
    fields = ("wkb", "attributes", "status", "phase__code", *names)
    for wkb, attributes, status, phase, *own in rows.values_list(*fields).iterator(CHUNK):
        value = value_for_style(layer.style, attributes, status=status, phase=phase or "")
        yield Row(wkb, value, next(filter(None, own), ""))


def extent_of(edition: Edition, layers: list[Layer], order: Mapping):
    """Give the bounds of what the scheme itself says (in degrees), of its basis if it says
    nothing: a lake that reaches far beyond would make all else small. None: there is nothing."""
    rows = chosen(edition, None, order)
    own = [layer for layer in layers if layer.theme != Layer.Theme.BASIS]
    for group in (own, layers):
        extent = rows.filter(layer__in=group).aggregate(extent=Extent("shape"))["extent"]
        if extent:
            return extent
    return None
