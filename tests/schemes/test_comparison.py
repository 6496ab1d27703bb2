"""Two editions compared: every planted difference is found, by kind, and nothing else."""

import json

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schemes.models import Edition, Feature
from schemes.reports.comparison import (
    Asked,
    count_differences,
    differences,
    has_differences,
    outlines,
)
from tests.factories.core import NOON
from tests.factories.schemes import EditionFactory, FeatureFactory, square

ZONE = [
    {"code": "zone", "type": "choice", "label_kk": "аймақ", "label_ru": "вид зоны",
     "choices": [{"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"},
                 {"code": "housing", "label_kk": "тұрғын", "label_ru": "жилая"}]},
    {"code": "floors", "type": "integer", "label_kk": "қабат", "label_ru": "этажность",
     "unit": "эт."},
    {"code": "is_new", "type": "boolean", "label_kk": "жаңа", "label_ru": "новая"},
]  # fmt: skip


@pytest.fixture
def pair(scene):
    """An old and a new edition with the same thirty objects, before anything is planted."""
    scene.zones.attributes = ZONE
    scene.zones.save()
    old = EditionFactory(scheme=scene.scheme, code="old", year=2021)
    new = EditionFactory(scheme=scene.scheme, code="new", year=2022, based_on=old)
    for n in range(30):
        fields = {
            "layer": scene.zones, "key": f"Т-{n:02}", "name_kk": f"{n:02}", "name_ru": f"{n:02}",
            "shape": square(76 + n / 10, 43), "attributes": {"zone": "green", "floors": 5},
            "phase": scene.phases[0],
        }  # fmt: skip
        one = FeatureFactory(edition=old, **fields)
        FeatureFactory(edition=new, lineage=one.lineage, **fields)
    return old, new


def change(edition: Edition, n: int, **fields) -> None:
    rows = Feature.objects.filter(edition=edition, key=f"Т-{n:02}")
    rows.update(version=2, changed_at=NOON, **fields)


def plant(scene, new: Edition) -> dict[str, set[str]]:
    """Twenty differences, and three changes that change nothing; give the keys by kind."""
    for n in range(4):
        FeatureFactory(edition=new, layer=scene.zones, key=f"Н-{n}", shape=square(75, 42 + n / 5))
    for n in range(3):
        change(new, n, removed_at=NOON)
    for n in range(3, 8):
        change(new, n, shape=square(76 + n / 10, 43.01))
    change(new, 8, name_ru="другое имя")
    change(new, 9, attributes={"zone": "housing", "floors": 5})
    change(new, 10, attributes={"zone": "green"})
    change(new, 11, attributes={"zone": "green", "floors": 5, "is_new": False})
    change(new, 12, phase=scene.phases[1])
    change(new, 13, status="done")
    change(new, 14, cost=1_000_000)
    change(new, 15, responsible=scene.keeper, source="Акт")
    change(new, 16, shape=square(77.6, 43.02), status="planned")  # both at once
    turned = "MULTIPOLYGON(((77.8 43, 77.8 43.1, 77.7 43.1, 77.7 43, 77.8 43)))"
    change(new, 17, shape=GEOSGeometry(f"SRID=4326;{turned}"))  # the same square otherwise begun
    change(new, 18, attributes={"floors": 5, "zone": "green"})  # in another order
    change(new, 19, source="")
    return {
        "added": {f"Н-{n}" for n in range(4)},
        "removed": {f"Т-{n:02}" for n in range(3)},
        "reshaped": {f"Т-{n:02}" for n in (*range(3, 8), 16)},
        "changed": {f"Т-{n:02}" for n in range(8, 17)},
    }


def found(pair, scene, kind="", **paging):
    return list(differences(Asked(*pair, kind=kind), [scene.zones, scene.roads], "ru", **paging))


