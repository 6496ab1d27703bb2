"""A shape as the portal keeps it: flat, of the layer's kind, on a grid, valid.

It is never mended silently. PostGIS judges: the same library that keeps the constraint.
"""

from math import isfinite

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

from ... import geo
from ...models import Layer
from .refusals import ShapeBroken, ShapeEmpty, ShapeOffTheEarth, ShapeOfWrongKind, ShapeTooHeavy

GRID = 1e-7  # degrees: about a centimetre on the ground
MOST_VERTICES = 100_000
# Dimension of what a layer holds, and the kinds that a drawing of it may have.
DIMENSION = {geo.POINT: 1, geo.LINE: 2, geo.POLYGON: 3}
KINDS = {
    geo.POINT: {"Point", "MultiPoint"},
    geo.LINE: {"LineString", "MultiLineString"},
    geo.POLYGON: {"Polygon", "MultiPolygon"},
}
JUDGE = """
    WITH given AS (SELECT ST_Force2D(%s::geometry) AS shape),
    judged AS (SELECT shape, ST_IsValidDetail(shape) AS detail FROM given)
    SELECT (detail).valid, ST_X((detail).location), ST_Y((detail).location), (detail).reason,
           CASE WHEN NOT (detail).valid
                THEN ST_AsHexEWKB(ST_CollectionExtract(ST_MakeValid(shape), %s)) END
    FROM judged
"""
# Vertices go to the grid: seven decimals, read back as the nearest number, so that what was kept
# is kept again the same. Where that breaks an outline, its nearest valid form on the grid is taken.
KEEP = """
    WITH made AS (SELECT ST_Force2D({expression}) AS shape),
    rounded AS (
        SELECT shape, ST_RemoveRepeatedPoints(
            ST_GeomFromText(ST_AsText(shape, 7), ST_SRID(shape))) AS rough FROM made
    ),
    snapped AS (SELECT CASE WHEN ST_IsValid(rough) THEN rough
        ELSE ST_ReducePrecision(shape, %s) END AS shape FROM rounded),
    kept AS (SELECT {whole}(ST_CollectionExtract(shape, %s)) AS shape FROM snapped)
    SELECT ST_AsHexEWKB(ST_GeomFromText(ST_AsText(shape, 7), ST_SRID(shape))) FROM kept
"""


def normalised(shape: GEOSGeometry | None, layer: Layer) -> GEOSGeometry:
    """Give the shape as it is kept, or refuse and say where and why.

    Refuses no shape, another kind than the layer's, coordinates off the earth, too many vertices
    and an outline that crosses itself (with the place, and what mending would make of it).
    """
    if shape is None or shape.empty:
        raise ShapeEmpty
    if shape.geom_type not in KINDS[layer.geometry_type]:
        raise ShapeOfWrongKind(wanted=layer.get_geometry_type_display())
    if shape.geom_type == "MultiPoint" and len(shape) > 1:
        raise ShapeOfWrongKind(wanted=layer.get_geometry_type_display())
    west, south, east, north = shape.extent
    if west < -180 or east > 180 or south < -90 or north > 90:
        lon, lat = (west, south) if west < -180 or south < -90 else (east, north)
        raise ShapeOffTheEarth(lon=lon, lat=lat)
    if shape.num_coords > MOST_VERTICES:
        raise ShapeTooHeavy(count=shape.num_coords, most=MOST_VERTICES)
    shape = shape.clone()
    shape.srid = geo.WGS84
    _require_valid(shape, layer)
    return asked("%s::geometry", [shape.hexewkb.decode()], layer)


def _require_valid(shape: GEOSGeometry, layer: Layer) -> None:
    dimension = DIMENSION[layer.geometry_type]
    with connection.cursor() as cursor:
        cursor.execute(JUDGE, [shape.hexewkb.decode(), dimension])
        is_valid, lon, lat, reason, mended = cursor.fetchone()
    if is_valid:
        return
    if lon is None:
        lon, lat = shape.extent[:2]
    if not (isfinite(lon) and isfinite(lat)):
        raise ShapeOffTheEarth(lon=lon, lat=lat)
    repaired = GEOSGeometry(mended) if mended else None
    if repaired is not None and repaired.empty:
        repaired = None
    raise ShapeBroken(at=(lon, lat), reason=reason, repaired=repaired)


def asked(expression: str, values: list, layer: Layer) -> GEOSGeometry:
    """Give what an expression of PostGIS makes, of the layer's kind and on the grid.

    Refuses what becomes nothing on the grid.
    """
    whole = "" if layer.geometry_type == geo.POINT else "ST_Multi"
    query = KEEP.format(expression=expression, whole=whole)
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, GRID, DIMENSION[layer.geometry_type]])
        (made,) = cursor.fetchone()
    made = GEOSGeometry(made) if made else None
    if made is None or made.empty:
        raise ShapeEmpty
    if layer.geometry_type == geo.POINT and made.geom_type == "MultiPoint":
        made = made[0]
        made.srid = geo.WGS84
    return made
