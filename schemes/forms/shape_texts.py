"""A shape as text: GeoJSON (a geometry, a feature, a collection of one) or WKT, in WGS 84."""

import json
import math

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.utils.translation import gettext as _

from .. import geo

MOST_BYTES = 5 * 1024 * 1024
KINDS = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")


class ShapeText(ValueError):
    """Why the text is no shape, in the words of the page."""


def shape_of_text(text: str) -> GEOSGeometry | None:
    """Read the text; None when it is empty. ShapeText when it is not one shape in WGS 84."""
    text = text.strip()
    if not text:
        return None
    if len(text) > MOST_BYTES:
        raise ShapeText(_("The text is longer than 5 MB."))
    if text[0] in "{[":
        return _of_geojson(text)
    return _of_wkt(text)


def _of_wkt(text: str) -> GEOSGeometry:
    try:
        shape = GEOSGeometry(text)
    except (ValueError, GEOSException):
        raise ShapeText(
            _("This is neither GeoJSON nor WKT. A point in WKT: POINT(76.945 43.238)")
        ) from None
    if shape.srid not in (None, geo.WGS84):
        raise ShapeText(_("Coordinates are taken in WGS 84 only; import takes other systems."))
    shape.srid = geo.WGS84
    return shape


def _of_geojson(text: str) -> GEOSGeometry:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise ShapeText(_("The GeoJSON is cut off or broken.")) from None
    if not isinstance(given, dict):
        raise ShapeText(_("The GeoJSON holds no geometry."))
    crs = given.get("crs")
    system = str(crs.get("properties", "") if isinstance(crs, dict) else crs or "")
    if system and not system.rstrip("'}").endswith(DEGREES):
        raise ShapeText(_("Coordinates are taken in WGS 84 only; import takes other systems."))
    if given.get("type") == "FeatureCollection":
        features = given.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise ShapeText(_("The file must hold one object; import takes many."))
        given = features[0]
    if isinstance(given, dict) and given.get("type") == "Feature":
        given = given.get("geometry")
    if not isinstance(given, dict) or given.get("type") not in KINDS:
        raise ShapeText(_("The GeoJSON holds no geometry."))
    if not _are_numbers(given.get("coordinates")):
        raise ShapeText(_("The coordinates of the GeoJSON are not numbers."))
    plain = json.dumps({"type": given["type"], "coordinates": given["coordinates"]})
    try:
        return GEOSGeometry(plain, srid=geo.WGS84)
    except (ValueError, GEOSException, GDALException):
        raise ShapeText(_("The GeoJSON holds no geometry.")) from None


def _are_numbers(given, depth: int = 0) -> bool:
    """Whether nested lists hold finite numbers only, as deep as a multipolygon is."""
    if isinstance(given, list):
        return bool(given) and depth < 5 and all(_are_numbers(one, depth + 1) for one in given)
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    return is_number and depth > 0 and abs(given) < math.inf
