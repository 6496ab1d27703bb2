"""Two people at one draft at the same moment: the first works, the second sees and chooses."""

from functools import partial

import pytest

from agglo_portal.core import journal
from schemes.models import Edition, Feature
from schemes.services.features import (
    ContentRefused,
    FeatureChangedMeanwhile,
    change_feature,
    draw_feature,
    merge_features,
    remove_feature,
)
from tests.councils.threads import refusals, together
from tests.factories.core import NOON
from tests.factories.schemes import square

from .drawings import zone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_four_who_change_one_object_one_does_and_three_see_what_was_done(scene):
    acts = [
        partial(
            change_feature,
            scene.now,
            version=1,
            shape=square(76.1 * side),
            by=scene.planner,
            at=NOON,
        )
        for side in (1, 1.001, 1.002, 1.003)
    ]

    results = together(*acts)

    late = refusals(results, FeatureChangedMeanwhile)
    now = Feature.objects.get(pk=scene.now.pk)
    assert len(late) == 3 and now.version == 2
    assert all(one.theirs.shape.equals(now.shape) for one in late)
    assert journal.entries_of(now).count() == 1 and now.earlier.count() == 1


def test_one_changes_while_another_takes_off(scene):
    results = together(
        partial(change_feature, scene.now, version=1, shape=square(76), by=scene.planner, at=NOON),
        partial(remove_feature, scene.now, version=1, by=scene.secretary, at=NOON),
    )

    assert len(refusals(results, FeatureChangedMeanwhile)) == 1
    assert Feature.objects.get(pk=scene.now.pk).version == 2


def test_a_code_is_given_once_however_many_ask_for_it(scene):
    acts = [
        partial(
            draw_feature,
            scene.draft,
            scene.zones,
            shape=square(70 + place),
            content=zone(),
            by=scene.planner,
            at=NOON,
        )
        for place in range(4)
    ]

    results = together(*acts)

    assert len(refusals(results, ContentRefused)) == 3
    assert Feature.objects.filter(key="А-9").count() == 1


def test_objects_drawn_at_once_all_stand_and_each_raises_the_revision(scene):
    before = scene.draft.revision
    acts = [
        partial(
            draw_feature,
            scene.draft,
            scene.zones,
            shape=square(70 + place),
            content=zone(key=f"Б-{place}"),
            by=scene.planner,
            at=NOON,
        )
        for place in range(6)
    ]

    results = together(*acts)

    assert all(isinstance(one, Feature) for one in results)
    assert Edition.objects.get(pk=scene.draft.pk).revision == before + 6


def test_two_who_join_the_same_objects_join_them_once(scene):
    results = together(
        partial(
            merge_features, scene.now, version=1, others=[(scene.new, 1)], by=scene.planner, at=NOON
        ),
        partial(
            merge_features, scene.new, version=1, others=[(scene.now, 1)], by=scene.planner, at=NOON
        ),
    )

    assert len(refusals(results, FeatureChangedMeanwhile)) == 1
    assert Feature.objects.of(scene.draft, scene.zones).count() == 1
