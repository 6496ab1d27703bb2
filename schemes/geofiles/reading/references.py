"""Coordinate systems: what a file or a person names, and how exactly it leads to WGS 84."""

import re

import numpy
from pyproj import CRS, Transformer, network
from pyproj.aoi import AreaOfInterest
from pyproj.exceptions import CRSError, ProjError
from pyproj.transformer import TransformerGroup

from .contents import Reference, Unreadable

network.set_network_enabled(False)
WGS84 = CRS.from_epsg(4326)
KAZAKHSTAN = AreaOfInterest(46.4, 40.5, 87.4, 55.5)  # among several ways the one meant for here
CODE = re.compile(r"^(?:EPSG:)?(\d{4,6})$", re.I)
OUTSIDE_FILES = re.compile(r"nadgrids|geoidgrids|PARAMETERFILE|init=|\.gsb|\.gtx|\.tif", re.I)
LONGEST = 20_000


def reference_of(text: str) -> Reference:
    """Describe the system; an unknown or a suspicious one is no system: the person chooses."""
    crs = _read(text)
    if crs is None:
        return Reference()
    code = _code(crs)
    return Reference(
        code=code,
        name=crs.name,
        wkt="" if code else crs.to_wkt("WKT1_GDAL", pretty=False) or crs.to_wkt(),
        accuracy_m=_accuracy(crs),
        is_geographic=crs.is_geographic,
    )


class Way:
    """Leads coordinates from their system to longitude and latitude of WGS 84."""

    def __init__(self, text: str):
        crs = _read(text)
        if crs is None:
            raise Unreadable("reference_unknown")
        self.reference = reference_of(text)
        self._same = crs == WGS84 or self.reference.code in ("EPSG:4326", "OGC:CRS84")
        if not self._same:
            self._transformer = _best(crs)

    def lead(self, points):
        """Give longitudes and latitudes; endless numbers where there is no way."""
        if self._same:
            return points
        x, y = self._transformer.transform(points[:, 0], points[:, 1], errcheck=False)
        return numpy.column_stack([x, y])


def _read(text: str) -> CRS | None:
    text = text.strip()
    code = CODE.match(text)
    if not text or len(text) > LONGEST or OUTSIDE_FILES.search(text):
        return None
    if not code and not re.match(r"^[A-Z_]+\[|^OGC:CRS84$|^ESRI:\d+$", text, re.I):
        return None
    try:
        crs = CRS.from_epsg(int(code[1])) if code else CRS.from_user_input(text)
        return crs if crs.is_geographic or crs.is_projected else None
    except (CRSError, ProjError, ValueError):
        return None


def _code(crs: CRS) -> str:
    found = crs.to_authority(min_confidence=90)
    return ":".join(found) if found else ""


def _ways(crs: CRS) -> list[Transformer]:
    group = TransformerGroup(crs, WGS84, always_xy=True, area_of_interest=KAZAKHSTAN)
    return list(group.transformers)


def _best(crs: CRS) -> Transformer:
    try:
        ways = _ways(crs)
        return ways[0] if ways else Transformer.from_crs(crs, WGS84, always_xy=True)
    except ProjError as error:
        raise Unreadable("reference_without_way") from error


def _accuracy(crs: CRS) -> float | None:
    try:
        ways = _ways(crs)
    except ProjError:
        return None
    return float(ways[0].accuracy) if ways and ways[0].accuracy >= 0 else None
