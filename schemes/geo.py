"""Where the scheme's geometry lives: reference systems, tolerances, expressions of PostGIS."""

from django.contrib.gis.db.models import GeometryField
from django.db.models import FloatField, Func, TextField

WGS84 = 4326
WEB_MERCATOR = 3857
# Metres of the web Mercator plane in one pixel of a 256-pixel tile at zoom 0.
PIXEL_AT_ZOOM_0 = 156543.03392804097
POINT, LINE, POLYGON = "point", "line", "polygon"
STORED_TYPES = {POINT: "ST_Point", LINE: "ST_MultiLineString", POLYGON: "ST_MultiPolygon"}


class OnMercator(Func):
    """The shape on the plane of web maps; kept in a column, so that tiles need no transform."""

    template = f"ST_Transform(%(expressions)s, {WEB_MERCATOR})"
    output_field = GeometryField(srid=WEB_MERCATOR)


class GeodesicArea(Func):
    """Square metres on the ellipsoid; 0 for points and lines."""

    template = "ST_Area((%(expressions)s)::geography)"
    output_field = FloatField()


class GeodesicLength(Func):
    """Metres on the ellipsoid; 0 for points and areas."""

    template = "ST_Length((%(expressions)s)::geography)"
    output_field = FloatField()


class SearchText(Func):
    """Several texts as one, in small letters, for search by any part of a word."""

    template = 'lower((%(expressions)s) COLLATE "und-x-icu")'
    arg_joiner = " || ' ' || "
    output_field = TextField()


def pixel(zoom: int) -> float:
    """Give the metres of the plane that one pixel shows at a zoom."""
    return PIXEL_AT_ZOOM_0 / 2**zoom
