"""What the script of the editor asks and sends: shapes, lists, forms, saving, acts, undo."""

import json

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.utils.translation import override

from schemes.models import Feature
from schemes.reports import drawing
from schemes.services.features import change_feature
from tests.factories.core import NOON
from tests.factories.schemes import FeatureFactory, LayerFactory, square
from tests.sessions import enter

from .drawings import BOW_TIE, box, shape
from .test_pages_editor import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(scene, client):
    enter(client, scene.planner)
    return client


@pytest.fixture
def ask(scene, visitor):
    def do(name, *args, query=""):
        return visitor.get(at(name, scene.scheme.code, "2026", *args, query=query)).json()

    return do


@pytest.fixture
def save(scene, visitor):
    address = at("draft_save", scene.scheme.code, "2026", "zoning")

    def do(outline=None, **given):
        if outline is not None:
            given["shape"] = outline.json
        return visitor.post(address, {"status": "existing", **given}).json()

    return do


@pytest.fixture
def act(scene, visitor):
    address = at("draft_act", scene.scheme.code, "2026")

    def do(name, *objects, **given):
        body = {"act": name, "objects": list(objects), **given}
        return visitor.post(address, body, content_type="application/json")

    return do


def seen(feature, **more):
    return {"object": str(feature.uid), "version": feature.version, **more}


# Asked ------------------------------------------------------------------------------------------
def test_shapes_are_exact_and_carry_their_versions(scene, ask):
    exact = box(76.1234567, 43.2, 76.2, 43.3)
    FeatureFactory(
        edition=scene.draft, layer=scene.zones, key="Б", shape=MultiPolygon(exact, srid=4326)
    )

    answer = ask("draft_shapes", "zoning")

    found = {one["properties"]["key"]: one for one in answer["features"]}
    assert set(found) == {"А-1", "А-2", "Б"} and answer["left_out"] is False
    assert found["А-1"]["properties"]["version"] == 1
    assert [76.1234567, 43.2] in found["Б"]["geometry"]["coordinates"][0][0]


def test_shapes_are_those_in_view_and_so_many(scene, ask, monkeypatch):
    near = ask("draft_shapes", "zoning", query="?bbox=76,43,77.05,43.25")
    monkeypatch.setattr(drawing, "MOST_SHAPES", 1)
    some = ask("draft_shapes", "zoning")

    assert [one["properties"]["key"] for one in near["features"]] == ["А-1"]
    assert len(some["features"]) == 1 and some["left_out"] is True


def test_objects_are_found_by_name_or_code_with_their_boxes(scene, ask):
    answer = ask("draft_objects", "zoning", query="?q=а-2")

    assert answer["count"] == 1
    assert answer["objects"][0]["uid"] == str(scene.new.uid)
    assert answer["objects"][0]["bbox"] == pytest.approx([77.1, 43.4, 77.2, 43.5])


def test_shapes_and_lists_take_a_constant_number_of_queries(
    scene, visitor, django_assert_max_num_queries
):
    for place in range(10):
        FeatureFactory(edition=scene.draft, layer=scene.zones, shape=square(70 + place))

    for name in ("draft_shapes", "draft_objects"):
        with django_assert_max_num_queries(16):
            visitor.get(at(name, scene.scheme.code, "2026", "zoning"))


def test_the_form_of_an_object_comes_with_its_state(scene, ask):
    answer = ask("draft_form", "zoning", query=f"?object={scene.now.uid}")

    assert 'value="А-1"' in answer["form"]
    assert answer["object"]["version"] == 1 and answer["object"]["shape"]["type"] == "MultiPolygon"


def test_an_object_of_another_edition_is_not_there(scene, visitor):
    address = at("draft_form", scene.scheme.code, "2026", "zoning")

    assert visitor.get(f"{address}?object={scene.old.uid}").status_code == 404
    assert visitor.get(f"{address}?object=strange").status_code == 404


# Saved ------------------------------------------------------------------------------------------
def test_saving_draws_and_says_how_to_undo(scene, save, act):
    answer = save(square(76.5), key="А-7", name_kk="Жаңа")

    (state,), (move,) = answer["objects"], answer["moves"]
    assert (state["name"], state["version"]) == ("Жаңа", 1)
    assert (move["before"], move["after"]) == (None, 1)
    undone = act("return", {"object": state["uid"], "version": 1, "to": None}).json()
    assert undone["objects"][0]["removed"] is True


