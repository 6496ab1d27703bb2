"""Acts on editions at the same moment: one goes through, the others are told why not."""

from functools import partial

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import Edition, Feature
from schemes.services.editions import (
    EditionCodeTaken,
    begin_edition,
    change_edition,
    discard_edition,
    submit_edition,
)
from schemes.services.layers import change_layer
from schemes.tasks.editions import fill_edition
from tests.councils.threads import refusals, together
from tests.factories.core import NOON
from tests.factories.schemes import make_scheme

from .edition_steps import NOTE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HANDS = 5


def test_one_address_is_given_to_one_draft():
    scene = make_scheme()
    begin = partial(
        begin_edition, scene.scheme, code="2030", year=2030, by=scene.secretary, at=NOON
    )

    results = together(*[begin] * HANDS)

    assert len(refusals(results, EditionCodeTaken)) == HANDS - 1
    assert Edition.objects.filter(code="2030").count() == 1


def test_a_draft_is_either_submitted_or_discarded_and_once():
    scene = make_scheme()
    change_edition(scene.draft, by=scene.secretary, at=NOON, **NOTE)
    acts = [partial(act, scene.draft, by=scene.secretary, at=NOON)
            for act in (submit_edition, discard_edition) for _hand in range(3)]  # fmt: skip

    results = together(*acts)

    assert len(refusals(results, MoveRefused)) == len(acts) - 1
    events = ["edition_submitted", "edition_discarded"]
    assert JournalEntry.objects.filter(event__in=events).count() == 1


def test_two_workers_copy_an_edition_once():
    scene = make_scheme()
    edition = begin_edition(
        scene.scheme, code="2030", year=2030, based_on=scene.published, by=scene.secretary, at=NOON
    )
    work = partial(fill_edition, {"edition": edition.pk, "after": 0})

    results = together(*[work] * HANDS)

    assert results == [None] * HANDS
    assert edition.features.count() == 1


def test_a_layer_changed_by_two_hands_keeps_values_that_fit_it():
    scene = make_scheme()
    text = {"code": "floors", "type": "text", "label_kk": "қабат", "label_ru": "этаж"}
    scene.zones.attributes = [text]
    scene.zones.save()
    Feature.objects.filter(pk=scene.new.pk).update(attributes={"floors": "5"}, version=2)
    change = partial(change_layer, scene.zones, by=scene.secretary, at=NOON)

    results = together(
        partial(change, attributes=[text | {"type": "integer"}]),
        partial(change, attributes=[text | {"label_ru": "этажность"}]),
    )

    scene.zones.refresh_from_db()
    scene.new.refresh_from_db()
    kind = {"integer": int, "text": str}[scene.zones.attributes[0]["type"]]
    assert not refusals(results, Exception)
    assert isinstance(scene.new.attributes["floors"], kind)
