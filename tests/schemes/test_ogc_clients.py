"""The tools of GIS people read every collection whole: GDAL (which QGIS reads with) and OWSLib."""

import pytest
import shapely
from django.core.cache import cache
from owslib.ogcapi.features import Features

from schemes.models import Feature, Layer
from tests.factories.schemes import (
    EditionFactory,
    FeatureFactory,
    LayerFactory,
    publish,
    square,
)

from .gdal_reading import layers_of, read_layer

pytestmark = pytest.mark.slow
COUNT = 250  # more than two pages of the usual hundred


@pytest.fixture
def portal(scene, live_server, settings, monkeypatch):
    """Two published editions with three kinds of shapes, one layer of many pages."""
    monkeypatch.setenv("no_proxy", "localhost")
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    scene.zones.attributes = [
        {"code": "kind", "type": "choice", "label_kk": "түрі", "label_ru": "вид",
         "choices": [{"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"},
                     {"code": "homes", "label_kk": "тұрғын", "label_ru": "жилая"}]},
        {"code": "floors", "type": "integer", "label_kk": "қабаттар", "label_ru": "этажи"},
        {"code": "share", "type": "decimal", "label_kk": "үлесі", "label_ru": "доля"},
    ]  # fmt: skip
    scene.zones.save()
    edition = EditionFactory(scheme=scene.scheme, code="2022", year=2022)
    for number in range(COUNT):
        FeatureFactory(
            edition=edition,
            layer=scene.zones,
            shape=square(76 + number % 25 * 0.05, 43 + number // 25 * 0.05, 0.04),
            attributes={
                "kind": "green" if number % 2 else "homes",
                "floors": number,
                "share": "2.5",
            },
        )
    line = "SRID=4326;MULTILINESTRING((76.9 43.2, 77.1 43.4))"
    FeatureFactory(edition=edition, layer=scene.roads, shape=line, name_kk="Қонаев — Еңбекшіқазақ")
    stations = LayerFactory(
        scheme=scene.scheme, code="stations", geometry_type=Layer.GeometryType.POINT
    )
    FeatureFactory(edition=edition, layer=stations, shape="SRID=4326;POINT(76.9 43.2)")
    publish(edition)
    scene.extra = {"edition": edition, "url": live_server.url + "/ogc/"}
    return scene


def collections_of(portal):
    return {
        name: Feature.objects.filter(
            edition__code=name.split(".")[1], layer__code=name.split(".")[2]
        ).count()
        for name in [
            f"{portal.scheme.code}.2022.zoning",
            f"{portal.scheme.code}.2022.transport",
            f"{portal.scheme.code}.2022.stations",
            f"{portal.scheme.code}.2020.zoning",
        ]
    }


def read(portal, layer, **options):
    return read_layer(portal.extra["url"], layer, **options)


def test_gdal_reads_every_collection_whole(portal):
    named = set(layers_of(portal.extra["url"]))
    expected = collections_of(portal)

    assert named == expected.keys()
    for name, count in expected.items():
        fields, shapes = read(portal, name)
        assert (name, len(shapes)) == (name, count)
        assert len(set(fields["id"])) == count


def test_gdal_reads_names_numbers_and_shapes_as_they_are(portal):
    code = portal.scheme.code
    fields, shapes = read(portal, f"{code}.2022.zoning")
    roads, lines = read(portal, f"{code}.2022.transport")

    assert sorted(fields["floors"]) == list(range(COUNT))
    assert set(fields["share"]) == {2.5}
    assert roads["name_kk"][0] == "Қонаев — Еңбекшіқазақ"
    assert lines[0].equals(shapely.from_wkt("MULTILINESTRING((76.9 43.2, 77.1 43.4))"))
    assert sum(shape.area for shape in shapes) == pytest.approx(COUNT * 0.04**2)


@pytest.mark.parametrize("size", ["10", "100", "1000"])
def test_gdal_gets_all_pages_whatever_their_size(portal, size):
    _fields, shapes = read(portal, f"{portal.scheme.code}.2022.zoning", PAGE_SIZE=size)

    assert len(shapes) == COUNT


def test_gdal_reads_what_lies_in_a_box(portal):
    box = (76.0, 43.0, 76.12, 43.06)

    _fields, shapes = read(portal, f"{portal.scheme.code}.2022.zoning", bbox=box)

    assert len(shapes) == 6
    assert all(shape.intersects(shapely.box(*box)) for shape in shapes)


def test_gdal_asks_the_portal_to_filter_by_an_attribute(portal):
    fields, _shapes = read(portal, f"{portal.scheme.code}.2022.zoning", where="kind = 'green'")

    assert set(fields["kind"]) == {"green"}
    assert len(fields["kind"]) == COUNT // 2


def test_owslib_reads_every_collection_whole_page_by_page(portal):
    api = Features(portal.extra["url"])
    expected = collections_of(portal)

    assert set(api.feature_collections()) == expected.keys()
    for name, count in expected.items():
        ids, cursor = [], {}
        while cursor is not None:
            page = api.collection_items(name, limit=60, **cursor)
            ids += [one["id"] for one in page["features"]]
            following = [link for link in page["links"] if link["rel"] == "next"]
            cursor = (
                {"cursor": following[0]["href"].partition("cursor=")[2].split("&")[0]}
                if following
                else None
            )
        assert (name, len(ids), len(set(ids))) == (name, count, count)
        assert page["numberMatched"] == count


def test_owslib_reads_a_box_one_object_and_what_the_api_says_of_itself(portal):
    api = Features(portal.extra["url"])
    name = f"{portal.scheme.code}.2022.zoning"

    page = api.collection_items(name, bbox=[76.0, 43.0, 76.12, 43.06])
    one = api.collection_item(name, page["features"][0]["id"])

    assert page["numberMatched"] == 6
    assert one["properties"] == page["features"][0]["properties"]
    assert (
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
        in api.conformance()["conformsTo"]
    )
    assert api.api()["openapi"].startswith("3.0")
    box = api.collection(name)["extent"]["spatial"]["bbox"][0]
    assert box == pytest.approx([76, 43, 77.24, 43.49])
