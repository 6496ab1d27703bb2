"""Which objects go into a file, and how they are read: one by one, however many there are."""

from collections.abc import Iterator, Mapping

from django.contrib.gis.db.models.functions import AsWKB
from django.contrib.gis.geos import Polygon

from ... import geo
from ...models import Edition, Layer
from ...reports.files import chosen

CHUNK = 2_000  # rows that are in memory at a time
# What is read of each object, in this order.
FIELDS = (
    "lineage", "key", "name_kk", "name_ru", "name_en", "status", "phase__code",
    "responsible__name_kk", "responsible__name_ru", "responsible__name_en", "cost", "source",
    "area_m2", "length_m", "attributes", "wkb",
)  # fmt: skip


def features_of(edition: Edition, layer: Layer, order: Mapping):
    """Give the objects of a layer that an order means, as a question not yet asked."""
    rows = chosen(edition, layer, order)
    if order.get("bbox"):
        frame = Polygon.from_bbox(order["bbox"])
        frame.srid = geo.WGS84
        rows = rows.filter(shape__intersects=frame)
    return rows


def read_rows(rows) -> Iterator[dict]:
    """Read the objects one by one through a cursor of the server: memory stays small."""
    found = rows.order_by("pk").annotate(wkb=AsWKB("shape")).values_list(*FIELDS)
    for values in found.iterator(chunk_size=CHUNK):
        yield dict(zip(FIELDS, values, strict=True))
