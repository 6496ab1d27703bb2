"""Pages of drawing: the editor, an object by a form, its earlier states, the warnings."""

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from schemes.models import Feature
from schemes.services.features import change_feature, remove_feature
from tests.councils.visits import words
from tests.factories.core import NOON
from tests.factories.schemes import square
from tests.sessions import enter

from .drawings import BOW_TIE

pytestmark = pytest.mark.django_db
SQUARE = "POLYGON((76.5 43.2, 76.6 43.2, 76.6 43.3, 76.5 43.3, 76.5 43.2))"
ZONE = {
    "code": "zone", "type": "choice", "label_kk": "аймақ түрі", "label_ru": "вид зоны",
    "label_en": "kind of zone", "required": True, "unit": "",
    "choices": [{"code": "green", "label_kk": "жасыл", "label_ru": "зелёная", "label_en": "green"}],
}  # fmt: skip
FLOORS = {
    "code": "floors", "type": "integer", "label_kk": "қабат", "label_ru": "этажи",
    "label_en": "floors", "unit": "m",
}  # fmt: skip


def at(name, *args, query=""):
    with override("en"):
        return reverse(f"schemes:{name}", args=args) + query


@pytest.fixture
def visitor(scene, client):
    enter(client, scene.planner)
    return client


@pytest.fixture
def create(scene, visitor):
    address = at("feature_create", scene.scheme.code, "2026", "zoning")
    return lambda **given: visitor.post(address, {"status": "existing", **given}, follow=True)


@pytest.fixture
def change(scene, visitor):
    address = at("feature_change", scene.now.uid)
    base = {"status": "existing", "key": "А-1", "version": 1}
    return lambda **given: visitor.post(address, {**base, **given}, follow=True)


# The editor --------------------------------------------------------------------------------------
def test_the_editor_offers_the_layers_that_the_person_keeps(scene, visitor):
    page = visitor.get(at("draft_map", scene.scheme.code, "2026"))

    assert page.status_code == 200
    assert [one.code for one in page.context["layers"]] == ["zoning"]
    assert '"act":' in page.content.decode()


def test_what_is_no_draft_leads_away_with_a_word(scene, visitor):
    for name, *args in (("draft_map", "2020"), ("feature_create", "2020", "zoning")):
        page = visitor.get(at(name, scene.scheme.code, *args))
        assert page.status_code == 302 and page["Location"] == scene.published.get_absolute_url()


# By a form --------------------------------------------------------------------------------------
def test_the_form_is_made_of_the_schema(scene, visitor):
    scene.zones.attributes = [ZONE, FLOORS]
    scene.zones.save()

    page = visitor.get(at("feature_create", scene.scheme.code, "2026", "zoning"))

    assert "Kind of zone" in words(page) and "Floors, m" in words(page)
    assert '<option value="green">green</option>' in page.content.decode()


def test_an_object_is_drawn_by_text(create):
    page = create(key="А-7", name_kk="Жаңа", shape=SQUARE)

    assert "“Жаңа” is drawn." in words(page)
    assert Feature.objects.get(key="А-7").shape.geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"Feature","properties":{},"geometry":%s}',
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":%s}]}',
    ],
)
def test_an_object_is_drawn_by_a_file(create, text):
    geometry = GEOSGeometry(f"SRID=4326;{SQUARE}").json
    upload = SimpleUploadedFile("zone.geojson", ("\ufeff" + text % geometry).encode())

    create(key="А-7", upload=upload)

    assert Feature.objects.get(key="А-7").shape.extent == (76.5, 43.2, 76.6, 43.3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no shape"),
        ("here", "neither GeoJSON nor WKT"),
        ("{", "cut off or broken"),
        ('{"type": "FeatureCollection", "features": []}', "must hold one object"),
        ('{"type": "Polygon", "coordinates": "x"}', "not numbers"),
        ('{"type": "Polygon", "coordinates": [[[1, 2]]]}', "no geometry"),
        ('{"type": "Topology"}', "no geometry"),
        ("SRID=3857;POINT(8500000 5300000)", "WGS 84 only"),
        ('{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":'
         '{"name":"urn:ogc:def:crs:EPSG::3857"}}}', "WGS 84 only"),
        ("POINT(76 43)", "This layer holds areas"),
        (BOW_TIE, "crosses or touches itself at 43.250000, 76.950000"),
    ],
)  # fmt: skip
def test_a_bad_shape_is_said_at_its_field_and_nothing_typed_is_lost(create, text, said):
    page = create(key="А-7", name_ru="Новая зона", shape=text)

    assert said in words(page)
    assert "There is something to correct" in words(page)
    assert page.context["form"]["name_ru"].value() == "Новая зона"
    assert not Feature.objects.filter(key="А-7").exists()


