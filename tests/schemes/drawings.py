"""What tests of drawing say again and again."""

from django.contrib.gis.geos import GEOSGeometry

from schemes.services.features import Content

BOW_TIE = "POLYGON((76.9 43.2, 77.0 43.3, 77.0 43.2, 76.9 43.3, 76.9 43.2))"


def shape(wkt: str) -> GEOSGeometry:
    return GEOSGeometry(f"SRID=4326;{wkt}")


def zone(**fields) -> Content:
    """The content of an object whose layer asks for nothing."""
    return Content(**{"key": "А-9", "name_kk": "Тоғызыншы аймақ", **fields})


def box(west: float, south: float, east: float, north: float) -> GEOSGeometry:
    return shape(
        f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
    )
