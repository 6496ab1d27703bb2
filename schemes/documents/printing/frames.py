"""The piece of the earth on a sheet: a plane of its own, a round scale, a true scale bar.

The plane is Lambert's azimuthal equal-area one round the middle of the sheet: a centimetre is as
long at its edge as in its middle, to less than a thousandth for an agglomeration.
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, cos, floor, log2, log10, radians

import numpy
from pyproj import Transformer

from ... import geo

STEPS = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10)
BAR_STEPS = (1, 2, 5)
PIXEL_MM = 25.4 / 96  # a pixel of CSS
LONGEST_BAR_MM = 42.0
EDGE_POINTS = 21
FINER_THAN_SCREEN = 1.6  # zooms


@dataclass(frozen=True)
class Frame:
    """A rectangle of paper over a place: 1 mm of it is `scale` mm of the earth."""

    longitude: float
    latitude: float
    width: float  # mm
    height: float  # mm
    scale: int

    @property
    def plane(self) -> str:
        return plane_round(self.longitude, self.latitude)

    @property
    def metres_in_mm(self) -> float:
        return self.scale / 1000

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The frame on the plane, in metres: west, south, east, north."""
        east, north = (side * self.metres_in_mm / 2 for side in (self.width, self.height))
        return -east, -north, east, north

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """The frame on the globe, in degrees, with all that its bent edges touch."""
        back = Transformer.from_crs(self.plane, "EPSG:4326", always_xy=True)
        return back.transform_bounds(*self.box, densify_pts=EDGE_POINTS)

    @cached_property
    def _way(self) -> Transformer:
        return Transformer.from_crs("EPSG:4326", self.plane, always_xy=True)

    def onto_paper(self, points):
        """Lead longitudes and latitudes (an array of pairs) to millimetres from the upper left."""
        west, _south, _east, north = self.box
        x, y = self._way.transform(points[:, 0], points[:, 1])
        return numpy.column_stack([x - west, north - y]) / self.metres_in_mm

    @property
    def zoom(self) -> float:
        """The zoom of the web map that shows as much: paper is read from nearer than a screen."""
        at_zoom_0 = geo.pixel(0) * cos(radians(self.latitude))
        return log2(at_zoom_0 / (self.scale * PIXEL_MM / 1000)) + FINER_THAN_SCREEN

    def bar(self) -> tuple[int, float]:
        """Give the scale bar: a round length in metres, and how long it is on paper in mm."""
        most = LONGEST_BAR_MM * self.metres_in_mm
        power = 10 ** floor(log10(most))
        length = max(step * power for step in BAR_STEPS if step * power <= most)
        return int(length), length / self.metres_in_mm


def plane_round(longitude: float, latitude: float) -> str:
    """Name the plane round a place, as PROJ and PostGIS read it."""
    return f"+proj=laea +lat_0={latitude:.6f} +lon_0={longitude:.6f} +datum=WGS84 +units=m +no_defs"


def frame_round(bounds: tuple[float, float, float, float], width: float, height: float) -> Frame:
    """Put what lies in the bounds (degrees) into the middle of a frame, at a round scale."""
    west, south, east, north = bounds
    longitude, latitude = (west + east) / 2, (south + north) / 2
    there = Transformer.from_crs("EPSG:4326", plane_round(longitude, latitude), always_xy=True)
    left, bottom, right, top = there.transform_bounds(*bounds, densify_pts=EDGE_POINTS)
    needed = max((right - left) / width, (top - bottom) / height, 0.5) * 1000
    return Frame(longitude, latitude, width, height, round_scale(needed))


def round_scale(needed: float) -> int:
    """Give the next scale that people are used to: 1:250 000, 1:300 000, 1:400 000."""
    power = 10 ** floor(log10(needed))
    return ceil(next(step * power for step in STEPS if step * power >= needed * 0.9999))
