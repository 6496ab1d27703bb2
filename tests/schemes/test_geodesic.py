"""Areas and lengths as the database keeps them, against PROJ's own geodesics: under 0.1 %."""

import json
import math
from pathlib import Path

import pytest
import shapely
from pyproj import Geod

from schemes.models import Feature

from ..factories.schemes import FeatureFactory, LayerFactory

EARTH = Geod(ellps="WGS84")
MOST = 0.001
# Shapes of any size, at the equator, here, in the far north, over the date line's near side.
AREAS = {
    "a yard": shapely.box(76.94, 43.25, 76.9405, 43.2504),
    "a district": shapely.box(76.8, 43.1, 77.1, 43.4),
    "a region": shapely.box(74.0, 42.0, 80.0, 46.0),
    "a circle": shapely.Point(77.2, 43.5).buffer(0.6, quad_segs=64),
    "a ring": shapely.box(76.8, 43.1, 77.6, 43.9) - shapely.box(77.0, 43.3, 77.4, 43.6),
    "a star": shapely.Polygon(
        [
            (77 + math.sin(n * math.pi / 7) * (0.5 if n % 2 else 0.2),
             43.4 + math.cos(n * math.pi / 7) * (0.4 if n % 2 else 0.15))
            for n in range(14)
        ]
    ),
    "two islands": shapely.MultiPolygon(
        [shapely.box(76.0, 43.0, 76.2, 43.1), shapely.box(78.0, 44.0, 78.3, 44.4)]
    ),
    "a strip": shapely.box(75.0, 43.3, 79.0, 43.301),
    "at the equator": shapely.box(10.0, -0.5, 11.0, 0.5),
    "in the north": shapely.box(80.0, 70.0, 84.0, 73.0),
}  # fmt: skip
LINES = {
    "a street": shapely.LineString([(76.9, 43.25), (76.905, 43.252)]),
    "a road": shapely.LineString([(76.9, 43.25), (77.07, 43.36), (77.24, 43.3), (78.25, 43.6)]),
    "along a parallel": shapely.LineString([(74.0, 43.25), (80.0, 43.25)]),
    "along a meridian": shapely.LineString([(77.0, 40.0), (77.0, 47.0)]),
    "a spiral": shapely.LineString(
        [(77 + n / 300 * math.cos(n / 8), 43 + n / 300 * math.sin(n / 8)) for n in range(200)]
    ),
    "two branches": shapely.MultiLineString(
        [[(76.9, 43.2), (77.3, 43.4)], [(76.9, 43.2), (76.5, 43.0)]]
    ),
}
BOUNDARIES = Path(__file__).parents[2] / "schemes" / "demo" / "data"


def kept(edition, layer, shape):
    single = {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}
    whole = single[shape.geom_type]([shape]) if shape.geom_type in single else shape
    feature = FeatureFactory(edition=edition, layer=layer, shape=f"SRID=4326;{whole.wkt}")
    return Feature.objects.get(pk=feature.pk)


@pytest.mark.parametrize("name", AREAS)
def test_an_area_is_that_of_the_ellipsoid(scene, name):
    shape = shapely.orient_polygons(AREAS[name], exterior_cw=False)

    feature = kept(scene.draft, scene.zones, shape)

    true, _perimeter = EARTH.geometry_area_perimeter(shape)
    assert feature.area_m2 == pytest.approx(true, rel=MOST)
    assert feature.length_m == 0


@pytest.mark.parametrize("name", LINES)
def test_a_length_is_that_of_the_ellipsoid(scene, name):
    feature = kept(scene.draft, scene.roads, LINES[name])

    assert feature.length_m == pytest.approx(EARTH.geometry_length(LINES[name]), rel=MOST)
    assert feature.area_m2 == 0


def test_a_point_has_neither(scene):
    towns = LayerFactory(scheme=scene.scheme, geometry_type="point")

    feature = kept(scene.draft, towns, shapely.Point(76.9, 43.2))

    assert (feature.area_m2, feature.length_m) == (0, 0)


def test_the_real_boundaries_have_their_real_areas(scene):
    shapes = list(_real_areas())

    errors = []
    for shape in shapes:
        feature = kept(scene.draft, scene.zones, shape)
        true, _perimeter = EARTH.geometry_area_perimeter(shape)
        errors.append(abs(feature.area_m2 / abs(true) - 1))

    assert len(shapes) >= 5
    assert max(errors) < MOST


def _real_areas():
    for path in sorted(BOUNDARIES.rglob("*.geojson")):
        for one in json.loads(path.read_text())["features"]:
            shape = shapely.from_geojson(json.dumps(one["geometry"]))
            if shape is not None and "Polygon" in shape.geom_type and shape.is_valid:
                yield shapely.orient_polygons(shape, exterior_cw=False)
