"""Vector tiles: the objects of a layer as a web map asks for them, square by square.

The shapes lie on the plane of web maps already (a stored column with its GiST index), so a tile
needs no transform. Where a tile is crowded, what is smaller than a pixel stands for its
neighbours, names are left out, and the largest come first: the same tile is always the same.
"""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

from .. import geo
from ..models import Edition, Layer
from .map import contents_of

MOST_ZOOM = 18
MOST_BYTES = 500_000
MOST_OBJECTS = 6_500
# Up to so many objects a tile holds them all, each with its names.
UNCROWDED = 2_000
# In a crowded tile one object smaller than a pixel stands for all in a square of so many pixels.
CELL_PIXELS = 4
LOW_ZOOMS = range(5, 11)
KEPT_SECONDS = 7 * 24 * 3600
# Deeper tiles are small, quickly drawn and beyond number: a visitor could fill the cache with them.
DEEPEST_KEPT = 14

# One pass over the index; all that is left to decide is decided by how many there are. The index
# compares numbers of its own size alone: hence the casts.
TILE = """
WITH here AS MATERIALIZED (
    SELECT f.id, f.area_m2, f.length_m, f.shape_on_mercator AS shape,
        greatest(ST_XMax(f.shape_on_mercator) - ST_XMin(f.shape_on_mercator),
                 ST_YMax(f.shape_on_mercator) - ST_YMin(f.shape_on_mercator)) < %(pixel)s AS is_dot
    FROM schemes_feature f
    WHERE f.edition_id = %(edition)s::bigint AND f.layer_id = %(layer)s::bigint
      AND f.removed_at IS NULL
      AND f.shape_on_mercator && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096)
), crowd AS (
    SELECT count(*) > %(uncrowded)s AS is_crowded FROM here
), thinned AS (
    SELECT here.*, row_number() OVER (
        PARTITION BY floor(ST_XMin(shape) / %(cell)s), floor(ST_YMin(shape) / %(cell)s)
        ORDER BY area_m2 + length_m DESC, id
    ) AS place
    FROM here WHERE is_dot AND (SELECT is_crowded FROM crowd)
), chosen AS (
    SELECT id, area_m2, length_m, shape, is_dot FROM thinned WHERE place = 1
    UNION ALL
    SELECT id, area_m2, length_m, shape, is_dot FROM here
    WHERE NOT (is_dot AND (SELECT is_crowded FROM crowd))
    ORDER BY area_m2 DESC, length_m DESC, id LIMIT %(most)s
), drawn AS MATERIALIZED (
    SELECT f.uid::text AS uid, f.status, p.code AS phase,
        CASE %(by)s WHEN '' THEN NULL WHEN 'status' THEN f.status WHEN 'phase' THEN p.code
            ELSE f.attributes ->> %(by)s END AS value,
        CASE WHEN is_crowded THEN NULL ELSE nullif(f.key, '') END AS key,
        CASE WHEN is_crowded THEN NULL ELSE nullif(f.name_kk, '') END AS name_kk,
        CASE WHEN is_crowded THEN NULL ELSE nullif(f.name_ru, '') END AS name_ru,
        CASE WHEN is_crowded THEN NULL ELSE nullif(f.name_en, '') END AS name_en,
        ST_AsMVTGeom(
            CASE WHEN c.is_dot AND ST_Dimension(c.shape) = 2
                 THEN ST_Expand(ST_Centroid(ST_Envelope(c.shape)), %(pixel)s / 2)
                 ELSE ST_Simplify(c.shape, %(pixel)s / 2, true) END,
            ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4096, 64, true
        ) AS shape
    FROM chosen c JOIN schemes_feature f ON f.id = c.id
    LEFT JOIN schemes_phase p ON p.id = f.phase_id CROSS JOIN crowd
    ORDER BY c.area_m2 DESC, c.length_m DESC, c.id
)
SELECT ST_AsMVT(drawn, %(name)s, 4096, 'shape') FROM drawn WHERE shape IS NOT NULL
"""


@dataclass(frozen=True)
class Square:
    """Which tile: `zoom`, column from the west, row from the north."""

    zoom: int
    x: int
    y: int

    def exists(self) -> bool:
        side = 2**self.zoom if 0 <= self.zoom <= MOST_ZOOM else 0
        return 0 <= self.x < side and 0 <= self.y < side


