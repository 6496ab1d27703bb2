"""JSON of the map: what an edition holds, objects as GeoJSON, what stands at a place."""

import json

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from schemes.models import Feature
from schemes.reports import map as report
from tests.factories.schemes import FeatureFactory, LayerFactory, square

pytestmark = pytest.mark.django_db


def address(name, scene, edition, **more):
    with translation.override("kk"):
        at = {"scheme": scene.scheme.code, "edition": edition.code}
        return reverse(f"schemes:{name}", kwargs=at | more)


def test_info_tells_layers_in_order_with_counts_by_phase(client, scene):
    info = client.get(address("map_info", scene, scene.published)).json()

    assert [one["code"] for one in info["layers"]] == ["zoning", "transport"]
    assert info["layers"][0]["count"] == 1
    assert info["layers"][0]["by_phase"] == {"now": 1}
    assert info["layers"][1]["count"] == 0
    assert [one["year"] for one in info["phases"]] == [2026, 2028]
    assert info["bounds"] == [76.9, 43.2, pytest.approx(77.0), pytest.approx(43.3)]


def test_info_speaks_the_language_of_the_page(client, scene):
    answer = client.get(address("map_info", scene, scene.published)).json()

    assert answer["layers"][0]["name"] == "Аймақтар"
    russian = client.get(address("map_info", scene, scene.published).replace("/kk/", "/ru/"))
    assert russian.json()["layers"][0]["name"] == "Зоны"


def test_info_names_tiles_for_a_layer_of_many_objects(client, scene, monkeypatch):
    monkeypatch.setattr(report, "HEAVY_COUNT", 0)

    layer = client.get(address("map_info", scene, scene.published)).json()["layers"][0]

    assert layer["is_heavy"]
    assert "/{z}/{x}/{y}.mvt" in layer["tiles_url"]


def test_draft_is_seen_by_its_planner_only(client, scene):
    assert client.get(address("map_info", scene, scene.draft)).status_code == 404

    client.force_login(scene.planner)

    assert client.get(address("map_info", scene, scene.draft)).json()["layers"][0]["count"] == 2


def test_shapes_carry_the_name_in_the_language_of_the_page(client, scene):
    shapes = client.get(address("map_shapes", scene, scene.published, layer="zoning")).json()

    [feature] = shapes["features"]
    assert feature["properties"] == {
        "uid": str(scene.old.uid),
        "key": "А-1",
        "name": scene.old.name_kk,
        "status": "existing",
        "phase": "now",
        "value": None,
        "label": scene.old.name_kk,
    }
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert shapes["truncated"] is False


def test_shapes_are_lighter_for_a_far_look(scene):
    points = [(76 + n / 1000, 43 + (n % 2) / 10_000) for n in range(500)]
    ring = ", ".join(f"{x} {y}" for x, y in [*points, (76.5, 44), (76, 43)])
    shape = GEOSGeometry(f"SRID=4326;MULTIPOLYGON((({ring})))")
    FeatureFactory(edition=scene.draft, layer=scene.zones, key="А-9", shape=shape)

    far = report.shapes_as_json(scene.draft, scene.zones, language="kk", zoom=7)
    exact = report.shapes_as_json(scene.draft, scene.zones, language="kk")

    assert len(far) * 5 < len(exact)
    assert len(json.loads(far)["features"]) == 3


def test_shapes_can_be_cut_to_a_box(client, scene):
    client.force_login(scene.planner)
    where = address("map_shapes", scene, scene.draft, layer="zoning")

    near = client.get(where, {"bbox": "77.05,43.35,77.3,43.6"}).json()
    wrong = client.get(where, {"bbox": "a,b"})

    assert [one["properties"]["key"] for one in near["features"]] == ["А-2"]
    assert wrong.status_code == 404


def test_named_areas_say_where_their_name_stands(scene):
    scene.zones.style = {"label": True}
    scene.zones.save()

    shapes = json.loads(report.shapes_as_json(scene.published, scene.zones, language="kk"))

    x, y = shapes["features"][0]["properties"]["at"]
    assert 76.9 < x < 77.0 and 43.2 < y < 43.3


def test_value_for_the_style_comes_with_each_object(scene):
    scene.zones.style = {"by": "status", "cases": [{"value": "planned", "dash": "dash"}]}

    shapes = json.loads(report.shapes_as_json(scene.published, scene.zones, language="kk"))

    assert shapes["features"][0]["properties"]["value"] == "existing"


