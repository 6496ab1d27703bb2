"""What the database itself keeps, whoever writes: shapes, earlier states, endorsed editions."""

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import DatabaseError, transaction

from schemes.models import Edition, Feature
from tests.factories.core import DAY, NOON
from tests.factories.schemes import EditionFactory, FeatureFactory, LayerFactory, square

BOW_TIE = "SRID=4326;MULTIPOLYGON(((76 43, 77 44, 77 43, 76 44, 76 43)))"


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def test_area_and_length_are_geodesic(scene):
    road = FeatureFactory(
        edition=scene.draft,
        layer=scene.roads,
        shape=GEOSGeometry("SRID=4326;MULTILINESTRING((76.9 43.2, 77.6 43.2))"),
    )
    road.refresh_from_db()
    scene.new.refresh_from_db()

    assert road.length_m == pytest.approx(56_886, rel=0.001)
    assert scene.new.area_m2 == pytest.approx(89_800_000, rel=0.01)
    assert (road.area_m2, scene.new.length_m) == (0, 0)


def test_a_broken_or_empty_outline_is_refused(scene):
    for shape in (BOW_TIE, "SRID=4326;MULTIPOLYGON EMPTY"):
        shape = GEOSGeometry(shape)
        made = lambda: FeatureFactory(edition=scene.draft, layer=scene.zones, shape=shape)  # noqa: B023, E731
        assert refused(made)


def test_a_shape_of_another_kind_or_scheme_is_refused(scene):
    foreign = LayerFactory()
    draft = scene.draft

    assert refused(lambda: FeatureFactory(edition=draft, layer=scene.roads, shape=square()))
    assert refused(lambda: FeatureFactory(edition=draft, layer=foreign))


def test_a_change_keeps_the_state_before_it(scene):
    Feature.objects.filter(pk=scene.new.pk).update(
        shape=square(77.2, 43.5), name_ru="Новое имя", version=2, changed_at=NOON + DAY
    )

    earlier = scene.new.earlier.get()
    assert (earlier.version, earlier.name_ru, earlier.replaced_at) == (
        1, scene.new.name_ru, NOON + DAY,
    )  # fmt: skip
    assert earlier.shape.equals(scene.new.shape)


def test_a_change_without_a_new_version_is_refused(scene):
    assert refused(lambda: Feature.objects.filter(pk=scene.new.pk).update(name_ru="Тайком"))


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_objects_of_an_edition_that_is_no_draft_stay_as_they_are(scene, state):
    edition = scene.published
    if state == "submitted":
        edition = scene.draft
        Edition.objects.filter(pk=edition.pk).update(state="submitted")
    objects = Feature.objects.filter(edition=edition)

    assert refused(lambda: objects.update(name_ru="Иначе", version=5))
    assert refused(lambda: objects.delete())
    assert refused(lambda: FeatureFactory(edition=edition, layer=scene.zones))


def test_a_published_edition_never_goes_back_and_is_never_deleted(scene):
    published = Edition.objects.filter(pk=scene.published.pk)

    assert refused(lambda: published.update(state="draft", published_at=None, endorsed_at=None))
    assert refused(lambda: published.update(year=2021))
    assert refused(lambda: EditionFactory(state="endorsed"))


def test_a_code_stands_once_in_a_layer_of_an_edition_until_it_is_taken_off(scene):
    twin = {"edition": scene.draft, "layer": scene.zones, "key": "А-2"}
    assert refused(lambda: FeatureFactory(**twin))

    Feature.objects.filter(pk=scene.new.pk).update(removed_at=NOON, version=2)

    assert FeatureFactory(**twin).key == "А-2"