@dataclass(frozen=True)
class TiledLayer:
    """What of a layer its tiles depend on."""

    pk: int
    code: str
    by: str

    @classmethod
    def of(cls, layer: Layer) -> "TiledLayer":
        return cls(pk=layer.pk, code=layer.code, by=layer.style.get("by", ""))


def packed_tiles(
    edition_pk: int, revision: int, layers: Iterable[TiledLayer], square: Square
) -> list[bytes]:
    """Give the tile of each layer that has something there, gzipped: from the cache or drawn now.

    Unpacked tiles may be joined end to end into one of several layers: the format allows it.
    """
    names = {_cache_name(edition_pk, revision, layer, square): layer for layer in layers}
    kept = cache.get_many(names)
    for name, layer in names.items():
        if name not in kept:
            kept[name] = _pack(draw_tile(edition_pk, layer, square))
            if kept[name] and square.zoom <= DEEPEST_KEPT:
                cache.set(name, kept[name], KEPT_SECONDS)
    return [kept[name] for name in names if kept[name]]


def unpacked(tiles: Iterable[bytes]) -> bytes:
    return b"".join(gzip.decompress(tile) for tile in tiles)


def _pack(tile: bytes) -> bytes:
    return gzip.compress(tile, compresslevel=4, mtime=0) if tile else b""


def draw_tile(edition_pk: int, layer: TiledLayer, square: Square) -> bytes:
    """Give the tile as the database draws it; if it is too heavy, again with fewer objects."""
    most = MOST_OBJECTS
    while True:
        tile = _draw(edition_pk, layer, square, most)
        if len(tile) <= MOST_BYTES or most <= 1:
            return tile
        most = max(1, min(most, MOST_OBJECTS) * MOST_BYTES * 9 // (len(tile) * 10))


def tile_query(edition_pk: int, layer: TiledLayer, square: Square, most: int) -> dict:
    """Give what the query of a tile is asked with."""
    pixel = geo.pixel(square.zoom)
    return {
        "edition": edition_pk,
        "layer": layer.pk,
        "name": layer.code,
        "by": layer.by,
        "z": square.zoom,
        "x": square.x,
        "y": square.y,
        "pixel": pixel,
        "cell": pixel * CELL_PIXELS,
        "uncrowded": UNCROWDED,
        "most": most,
    }


def prepare_low_tiles(edition: Edition) -> int:
    """Draw beforehand the tiles that take longest: low zooms of crowded layers; give how many."""
    contents = contents_of(edition)
    crowded = [pk for pk, content in contents.items() if content.count > UNCROWDED]
    layers = [TiledLayer.of(layer) for layer in edition.scheme.layers.filter(pk__in=crowded)]
    squares = [square for zoom in LOW_ZOOMS for square in _squares_of(edition, zoom) if layers]
    for square in squares:
        packed_tiles(edition.pk, edition.revision, layers, square)
    return len(squares)


def _draw(edition_pk: int, layer: TiledLayer, square: Square, most: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(TILE, tile_query(edition_pk, layer, square, most))
        return bytes(cursor.fetchone()[0] or b"")


def _squares_of(edition: Edition, zoom: int) -> list[Square]:
    whole = geo.PIXEL_AT_ZOOM_0 * 256
    half, step, last = whole / 2, whole / 2**zoom, 2**zoom - 1
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)
            FROM (SELECT ST_Extent(shape_on_mercator) AS box FROM schemes_feature
                  WHERE edition_id = %s AND removed_at IS NULL) extent""",
            [edition.pk],
        )
        west, south, east, north = cursor.fetchone()
    if west is None:
        return []
    columns = range(max(0, int((west + half) // step)), min(last, int((east + half) // step)) + 1)
    rows = range(max(0, int((half - north) // step)), min(last, int((half - south) // step)) + 1)
    return [Square(zoom, x, y) for x in columns for y in rows]


def _cache_name(edition_pk: int, revision: int, layer: TiledLayer, square: Square) -> str:
    place = f"{square.zoom}/{square.x}/{square.y}"
    return f"tile/{edition_pk}/{revision}/{layer.pk}/{layer.by}/{place}"
