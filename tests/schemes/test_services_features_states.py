"""Objects taken off and brought back, joined, parted and cut: nothing is ever lost."""

import pytest

from agglo_portal.core import journal
from schemes.models import Feature
from schemes.services.features import (
    Content,
    ContentRefused,
    CutLeavesNothing,
    CutMisses,
    FeatureChangedMeanwhile,
    FeatureIsPresent,
    FeatureIsRemoved,
    MergeOfSeveralLayers,
    MergeTakesTwo,
    PointsAreWhole,
    StateNotKept,
    change_feature,
    cut_feature,
    draw_feature,
    merge_features,
    remove_feature,
    restore_feature,
    return_features,
    split_feature,
)
from tests.factories.core import DAY, NOON
from tests.factories.schemes import FeatureFactory, LayerFactory, square

from .drawings import box, shape, zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(scene):
    return {"by": scene.planner, "at": NOON}


def events(feature):
    return [entry.event for entry in journal.entries_of(feature)]


# Off and back -----------------------------------------------------------------------------------
def test_an_object_taken_off_is_kept_and_comes_back_as_it_was(scene, act):
    gone = remove_feature(scene.now, version=1, **act)
    assert scene.now not in Feature.objects.of(scene.draft)

    back = restore_feature(gone, version=2, **act)

    assert back in Feature.objects.of(scene.draft)
    assert (back.key, back.version) == ("А-1", 3)
    assert events(back) == ["feature_restored", "feature_removed"]


def test_taking_off_and_bringing_back_ask_for_the_version_seen(scene, act):
    with pytest.raises(FeatureIsPresent):
        restore_feature(scene.now, version=1, **act)
    gone = remove_feature(scene.now, version=1, **act)
    with pytest.raises(FeatureIsRemoved):
        remove_feature(gone, version=2, **act)
    with pytest.raises(FeatureChangedMeanwhile):
        remove_feature(gone, version=1, **act)
    with pytest.raises(FeatureChangedMeanwhile):
        restore_feature(gone, version=1, **act)


def test_an_object_does_not_come_back_with_a_code_that_another_has_been_given(scene, act):
    gone = remove_feature(scene.now, version=1, **act)
    draw_feature(scene.draft, scene.zones, shape=square(76.5), content=zone(key="А-1"), **act)

    with pytest.raises(ContentRefused):
        restore_feature(gone, version=2, **act)

    assert Feature.objects.get(pk=gone.pk).removed_at == NOON


def test_any_earlier_state_can_be_restored_whole(scene, act):
    first = Content.of(scene.now)
    moved = change_feature(scene.now, version=1, shape=square(76.8), content=zone(), **act)
    gone = remove_feature(moved, version=2, by=scene.planner, at=NOON + DAY)

    back = restore_feature(gone, version=3, to=1, **act)

    assert Content.of(back) == first
    assert back.shape.equals(scene.now.shape)
    assert back.removed_at is None and back.version == 4
    assert sorted(back.earlier.values_list("version", flat=True)) == [1, 2, 3]
    with pytest.raises(StateNotKept):
        restore_feature(back, version=4, to=9, **act)


def test_a_state_in_which_the_object_is_already_is_no_act(scene, act):
    away = change_feature(scene.now, version=1, content=zone(key="А-1"), **act)
    back = restore_feature(away, version=2, to=1, **act)

    assert restore_feature(back, version=3, to=1, **act).version == 3
    assert restore_feature(back, version=3, to=3, **act).version == 3
    assert events(back) == ["feature_returned", "feature_changed"]


def test_joining_what_lies_inside_takes_it_off_and_loses_no_state(scene, act):
    inner = FeatureFactory(
        edition=scene.draft, layer=scene.zones, shape=square(76.94, 43.24, side=0.02)
    )

    joined = merge_features(scene.now, version=1, others=[(inner, 1)], **act)

    assert joined.earlier.count() == joined.version - 1
    assert joined.shape.area == pytest.approx(scene.now.shape.area)
    assert Feature.objects.get(pk=inner.pk).removed_at == NOON


def test_several_objects_return_together_or_not_at_all(scene, act):
    joined = merge_features(scene.now, version=1, others=[(scene.new, 1)], **act)

    with pytest.raises(FeatureChangedMeanwhile):
        return_features(scene.draft, moves=[(scene.now, 2, 1), (scene.new, 1, 1)], **act)
    assert Feature.objects.get(pk=joined.pk).version == 2
    return_features(scene.draft, moves=[(scene.now, 2, 1), (scene.new, 2, 1)], **act)

    assert Feature.objects.of(scene.draft, scene.zones).count() == 2
    assert Feature.objects.get(pk=joined.pk).shape.equals(scene.now.shape)


def test_what_leaves_goes_first_so_that_its_code_can_come_back(scene, act):
    gone = remove_feature(scene.now, version=1, **act)
    drawn = draw_feature(
        scene.draft, scene.zones, shape=square(76.5), content=zone(key="А-1"), **act
    )

    return_features(scene.draft, moves=[(gone, 2, 1), (drawn, 1, None)], **act)

    assert Feature.objects.of(scene.draft, scene.zones).get(key="А-1") == scene.now


