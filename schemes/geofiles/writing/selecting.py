"""Which objects go into a file: a layer, a whole edition, or what a filter leaves of it."""

from collections.abc import Iterator, Mapping

from django.contrib.gis.db.models.functions import AsWKB
from django.contrib.gis.geos import Polygon
from django.db.models import Q

from ... import geo
from ...models import Edition, Feature, Layer, Phase

CHUNK = 2_000  # rows that are in memory at a time
# What is read of each object, in this order.
FIELDS = (
    "lineage", "key", "name_kk", "name_ru", "name_en", "status", "phase__code",
    "responsible__name_kk", "responsible__name_ru", "responsible__name_en", "cost", "source",
    "area_m2", "length_m", "attributes", "wkb",
)  # fmt: skip


def layers_of(edition: Edition, order: Mapping) -> list[Layer]:
    """Give the layers that an order names (none: all), in the order of the legend."""
    rows = edition.scheme.layers.with_theme_order().in_legend_order()
    codes = order.get("layers")
    return list(rows.filter(code__in=codes) if codes else rows)


def features_of(edition: Edition, layer: Layer, order: Mapping):
    """Give the objects of a layer that an order means, as a question not yet asked."""
    rows = Feature.objects.of(edition, layer).search(order.get("words", ""))
    if order.get("status"):
        rows = rows.filter(status=order["status"])
    if order.get("phase"):
        rows = up_to(rows, edition, order["phase"])
    if order.get("bbox"):
        frame = Polygon.from_bbox(order["bbox"])
        frame.srid = geo.WGS84
        rows = rows.filter(shape__intersects=frame)
    return rows


def up_to(rows, edition: Edition, code: str):
    """What stands by the end of a phase: its own objects and those of the phases before it."""
    position = Phase.objects.filter(scheme=edition.scheme_id, code=code).values("position")[:1]
    return rows.filter(Q(phase__isnull=True) | Q(phase__position__lte=position))


def read_rows(rows) -> Iterator[dict]:
    """Read the objects one by one through a cursor of the server: memory stays small."""
    found = rows.order_by("pk").annotate(wkb=AsWKB("shape")).values_list(*FIELDS)
    for values in found.iterator(chunk_size=CHUNK):
        yield dict(zip(FIELDS, values, strict=True))
