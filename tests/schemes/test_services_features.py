"""Drawing and changing objects of a draft: what is kept, what is refused and why."""

import pytest

from agglo_portal.core import journal
from schemes.models import Edition, Feature
from schemes.services.features import (
    Content,
    ContentRefused,
    FeatureChangedMeanwhile,
    FeatureIsRemoved,
    LayerOfAnotherScheme,
    ShapeBroken,
    ShapeEmpty,
    ShapeOffTheEarth,
    ShapeOfWrongKind,
    ShapeTooHeavy,
    change_feature,
    draw_feature,
    remove_feature,
)
from schemes.services.features import shapes as shapes_module
from schemes.services.locks import NotADraft, NotYetFilled
from tests.factories.core import NOON
from tests.factories.schemes import FeatureFactory, LayerFactory, PhaseFactory, square

from .drawings import BOW_TIE, box, shape, zone

pytestmark = pytest.mark.django_db
LANES = {
    "code": "lanes", "type": "integer", "label_kk": "жолақтар", "label_ru": "полосы",
    "label_en": "lanes", "required": True,
}  # fmt: skip


@pytest.fixture
def act(scene):
    return {"by": scene.planner, "at": NOON}


@pytest.fixture
def draw(scene, act):
    def do(wanted=None, *, edition=None, layer=None, content=None):
        wanted = box(76.9, 43.6, 77.0, 43.7) if wanted is None else wanted
        return draw_feature(
            edition or scene.draft,
            layer or scene.zones,
            shape=wanted,
            content=content or zone(),
            **act,
        )

    return do


def problems(refused):
    return {(one.field, one.code) for one in refused.value.problems}


# Drawing ----------------------------------------------------------------------------------------
def test_drawing_keeps_the_object_raises_the_revision_and_is_told(scene, draw, act):
    before = scene.draft.revision

    feature = draw()

    feature = Feature.objects.get(pk=feature.pk)
    assert (feature.key, feature.name_kk, feature.version) == ("А-9", "Тоғызыншы аймақ", 1)
    assert (feature.changed_by, feature.changed_at) == (scene.planner, NOON)
    assert feature.shape.geom_type == "MultiPolygon" and feature.area_m2 > 80e6
    assert Edition.objects.get(pk=scene.draft.pk).revision > before
    entry = journal.entries_of(feature).get()
    assert (entry.event, entry.by, entry.facts["key"]) == ("feature_drawn", scene.planner, "А-9")


def test_a_shape_loses_its_heights_and_goes_to_the_grid(draw):
    raised = shape(
        "POLYGON Z((76.91234567891 43.6 5, 77 43.6 5, 77 43.7 5, 76.91234567891 43.6 5))"
    )

    kept = Feature.objects.get(pk=draw(raised).pk).shape

    assert not kept.hasz
    assert kept[0][0][0] == (76.9123457, 43.6)


def test_a_line_becomes_a_multiline_and_a_point_stays_a_point(scene, draw):
    points = LayerFactory(scheme=scene.scheme, geometry_type="point")

    line = draw(shape("LINESTRING(76.9 43.2, 77 43.3)"), layer=scene.roads)
    point = draw(shape("MULTIPOINT((76.9 43.2))"), layer=points)

    assert line.shape.geom_type == "MultiLineString"
    assert point.shape.geom_type == "Point"


def test_an_outline_that_crosses_itself_is_refused_with_the_place_and_the_repair(draw):
    with pytest.raises(ShapeBroken) as refused:
        draw(shape(BOW_TIE))

    lon, lat = refused.value.at
    assert (round(lon, 6), round(lat, 6)) == (76.95, 43.25)
    assert "43.250000, 76.950000" in str(refused.value)
    assert refused.value.repaired.valid and len(refused.value.repaired) == 2
    assert Feature.objects.filter(key="А-9").count() == 0


@pytest.mark.parametrize(
    ("wkt", "kind"),
    [
        ("POLYGON EMPTY", ShapeEmpty),
        ("POINT(76.9 43.2)", ShapeOfWrongKind),
        ("LINESTRING(76.9 43.2, 77 43.3)", ShapeOfWrongKind),
        ("GEOMETRYCOLLECTION(POINT(76.9 43.2))", ShapeOfWrongKind),
        ("POLYGON((176.9 43.2, 190 43.2, 190 43.3, 176.9 43.2))", ShapeOffTheEarth),
        ("POLYGON((76 91, 77 91, 77 92, 76 91))", ShapeOffTheEarth),
        # Smaller than a cell of the grid: nothing would be left of it.
        ("POLYGON((76 43, 76.00000001 43, 76.00000001 43.00000001, 76 43))", ShapeEmpty),
    ],
)
def test_a_shape_that_cannot_be_kept_is_refused(scene, draw, wkt, kind):
    before = scene.draft.revision

    with pytest.raises(kind):
        draw(shape(wkt))

    assert Edition.objects.get(pk=scene.draft.pk).revision == before
    assert Feature.objects.of(scene.draft).count() == 2


def test_no_shape_at_all_and_a_shape_too_heavy_are_refused(scene, act, draw, monkeypatch):
    with pytest.raises(ShapeEmpty):
        draw_feature(scene.draft, scene.zones, shape=None, content=zone(), **act)
    monkeypatch.setattr(shapes_module, "MOST_VERTICES", 4)
    with pytest.raises(ShapeTooHeavy):
        draw()


