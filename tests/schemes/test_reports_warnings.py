"""What a draft warns of: each kind found where it is, and nothing where all is well."""

import pytest
from django.contrib.gis.geos import MultiPolygon

from schemes.models import Edition, Feature
from schemes.reports.warnings import as_json, gathering, kinds_of, warnings_of
from tests.factories.schemes import FeatureFactory, LayerFactory, square

from .drawings import box, shape

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene):
    """Two zones side by side, of a layer that covers."""
    scene.zones.is_coverage = True
    scene.zones.save()
    Feature.objects.filter(pk=scene.new.pk).update(
        shape=as_multi(box(77.0, 43.2, 77.1, 43.3)), version=2
    )
    return scene


def add(scene, outline, layer=None, **fields):
    return FeatureFactory(
        edition=scene.draft, layer=layer or scene.zones, shape=as_multi(outline), **fields
    )


def as_multi(outline):
    return MultiPolygon(outline, srid=4326) if outline.geom_type == "Polygon" else outline


def found(scene, kind):
    Edition.objects.filter(pk=scene.draft.pk).update(revision=scene.draft.revision + 1)
    scene.draft.refresh_from_db()
    return [one for one in warnings_of(scene.draft).warnings if one.kind == kind]


def names(warning):
    return {one.name for one in warning.objects}


def test_zones_side_by_side_warn_of_nothing(scene):
    assert warnings_of(scene.draft).warnings == []


def test_an_overlap_names_both_zones_its_place_and_size(scene):
    third = add(scene, box(77.05, 43.2, 77.15, 43.3))

    (overlap,) = found(scene, "overlap")

    assert names(overlap) == {str(scene.new), str(third)}
    assert overlap.box == pytest.approx((77.05, 43.2, 77.1, 43.3))
    assert 40e6 < overlap.area_m2 < 50e6


def test_layers_that_do_not_cover_may_overlap(scene):
    scene.zones.is_coverage = False
    scene.zones.save()
    add(scene, box(77.05, 43.2, 77.15, 43.3))

    assert found(scene, "overlap") == []


def test_a_hole_between_zones_is_a_gap_and_names_its_neighbours(scene):
    add(scene, box(76.9, 43.3, 77.1, 43.31).difference(box(76.99, 43.3, 77.01, 43.305)))

    (gap,) = found(scene, "gap")

    assert names(gap) >= {str(scene.now), str(scene.new)}
    assert gap.box == pytest.approx((76.99, 43.3, 77.01, 43.305))


def test_a_narrow_cleft_open_to_the_outside_is_a_gap_and_a_wide_street_is_not(scene):
    narrow = add(scene, box(77.10005, 43.2, 77.2, 43.3))
    add(scene, box(77.201, 43.2, 77.3, 43.3))

    (gap,) = found(scene, "gap")

    assert names(gap) >= {str(scene.new), str(narrow)}


def test_an_object_outside_the_boundary_is_named(scene):
    boundary = LayerFactory(scheme=scene.scheme, code="boundary", theme="basis")
    add(scene, box(76.8, 43.1, 77.05, 43.4), layer=boundary)

    (outside,) = found(scene, "outside")

    assert names(outside) == {str(scene.new)}


def test_small_and_thin_areas_are_named(scene):
    small = add(scene, box(78, 43, 78.00005, 43.00005))
    thin = add(scene, box(79, 43, 79.1, 43.00002))

    assert {name for one in found(scene, "sliver") for name in names(one)} == {
        str(small),
        str(thin),
    }


def test_the_same_shape_twice_a_missing_value_and_a_missing_code_are_named(scene):
    road = {"edition": scene.draft, "layer": scene.roads, "key": ""}
    line = shape("MULTILINESTRING((76 43, 77 43))")
    one, two = FeatureFactory(shape=line, **road), FeatureFactory(shape=line, **road)
    scene.roads.attributes = [{"code": "lanes", "type": "integer", "required": True}]
    scene.roads.save()

    (duplicate,) = found(scene, "duplicate")

    assert names(duplicate) == {str(one), str(two)}
    assert len(found(scene, "unfilled")) == 2
    assert len(found(scene, "no_code")) == 2


def test_objects_taken_off_and_other_editions_are_not_looked_at(scene):
    gone = add(scene, box(77.05, 43.2, 77.15, 43.3), key="")
    Feature.objects.filter(pk=gone.pk).update(removed_at=gone.changed_at, version=2)

    assert found(scene, "overlap") == [] and found(scene, "no_code") == []


def test_a_kind_is_capped_and_says_so_and_large_layers_are_not_joined(scene, monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 2)
    monkeypatch.setattr(gathering, "MOST_JOINED", 3)
    for place in range(3):
        add(scene, square(78 + place, 43), key="")

    report = warnings_of(scene.draft)

    assert [kind for kind, _words, count, more in kinds_of(report) if more and count == 2] == [
        "no_code"
    ]
    assert report.unsearched == [scene.zones.name]


def test_the_number_of_queries_does_not_grow(scene, django_assert_num_queries):
    for place in range(5):
        add(scene, square(78 + place, 43), key="")

    with django_assert_num_queries(8):
        as_json(warnings_of(scene.draft))