# Joining ----------------------------------------------------------------------------------------
def test_joining_keeps_the_first_with_its_lineage_and_takes_the_others_off(scene, act):
    near = FeatureFactory(edition=scene.draft, layer=scene.zones, shape=square(77.0, 43.2))

    joined = merge_features(scene.now, version=1, others=[(near, 1)], **act)

    assert (joined.lineage, joined.key) == (scene.old.lineage, "А-1")
    assert len(joined.shape) == 1 and joined.shape.equals(box(76.9, 43.2, 77.1, 43.3))
    assert Feature.objects.get(pk=near.pk).removed_at == NOON
    assert events(near) == ["feature_merged_away"]
    assert events(joined) == ["features_merged"]


def test_lines_that_meet_become_one_line(scene, act):
    one, two = (
        FeatureFactory(
            edition=scene.draft, layer=scene.roads, shape=shape(f"MULTILINESTRING({wkt})")
        )
        for wkt in ("(76 43, 77 43)", "(77 43, 78 44)")
    )

    joined = merge_features(one, version=1, others=[(two, 1)], **act)

    assert joined.shape.equals(shape("MULTILINESTRING((76 43, 77 43, 78 44))"))
    assert len(joined.shape) == 1


def test_joining_is_refused_for_one_for_other_layers_for_points_and_for_changed_ones(scene, act):
    road = FeatureFactory(
        edition=scene.draft, layer=scene.roads, shape=shape("MULTILINESTRING((76 43, 77 43))")
    )
    points = LayerFactory(scheme=scene.scheme, geometry_type="point")
    pair = [
        FeatureFactory(edition=scene.draft, layer=points, shape=shape(f"POINT({lon} 43)"))
        for lon in (76, 77)
    ]

    with pytest.raises(MergeTakesTwo):
        merge_features(scene.now, version=1, others=[(scene.now, 1)], **act)
    with pytest.raises(MergeOfSeveralLayers):
        merge_features(scene.now, version=1, others=[(road, 1)], **act)
    with pytest.raises(PointsAreWhole):
        merge_features(pair[0], version=1, others=[(pair[1], 1)], **act)
    with pytest.raises(FeatureChangedMeanwhile):
        merge_features(scene.now, version=1, others=[(scene.new, 7)], **act)
    remove_feature(scene.new, version=1, **act)
    with pytest.raises(FeatureIsRemoved):
        merge_features(scene.now, version=1, others=[(scene.new, 2)], **act)

    assert Feature.objects.get(pk=scene.now.pk).version == 1


# Parting and cutting ----------------------------------------------------------------------------
def test_a_line_across_parts_an_area_and_the_larger_piece_stays_the_object(scene, act):
    line = shape("LINESTRING(76.93 43.1, 76.93 43.4)")

    kept, part = split_feature(scene.now, version=1, line=line, **act)

    assert kept.lineage == scene.old.lineage and kept.shape.equals(box(76.93, 43.2, 77.0, 43.3))
    assert part.shape.equals(box(76.9, 43.2, 76.93, 43.3))
    assert (part.key, part.name_kk, part.phase) == ("", scene.now.name_kk, scene.now.phase)
    assert part.lineage != kept.lineage
    assert events(part) == ["feature_split_off"]


def test_parts_that_the_line_does_not_meet_stay_with_the_object(scene, act):
    two = FeatureFactory(
        edition=scene.draft,
        layer=scene.zones,
        shape=box(76, 43, 76.2, 43.2).union(box(78, 43, 78.1, 43.1)),
    )
    line = shape("LINESTRING(76.05 42.9, 76.05 43.4)")

    kept, part = split_feature(two, version=1, line=line, **act)

    assert len(kept.shape) == 2
    assert part.shape.equals(box(76, 43, 76.05, 43.2))


def test_a_line_parts_a_line(scene, act):
    road = FeatureFactory(
        edition=scene.draft, layer=scene.roads, shape=shape("MULTILINESTRING((76 43, 78 43))")
    )

    kept, part = split_feature(road, version=1, line=shape("LINESTRING(76.5 42, 76.5 44)"), **act)

    assert (kept.shape.extent, part.shape.extent) == ((76.5, 43, 78, 43), (76, 43, 76.5, 43))


@pytest.mark.parametrize(
    "wkt", ["LINESTRING(70 40, 71 41)", "LINESTRING(76.95 43.25, 76.96 43.26)"]
)
def test_a_line_that_does_not_lead_across_parts_nothing(scene, act, wkt):
    with pytest.raises(CutMisses):
        split_feature(scene.now, version=1, line=shape(wkt), **act)


def test_a_line_along_a_line_parts_nothing(scene, act):
    road = FeatureFactory(
        edition=scene.draft, layer=scene.roads, shape=shape("MULTILINESTRING((76 43, 78 43))")
    )

    with pytest.raises(CutMisses):
        split_feature(road, version=1, line=shape("LINESTRING(76.5 43, 77 43)"), **act)


def test_an_area_cuts_a_hole_or_a_bite(scene, act):
    holed = cut_feature(scene.now, version=1, area=box(76.94, 43.24, 76.96, 43.26), **act)
    bitten = cut_feature(holed, version=2, area=box(76.8, 43.1, 76.92, 43.4), **act)

    assert holed.shape[0].num_interior_rings == 1
    assert bitten.shape.extent == (76.92, 43.2, 77.0, 43.3)
    assert events(bitten) == ["feature_cut", "feature_cut"]


def test_a_cut_that_misses_or_leaves_nothing_is_refused(scene, act):
    with pytest.raises(CutMisses):
        cut_feature(scene.now, version=1, area=box(70, 40, 71, 41), **act)
    with pytest.raises(CutLeavesNothing):
        cut_feature(scene.now, version=1, area=box(70, 40, 80, 50), **act)

    assert Feature.objects.get(pk=scene.now.pk).version == 1