def test_content_is_refused_with_every_problem_at_its_field(scene, draw):
    scene.zones.attributes = [LANES]
    scene.zones.save()
    strange = Content(
        key="А-1",
        name_ru="я" * 301,
        attributes={"lanes": "много", "colour": "red"},
        phase=PhaseFactory(),
        status="imagined",
        cost=-1,
    )

    with pytest.raises(ContentRefused) as refused:
        draw(content=strange)

    assert problems(refused) == {
        ("lanes", "value_not_a_number"), ("colour", "unknown_attribute"),
        ("name_ru", "text_too_long"), ("key", "object_code_taken"),
        ("phase", "phase_of_another_scheme"), ("status", "unknown_status"),
        ("cost", "cost_out_of_bounds"),
    }  # fmt: skip
    assert "“много” is not a number" in str(refused.value)


def test_a_required_attribute_is_asked_for_and_values_are_kept_as_the_schema_has_them(scene, draw):
    scene.zones.attributes = [LANES]
    scene.zones.save()

    with pytest.raises(ContentRefused) as refused:
        draw()
    kept = draw(content=zone(attributes={"lanes": " 4 "}))

    assert problems(refused) == {("lanes", "value_required")}
    assert kept.attributes == {"lanes": 4}


def test_the_code_of_an_object_that_was_taken_off_is_free_again(scene, act, draw):
    remove_feature(scene.now, version=1, **act)

    assert draw(content=zone(key="А-1")).key == "А-1"


def test_nothing_is_drawn_in_a_published_or_unfilled_edition_or_in_a_foreign_layer(scene, draw):
    with pytest.raises(NotADraft):
        draw(edition=scene.published)
    with pytest.raises(LayerOfAnotherScheme):
        draw(layer=LayerFactory())
    Edition.objects.filter(pk=scene.draft.pk).update(filled_at=None)
    with pytest.raises(NotYetFilled):
        draw()


# Changing ---------------------------------------------------------------------------------------
def test_a_change_keeps_the_former_state_and_says_what_changed(scene, act):
    wanted = square(76.8, 43.2)

    changed = change_feature(scene.now, version=1, shape=wanted, content=zone(key="А-1"), **act)

    assert changed.version == 2 and changed.shape.equals_exact(wanted, 1e-7)
    assert changed.lineage == scene.old.lineage
    earlier = changed.earlier.get()
    assert (earlier.version, earlier.name_kk) == (1, scene.now.name_kk)
    assert earlier.shape.equals(scene.now.shape)
    entry = journal.entries_of(changed).get()
    assert entry.event == "feature_changed"
    assert set(entry.facts["fields"]) == {"name_kk", "name_ru", "phase", "shape"}


def test_only_the_shape_or_only_the_content_may_change(scene, act):
    moved = change_feature(scene.now, version=1, shape=square(76.8, 43.2), **act)
    named = change_feature(moved, version=2, content=Content.of(moved).but(name_kk="Жаңа"), **act)

    assert (named.key, named.name_kk, named.version) == ("А-1", "Жаңа", 3)
    assert named.shape.equals(moved.shape)


def test_nothing_new_is_no_act(scene, act):
    same = change_feature(
        scene.now, version=1, shape=scene.now.shape, content=Content.of(scene.now), **act
    )

    assert same.version == 1
    assert journal.entries_of(same).count() == 0


def test_the_second_person_sees_the_shape_of_the_first_and_nothing_is_lost(scene, act):
    theirs = square(76.8, 43.2)
    change_feature(scene.now, version=1, shape=theirs, by=scene.secretary, at=NOON)

    with pytest.raises(FeatureChangedMeanwhile, match="Хатшы") as refused:
        change_feature(scene.now, version=1, shape=square(76.7, 43.2), **act)

    assert refused.value.theirs.shape.equals_exact(theirs, 1e-7)
    assert refused.value.theirs.version == 2
    assert Feature.objects.get(pk=scene.now.pk).shape.equals_exact(theirs, 1e-7)


def test_the_second_person_may_put_theirs_over_the_newer_version(scene, act):
    change_feature(scene.now, version=1, shape=square(76.8, 43.2), by=scene.secretary, at=NOON)

    mine = change_feature(scene.now, version=2, shape=square(76.7, 43.2), **act)

    assert mine.version == 3
    assert mine.earlier.count() == 2


def test_an_object_that_was_taken_off_is_not_changed(scene, act):
    gone = remove_feature(scene.now, version=1, **act)

    with pytest.raises(FeatureIsRemoved):
        change_feature(gone, version=2, shape=square(76.8, 43.2), **act)


def test_a_change_is_refused_for_the_same_reasons_as_a_drawing(scene, act):
    with pytest.raises(ContentRefused) as refused:
        change_feature(scene.now, version=1, content=zone(key="А-2"), **act)
    with pytest.raises(ShapeBroken):
        change_feature(scene.now, version=1, shape=shape(BOW_TIE), **act)
    with pytest.raises(NotADraft):
        change_feature(scene.old, version=1, shape=square(76.8, 43.2), **act)

    assert problems(refused) == {("key", "object_code_taken")}
    assert Feature.objects.get(pk=scene.now.pk).version == 1


def test_the_same_code_may_stand_in_another_layer(scene, act, draw):
    FeatureFactory(
        edition=scene.draft,
        layer=scene.roads,
        key="А-7",
        shape=shape("MULTILINESTRING((76.9 43.2, 77 43.3))"),
    )

    assert draw(content=zone(key="А-7")).key == "А-7"
