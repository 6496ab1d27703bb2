"""Strange and hostile input at every door of the schemes: refused in words, never a fault."""

import json

import pytest
import time_machine
from django.core.cache import cache

from schemes.forms.shape_texts import ShapeText, shape_of_text
from schemes.rules.attributes import as_value
from tests.factories.core import NOON
from tests.factories.schemes.discussions import DiscussionFactory
from tests.sessions import enter

pytestmark = pytest.mark.django_db
NUL = "%00"
DEPTH = {"code": "depth", "type": "decimal", "label_kk": "тереңдік", "label_ru": "глубина"}


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


@pytest.fixture
def home(scene):
    scene.zones.attributes = [DEPTH]
    scene.zones.save()
    return f"/kk/schemes/{scene.scheme.code}/"


@pytest.mark.parametrize(
    "query",
    [
        f"editions/2020/map/search.json?q=a{NUL}b",
        f"editions/2020/map/pick.json?at=76.9,43.2&zoom=9&phase={NUL}",
        f"editions/2020/map/pick.json?at=76.9,43.2&zoom=9&layers={NUL}",
        f"map/?phase={NUL}&object={NUL}&layers={NUL}",
        f"layers/zoning/?q={NUL}&sort={NUL}&a-depth={NUL}",
        f"compare/?layer={NUL}&kind={NUL}",
        f"compare/?from={NUL}",
        f"editions/2020/files/create/?layer=zoning&a-depth={NUL}&q={NUL}",
    ],
)
def test_a_nul_in_a_question_is_refused_or_passed_over(client, home, query):
    assert client.get(home + query).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "query", [f"key={NUL}", "depth=1E999999999", "depth=1e-999999", f"depth={NUL}"]
)
def test_an_impossible_property_of_a_collection_is_a_wrong_parameter(client, scene, home, query):
    address = f"/ogc/collections/{scene.scheme.code}.2020.zoning/items?{query}"

    assert client.get(address).status_code == 400


def test_a_collection_with_a_nul_in_its_name_is_not_there(client, scene):
    assert client.get(f"/ogc/collections/{scene.scheme.code}.2020{NUL}.zoning").status_code in (
        400, 404,
    )  # fmt: skip


@pytest.mark.parametrize("box", ["nan,0,1,1", "nan,nan,nan,nan", "inf,0,1,1", "5,5,1,1", "0,0,0,0"])
def test_an_impossible_box_is_refused_by_the_api(client, scene, box):
    assert client.get(f"/api/v1/schemes/features/?bbox={box}").status_code == 400


def test_a_search_of_the_remark_form_survives_a_nul(client, scene):
    discussion = DiscussionFactory(edition=scene.draft)
    address = f"/kk/schemes/discussions/{discussion.uid}/write/"

    with time_machine.travel(NOON, tick=False):
        answer = client.post(address, {"find": "a\x00b", "search": "1"})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "Point", "coordinates": [1, 2], "crs": "EPSG:4326"}',
        '{"type": "Point", "coordinates": [1, 2], "crs": {"properties": 7}}',
        '{"type": "Point", "coordinates": [1' + "0" * 400 + ", 2]}",
        '{"type": "Point", "coordinates": ' + "[" * 100_000,
        '{"type": "FeatureCollection", "features": [7]}',
    ],
)
def test_a_strange_geojson_is_read_or_refused_in_words(text):
    try:
        assert shape_of_text(text) is not None
    except ShapeText as refusal:
        assert str(refusal)


@pytest.mark.parametrize("typed", ["1E999999999", "-1E+999999999", "1e-999999", "NaN", "Infinity"])
def test_a_number_beyond_all_measure_is_no_number(typed):
    with pytest.raises(ValueError, match="value_not_a_number"):
        as_value(DEPTH, typed)


@pytest.mark.parametrize("typed", ["0", "0E+999999999", "0e-999999", "12,50", "0.000001"])
def test_a_small_number_stays_short(typed):
    assert len(as_value(DEPTH, typed)) < 30


@pytest.mark.parametrize(
    "given",
    [
        [],
        {"act": "remove", "objects": [{"object": "UID", "version": float("inf")}]},
        {"act": "return", "objects": [{"object": "UID", "version": 1, "to": float("inf")}]},
        {"act": "remove", "objects": ["UID"]},
        {"act": "split", "objects": [{"object": "UID", "version": 1}], "shape": ""},
        {"act": "cut", "objects": [{"object": "UID", "version": 1}], "shape": None},
        {"act": "split", "objects": [{"object": "UID", "version": 1}],
         "shape": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [0, 0]]]}},
        {"act": "cut", "objects": [{"object": "UID", "version": 1}],
         "shape": {"type": "Point", "coordinates": [0, 0]}},
    ],
)  # fmt: skip
def test_an_act_of_the_editor_that_makes_no_sense_is_refused(client, scene, given):
    enter(client, scene.planner)
    address = f"/kk/schemes/{scene.scheme.code}/editions/2026/"
    body = json.dumps(given).replace("UID", str(scene.new.uid))

    answer = client.post(f"{address}draw/acts/", body, content_type="application/json")

    assert answer.status_code in (200, 400)
    assert answer.status_code == 400 or answer.json()["outcome"] == "refused"


@pytest.mark.parametrize(
    "outline",
    [
        {"type": "Point", "coordinates": [float("nan"), 1]},
        {"type": "Polygon", "coordinates": [[[0, 0], [float("nan"), 1], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [10**400, 1], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": {"a": 1}},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon"},
        {
            "type": "Polygon",
            "coordinates": [[[0, 0, 5], [0, 1, 5], [1, 1, 5], [0, 0, 5]]],
            "crs": 7,
        },
        {"type": ["Polygon"], "coordinates": []},
    ],
)
def test_a_strange_geometry_is_refused_by_the_api(client, scene, outline):
    enter(client, scene.planner)
    facts = {"edition": str(scene.draft.uid), "layer": "zoning", "geometry": outline}

    answer = client.post(
        "/api/v1/schemes/features/", json.dumps(facts), content_type="application/json"
    )

    assert answer.status_code in (201, 400, 409)
    assert answer.status_code != 201 or "crs" in outline


@pytest.mark.parametrize(
    "wkt", ["POINT(nan nan)", "POLYGON((0 0, nan 1, 1 1, 0 0))", "POLYGON((0 0, inf 1, 1 1, 0 0))"]
)
def test_a_shape_of_no_numbers_is_off_the_earth_in_the_editor(client, scene, wkt):
    enter(client, scene.planner)
    address = f"/kk/schemes/{scene.scheme.code}/editions/2026/draw/zoning/save/"

    answer = client.post(address, {"shape": wkt, "status": "existing"})

    assert answer.status_code == 200
    assert answer.json()["outcome"] == "form"
    assert "NaN" not in answer.content.decode()


def test_a_version_of_many_digits_is_an_older_one(client, scene):
    enter(client, scene.planner)

    answer = client.post(f"/kk/schemes/objects/{scene.new.uid}/remove/", {"version": "9" * 5000})

    assert answer.status_code == 302


def test_a_print_of_a_scheme_with_one_layer_by_attribute_is_described(client, scene, home):
    scene.roads.delete()
    address = f"{home}editions/2020/files/create/?layer=zoning&a-depth=5"

    answer = client.post(address, {"purpose": "export", "format": "csv", "language": "kk",
                                   "layers": ["zoning"]}, follow=True)  # fmt: skip

    assert answer.status_code == 200