def test_saving_changes_and_undo_and_redo_lead_there_and_back(scene, save, act):
    answer = save(square(76.5), object=scene.now.uid, version=1, key="А-1", name_kk="Жаңа")

    (move,) = answer["moves"]
    assert (move["before"], move["after"]) == (1, 2)
    act("return", {"object": move["object"], "version": 2, "to": 1})
    assert Feature.objects.get(pk=scene.now.pk).name_kk == scene.now.name_kk
    act("return", {"object": move["object"], "version": 3, "to": 2})
    assert Feature.objects.get(pk=scene.now.pk).name_kk == "Жаңа"


def test_errors_come_back_as_the_form_with_the_place_and_the_mended_outline(save):
    answer = save(shape(BOW_TIE), name_ru="Моё")

    assert answer["outcome"] == "form" and answer["at"] == pytest.approx([76.95, 43.25])
    assert answer["repaired"]["type"] == "MultiPolygon"
    assert 'value="Моё"' in answer["form"] and "field__error" in answer["form"]


def test_the_second_person_gets_the_state_of_the_first(scene, save):
    change_feature(scene.now, version=1, shape=square(76.7), by=scene.secretary, at=NOON)

    answer = save(square(76.5), object=scene.now.uid, version=1, key="А-1")

    assert answer["outcome"] == "conflict"
    assert (answer["theirs"]["version"], answer["theirs"]["changed_by"]) == (2, "Хатшы")
    assert 'data-choose="mine"' in answer["conflict"]


def test_who_changed_the_words_alone_keeps_the_shape_that_was_on_the_screen(scene, save):
    change_feature(scene.now, version=1, shape=square(76.7), by=scene.secretary, at=NOON)
    mine = {"object": scene.now.uid, "version": 1, "key": "А-1", "name_kk": "Менікі"}

    asked = save(**mine)
    save(**mine, over=2)

    assert asked["mine"]["coordinates"][0][0][0] == pytest.approx([76.9, 43.2])
    assert Feature.objects.get(pk=scene.now.pk).shape.extent[0] == pytest.approx(76.9)


# Acts -------------------------------------------------------------------------------------------
def test_objects_are_removed_joined_parted_and_cut(scene, act):
    near = FeatureFactory(edition=scene.draft, layer=scene.zones, shape=square(77.0, 43.2))

    joined = act("merge", seen(scene.now), seen(near)).json()
    assert {one["removed"] for one in joined["objects"]} == {True, False}
    kept = Feature.objects.get(pk=scene.now.pk)
    line = json.loads(shape("LINESTRING(77 43, 77 44)").json)
    parted = act("split", seen(kept), shape=line).json()
    assert [move["before"] for move in parted["moves"]] == [2, None]
    kept.refresh_from_db()
    hole = json.loads(box(76.94, 43.24, 76.96, 43.26).json)
    cut = act("cut", seen(kept), shape=hole).json()
    assert len(cut["objects"][0]["shape"]["coordinates"][0]) == 2
    kept.refresh_from_db()
    assert act("remove", seen(kept)).json()["objects"][0]["removed"] is True


def test_a_refusal_of_an_act_is_said_and_changes_nothing(scene, act):
    with override("en"):
        answer = act("merge", seen(scene.now)).json()

    assert answer["outcome"] == "refused" and answer["code"] == "merge_takes_two"
    assert Feature.objects.get(pk=scene.now.pk).version == 1


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"act": "fly", "objects": []}', '{"act": "merge", "objects": []}',
     '{"act": "split", "objects": [], "shape": {}}', '{"act": "remove", "objects": [{}]}'],
)  # fmt: skip
def test_what_is_not_understood_is_400(scene, visitor, body):
    address = at("draft_act", scene.scheme.code, "2026")

    answer = visitor.post(address, body, content_type="application/json")

    assert answer.status_code == 400


def test_objects_of_a_layer_that_the_person_does_not_keep_are_403(scene, act):
    foreign = LayerFactory(scheme=scene.scheme)
    feature = FeatureFactory(edition=scene.draft, layer=foreign)

    assert act("remove", seen(feature)).status_code == 403


def test_warnings_come_with_boxes_and_objects(scene, ask):
    Feature.objects.filter(pk=scene.new.pk).update(key="", version=2)

    (warning,) = ask("draft_warnings")["warnings"]

    assert warning["kind"] == "no_code" and warning["bbox"][0] == pytest.approx(77.1)
    assert warning["objects"][0]["uid"] == str(scene.new.uid)
