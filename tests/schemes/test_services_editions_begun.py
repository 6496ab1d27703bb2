"""An edition begins empty or as a copy; the copy comes over in portions, each object once."""

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from schemes.models import Edition, Feature
from schemes.services.editions import (
    BaseNotEndorsed,
    EditionCodeTaken,
    EditionOlderThanItsBase,
    discard_edition,
)
from schemes.services.locks import NotYetFilled, lock_draft
from schemes.services.schemes import BadAddress
from schemes.tasks import editions as tasks
from tests.factories.core import NOON
from tests.factories.councils import ActFactory
from tests.factories.schemes import EditionFactory, FeatureFactory

from .edition_steps import begin, do_ordered_work


def test_an_edition_without_a_base_is_filled_at_once(scene):
    edition = begin(scene, based_on=None)

    assert (edition.state, edition.filled_at) == ("draft", NOON)
    assert not OutboxMessage.objects.exists()
    assert JournalEntry.objects.get().event == "edition_begun"


def test_the_objects_of_the_base_come_over_with_their_lineage(scene):
    edition = begin(scene)
    with pytest.raises(NotYetFilled):
        lock_draft(edition)

    do_ordered_work()

    edition.refresh_from_db()
    copy = edition.features.get()
    assert edition.filled_at is not None
    assert copy.lineage == scene.old.lineage
    assert copy.uid != scene.old.uid
    assert (copy.key, copy.name_kk, copy.attributes, copy.phase, copy.version) == (
        scene.old.key, scene.old.name_kk, scene.old.attributes, scene.old.phase, 1,
    )  # fmt: skip
    assert copy.shape.equals_exact(scene.old.shape)
    assert lock_draft(edition).revision > edition.revision


def test_a_big_edition_comes_over_in_portions_and_nothing_twice(scene, monkeypatch):
    base = EditionFactory(scheme=scene.scheme, code="big", year=2024)
    for _one in range(7):
        FeatureFactory(edition=base, layer=scene.zones)
    Feature.objects.filter(pk=base.features.first().pk).update(removed_at=NOON, version=2)
    Edition.objects.filter(pk=base.pk).update(
        state="published", act=ActFactory(), endorsed_at=NOON, published_at=NOON
    )
    base.refresh_from_db()
    monkeypatch.setattr(tasks, "PORTION", 2)

    edition = begin(scene, based_on=base)
    do_ordered_work()
    tasks.fill_edition({"edition": edition.pk, "after": 0})

    assert edition.features.count() == 6
    assert OutboxMessage.objects.filter(kind="fill_edition").count() == 4


def test_a_draft_given_up_is_not_filled(scene):
    edition = begin(scene)
    discard_edition(edition, by=scene.secretary, at=NOON)

    do_ordered_work()

    assert not edition.features.exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "2026"}, EditionCodeTaken),
        ({"code": "Жоба"}, BadAddress),
        ({"year": 2019}, EditionOlderThanItsBase),
    ],
)
def test_begin_edition_refuses(scene, fields, refusal):
    with pytest.raises(refusal):
        begin(scene, **fields)


def test_an_edition_begins_neither_from_a_draft_nor_from_another_scheme(scene):
    foreign = EditionFactory()
    for base in (scene.draft, foreign):
        with pytest.raises(BaseNotEndorsed):
            begin(scene, based_on=base)
