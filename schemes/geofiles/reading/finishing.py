"""The last step of reading: shapes in WGS 84, flat and finite, or the word why not."""

import json
from collections.abc import Iterator

import numpy
import shapely

from .batches import PLAIN_KINDS, Batch
from .contents import Unreadable
from .limits import Limits
from .references import Way

# Longitudes and latitudes of Kazakhstan: what lies there only with its axes swapped is told.
EAST, NORTH = (46.0, 88.0), (40.0, 56.0)


class Finishing:
    """Leads batches to lines of JSON, counting what may not exceed its limits."""

    def __init__(self, way: Way, limits: Limits, *, swap: bool):
        self.way, self.limits, self.swap = way, limits, swap
        self.features = self.vertices = self.swapped = 0

    def lines(self, batch: Batch) -> Iterator[str]:
        self.features += len(batch.numbers)
        if self.features > self.limits.features:
            raise Unreadable("too_many_features", most=self.limits.features)
        shapes = self._shapes(batch)
        written = shapely.to_wkb(shapes, hex=True, byte_order=1)
        for place, number in enumerate(batch.numbers):
            code, facts = batch.problems.get(place, ("", {}))
            wkb = "" if code else written[place]
            yield json.dumps(
                [number, wkb, batch.attributes[place], code, facts], ensure_ascii=False
            )

    def warnings(self) -> list[tuple[str, dict]]:
        if self.features and self.swapped * 2 > self.features:
            return [("axes_swapped", {"count": self.swapped})]
        return []

    def _shapes(self, batch: Batch):
        shapes = batch.shapes
        for place in numpy.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)):
            batch.spoil(int(place), "no_geometry")
        for place in numpy.flatnonzero(shapely.get_type_id(shapes) > PLAIN_KINDS):
            batch.spoil(int(place), "curve")
        sizes = shapely.get_num_coordinates(shapes)
        for place in numpy.flatnonzero(sizes > self.limits.vertices_of_feature):
            batch.spoil(int(place), "too_many_vertices", most=self.limits.vertices_of_feature)
        self.vertices += int(sizes.sum())
        if self.vertices > self.limits.vertices:
            raise Unreadable("too_many_vertices_in_all", most=self.limits.vertices)
        return self._led(batch, shapes)

    def _led(self, batch: Batch, shapes):
        shapes = shapes.copy()
        shapes[list(batch.problems)] = None
        shapes = shapely.force_2d(shapes)
        points, owners = shapely.get_coordinates(shapes, return_index=True)
        self._spoil(batch, owners, ~numpy.isfinite(points).all(axis=1), "not_finite")
        if self.swap:
            points = points[:, ::-1]
        points = numpy.ascontiguousarray(points)
        if self.way.reference.is_geographic:
            self._count_swapped(points, owners)
        with numpy.errstate(invalid="ignore"):
            led = self.way.lead(points)
            self._spoil(batch, owners, ~numpy.isfinite(led).all(axis=1), "outside_projection")
            outside = (numpy.abs(led[:, 0]) > 180) | (numpy.abs(led[:, 1]) > 90)
        self._spoil(batch, owners, outside, "outside_world", led)
        return shapely.set_coordinates(shapes, led)

    def _spoil(self, batch: Batch, owners, wrong, code: str, points=None) -> None:
        for place in numpy.unique(owners[wrong]):
            facts = {}
            if points is not None:
                x, y = points[(owners == place) & wrong][0]
                facts = {"lon": round(float(x), 5), "lat": round(float(y), 5)}
            batch.spoil(int(place), code, **facts)

    def _count_swapped(self, points, owners) -> None:
        x, y = points[:, 0], points[:, 1]
        here = (x >= EAST[0]) & (x <= EAST[1]) & (y >= NORTH[0]) & (y <= NORTH[1])
        turned = (y >= EAST[0]) & (y <= EAST[1]) & (x >= NORTH[0]) & (x <= NORTH[1])
        self.swapped += len(numpy.unique(owners[turned & ~here]))