def test_unchanged_answer_is_not_sent_twice(client, scene):
    where = address("map_shapes", scene, scene.published, layer="zoning")
    first = client.get(where)

    second = client.get(where, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 304
    assert "public" in first["Cache-Control"]


def test_answer_of_a_draft_is_kept_by_nobody_else(client, scene):
    client.force_login(scene.secretary)

    assert "private" in client.get(address("map_info", scene, scene.draft))["Cache-Control"]


def test_queries_do_not_grow_with_layers_and_objects(client, scene):
    client.force_login(scene.secretary)
    counts = []
    for many in (0, 1, 12):
        for _n in range(many):
            layer = LayerFactory(scheme=scene.scheme, style={"by": "phase"})
            FeatureFactory(edition=scene.draft, layer=layer)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("map_info", scene, scene.draft))
            client.get(address("map_shapes", scene, scene.draft, layer="zoning"))
        counts.append(len(queries))

    assert counts[1] == counts[2]


def pick(client, scene, edition, at, **more):
    answer = client.get(address("map_pick", scene, edition), {"at": at, "zoom": 12, **more})
    return [one["key"] for one in answer.json()["objects"]]


@pytest.fixture
def crossing(scene):
    """A point, a line and a larger area over the object А-2 of the draft."""
    points = LayerFactory(scheme=scene.scheme, code="stops", geometry_type="point")
    point = GEOSGeometry("SRID=4326;POINT(77.15 43.45)")
    line = GEOSGeometry("SRID=4326;MULTILINESTRING((77.1 43.45, 77.2 43.45))")
    FeatureFactory(edition=scene.draft, layer=points, key="Н-1", shape=point)
    FeatureFactory(
        edition=scene.draft, layer=scene.roads, key="К-1", shape=line, phase=scene.phases[1]
    )
    FeatureFactory(edition=scene.draft, layer=scene.zones, key="А-3", shape=square(77, 43.3, 0.5))
    return scene


def test_pick_gives_points_then_lines_then_small_areas(client, crossing):
    client.force_login(crossing.planner)

    assert pick(client, crossing, crossing.draft, "77.15,43.45") == ["Н-1", "К-1", "А-2", "А-3"]


def test_pick_keeps_to_the_layers_and_the_phase_that_are_shown(client, crossing):
    client.force_login(crossing.planner)

    found = pick(
        client, crossing, crossing.draft, "77.15,43.45", layers="transport,zoning", phase="now"
    )

    assert found == ["А-3"]


def test_pick_does_not_take_an_area_for_its_edge(client, crossing):
    client.force_login(crossing.planner)

    assert pick(client, crossing, crossing.draft, "77.5001,43.5") == []


def test_pick_without_a_place_is_not_found(client, scene):
    where = address("map_pick", scene, scene.published)

    assert client.get(where).status_code == 404
    assert client.get(where, {"at": "500,43", "zoom": "12"}).status_code == 404
    assert client.get(where, {"at": "77,43", "zoom": "many"}).status_code == 404


def search(client, scene, edition, words):
    answer = client.get(address("map_search", scene, edition), {"q": words})
    return [one["name"] for one in answer.json()["objects"]]


@pytest.mark.parametrize(
    "words", ["қаскелең", "КАСКЕЛЕН", "Kaskelen", "Қаскелен", "каскелин", "Е-77"]
)
def test_search_finds_a_settlement_in_any_case_and_language_and_with_a_slip(client, scene, words):
    client.force_login(scene.planner)
    names = {"name_kk": "Қаскелең", "name_ru": "Каскелен", "name_en": "Kaskelen", "key": "Е-77"}
    FeatureFactory(edition=scene.draft, layer=scene.zones, **names)

    assert search(client, scene, scene.draft, words) == ["Қаскелең"]


def test_search_gives_the_box_of_what_it_found(client, scene):
    answer = client.get(address("map_search", scene, scene.published), {"q": scene.old.name_kk})

    [found] = answer.json()["objects"]
    assert found["box"] == pytest.approx([76.9, 43.2, 77.0, 43.3])
    assert found["uid"] == str(scene.old.uid)


def test_search_of_one_letter_or_of_nonsense_finds_nothing(client, scene):
    assert search(client, scene, scene.published, "н") == []
    assert search(client, scene, scene.published, "хъхъхъ") == []


def test_object_that_was_taken_off_is_not_on_the_map(client, scene):
    client.force_login(scene.planner)
    Feature.objects.filter(pk=scene.new.pk).update(removed_at=scene.new.changed_at, version=2)

    assert pick(client, scene, scene.draft, "77.15,43.45") == []
    assert search(client, scene, scene.draft, "А-2") == []
