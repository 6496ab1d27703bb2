"""Small pictures of shapes drawn by the server: how an object stood, and how it stands now."""

from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

SIDE = 240
SLACK = 14
# One plane for all shapes of a picture; paths in its units, simplified to what it can show.
PATHS = """
    WITH given AS (
        SELECT place, ST_Transform(shape, 3857) AS shape
        FROM unnest(%s::geometry[]) WITH ORDINALITY AS one(shape, place)
    ),
    frame AS (SELECT ST_Extent(shape) AS box FROM given),
    plane AS (
        SELECT (ST_XMin(box) + ST_XMax(box) - side) / 2 AS west,
               (ST_YMin(box) + ST_YMax(box) - side) / 2 AS south, side
        FROM frame, greatest(ST_XMax(box) - ST_XMin(box), ST_YMax(box) - ST_YMin(box), 200) AS side
    )
    SELECT ST_AsSVG(ST_SimplifyPreserveTopology(ST_Scale(
               ST_Translate(shape, -west, -south), %s / side, %s / side), 0.3), 0, 1),
           ST_Dimension(shape)
    FROM given, plane ORDER BY place
"""


@dataclass(frozen=True)
class Path:
    """`d` of an SVG path; x and y where the shape is a point."""

    d: str
    look: str
    kind: str
    x: str = ""
    y: str = ""


def picture_of(shapes: list[tuple[GEOSGeometry, str]]) -> dict:
    """Draw shapes on one plane: {"view_box", "paths"}; `look` names the class of each."""
    values = [[shape.hexewkb.decode() for shape, _look in shapes], SIDE, SIDE]
    with connection.cursor() as cursor:
        cursor.execute(PATHS, values)
        rows = cursor.fetchall()
    paths = [
        _path(d, look, dimension)
        for (d, dimension), (_shape, look) in zip(rows, shapes, strict=True)
    ]
    box = f"{-SLACK} {-SIDE - SLACK} {SIDE + 2 * SLACK} {SIDE + 2 * SLACK}"
    return {"view_box": box, "paths": paths}


def _path(d: str, look: str, dimension: int) -> Path:
    if dimension == 0:
        x, y = (part.split('"')[1] for part in d.split(" ")[:2])
        return Path("", look, "point", x, y)
    return Path(d, look, ("point", "line", "area")[dimension])