def test_every_planted_difference_is_found_and_nothing_else(scene, pair):
    planted = plant(scene, pair[1])

    rows = found(pair, scene)

    for kind, keys in planted.items():
        assert {row.shown.key for row in rows if kind in row.kinds} == keys
    assert len(rows) == 21  # of the twenty one differs in two ways, beside its own


def test_counts_say_the_same_as_the_rows(scene, pair):
    planted = plant(scene, pair[1])

    [zones, roads] = count_differences(Asked(*pair), [scene.zones, scene.roads])

    for kind, keys in planted.items():
        assert zones.of(kind) == len(keys)
        assert len(found(pair, scene, kind)) == len(keys)
    assert (zones.differing, zones.same, roads.differing) == (21, 13, 0)


def test_two_equal_editions_do_not_differ(scene, pair):
    assert not has_differences(*pair)
    assert found(pair, scene) == []
    plant(scene, pair[1])
    assert has_differences(*pair)


def test_a_comparison_the_other_way_turns_what_came_into_what_went(scene, pair):
    planted = plant(scene, pair[1])

    rows = found((pair[1], pair[0]), scene)

    assert {row.shown.key for row in rows if "removed" in row.kinds} == planted["added"]


def test_what_is_said_is_compared_field_by_field_in_words(scene, pair):
    plant(scene, pair[1])

    said = {row.shown.key: row.changes for row in found(pair, scene, "changed")}

    def only(key):
        [one] = said[key]
        return one.label, one.old, one.new

    assert only("Т-09") == ("Вид зоны", "зелёная", "жилая")
    assert only("Т-10") == ("Этажность", "5 эт.", "")
    assert only("Т-11") == ("Новая", "", "no")
    assert only("Т-13")[1:] == ("existing", "completed")
    assert [one.label for one in said["Т-15"]] == ["Responsible", "Source"]


def test_a_moved_outline_says_by_how_much(scene, pair):
    change(pair[1], 5, shape=square(76.5, 43, side=0.2))

    [row] = found(pair, scene, "reshaped")

    assert row.area_change == pytest.approx(row.swept, rel=1e-3)
    assert row.swept == pytest.approx(3 * row.old.area_m2, rel=0.01)
    assert row.moved > 5000


def test_rows_come_in_pages_in_one_order(scene, pair):
    plant(scene, pair[1])

    whole = [row.lineage for row in found(pair, scene)]
    pages = [row.lineage for at in range(0, 30, 8) for row in found(pair, scene, first=at, most=8)]

    assert pages == whole
    assert len(set(whole)) == len(whole)


def test_the_number_of_queries_does_not_grow(scene, pair):
    change(pair[1], 26, shape=square(76.5, 43, side=0.2), name_ru="имя")
    with CaptureQueriesContext(connection) as few:
        found(pair, scene)
    plant(scene, pair[1])
    with CaptureQueriesContext(connection) as many:
        found(pair, scene)

    assert len(few) == len(many)


def test_counts_are_kept_until_the_draft_changes(scene, pair):
    plant(scene, pair[1])
    layers = [scene.zones]
    count_differences(Asked(*pair), layers)
    change(pair[1], 25, name_ru="ещё")

    assert count_differences(Asked(*pair), layers)[0].changed == 9
    pair[1].revision += 1
    assert count_differences(Asked(*pair), layers)[0].changed == 10


def test_outlines_stand_on_the_side_on_which_they_are(scene, pair):
    planted = plant(scene, pair[1])

    shapes = json.loads(outlines(Asked(*pair), [scene.zones], "kk"))["features"]

    def on(side, kind):
        facts = [one["properties"] for one in shapes]
        return {one["key"] for one in facts if one["side"] == side and one["value"] == kind}

    assert on("new", "added") == planted["added"]
    assert on("old", "removed") == planted["removed"]
    assert on("old", "added") == on("new", "removed") == set()
    assert on("old", "reshaped") == on("new", "reshaped") == planted["reshaped"]