def test_a_broken_outline_is_offered_mended_and_not_taken(create):
    page = create(key="А-7", shape=BOW_TIE)

    assert "The outline can be mended" in words(page)
    assert "MULTIPOLYGON" in page.content.decode()


def test_errors_of_attributes_and_of_the_code_stand_at_their_fields(scene, create):
    scene.zones.attributes = [ZONE, FLOORS]
    scene.zones.save()

    page = create(key="А-1", shape=SQUARE, **{"a-floors": "many", "a-zone": ""})
    taken = create(key="А-1", shape=SQUARE, **{"a-floors": "3", "a-zone": "green"})

    assert set(page.context["form"].errors) == {"a-floors", "a-zone"}
    assert "“many” is not a whole number" in words(page) or "is not a number" in words(page)
    assert set(taken.context["form"].errors) == {"key"}


def test_an_empty_shape_leaves_the_object_where_it_is(scene, change):
    page = change(name_kk="Жаңа атау")

    now = Feature.objects.get(pk=scene.now.pk)
    assert "is saved" in words(page)
    assert (now.name_kk, now.version) == ("Жаңа атау", 2)
    assert now.shape.equals(scene.now.shape)


# Two people -------------------------------------------------------------------------------------
@pytest.fixture
def first_was(scene):
    return change_feature(scene.now, version=1, shape=square(76.7), by=scene.secretary, at=NOON)


def test_the_second_person_sees_both_shapes_and_nothing_is_written(scene, change, first_was):
    page = change(name_kk="Менікі", shape=SQUARE)

    assert "Хатшы changed this object" in words(page)
    assert page.context["form"]["name_kk"].value() == "Менікі"
    assert len(page.context["conflict"].picture["paths"]) == 2
    assert Feature.objects.get(pk=scene.now.pk).version == 2


def test_the_second_person_may_keep_theirs_over_the_newer_version(scene, change, first_was):
    change(name_kk="Менікі", shape=SQUARE, over=2)

    assert Feature.objects.get(pk=scene.now.pk).name_kk == "Менікі"
    assert scene.now.earlier.count() == 2


def test_the_second_person_may_save_theirs_as_a_new_object(scene, change, first_was):
    change(name_kk="Менікі", shape=SQUARE, as_new=1)

    mine = Feature.objects.of(scene.draft).get(name_kk="Менікі")
    assert mine.lineage != scene.now.lineage and mine.key == ""
    assert Feature.objects.get(pk=scene.now.pk).version == 2


# Off, back, earlier ------------------------------------------------------------------------------
def test_an_object_is_taken_off_with_the_way_back_in_the_message(scene, visitor):
    page = visitor.post(at("feature_remove", scene.now.uid), {"version": 1}, follow=True)

    assert "is taken off the draft. Bring it back" in words(page)
    assert at("feature_restore", scene.now.uid) in page.content.decode()
    visitor.post(at("feature_restore", scene.now.uid), {"version": 2})
    assert Feature.objects.of(scene.draft).filter(pk=scene.now.pk).exists()


def test_a_stale_removal_is_refused_with_a_message(scene, visitor, first_was):
    page = visitor.post(at("feature_remove", scene.now.uid), {"version": 1}, follow=True)

    assert "changed this object" in words(page)
    assert Feature.objects.of(scene.draft).filter(pk=scene.now.pk).exists()


def test_the_history_shows_each_state_and_restores_one(scene, visitor, first_was):
    remove_feature(first_was, version=2, by=scene.secretary, at=NOON)

    page = visitor.get(at("feature_history", scene.now.uid))
    assert [row["state"].version for row in page.context["rows"]] == [3, 2, 1]
    assert page.content.decode().count('<svg class="shapes"') == 3

    visitor.post(at("feature_restore", scene.now.uid), {"version": 3, "to": 1})
    now = Feature.objects.get(pk=scene.now.pk)
    assert now.shape.equals(scene.now.shape) and now.removed_at is None


def test_the_history_of_a_published_object_offers_no_way_back(scene, visitor):
    page = visitor.get(at("feature_history", scene.old.uid))

    assert page.context["may_change"] is False


# Warnings ---------------------------------------------------------------------------------------
def test_warnings_are_listed_by_kind_with_the_way_to_the_place(scene, visitor):
    Feature.objects.filter(pk=scene.new.pk).update(key="", version=2)

    page = visitor.get(at("warning_list", scene.scheme.code, "2026"))
    other = visitor.get(at("warning_list", scene.scheme.code, "2026", query="?kind=gap"))

    assert "No code" in words(page) and "bbox=77.1" in page.content.decode()
    assert list(other.context["page"]) == []
