"""Unsent drafts: each person's own, kept until they are sent or discarded."""

import pytest

from memoranda.models import Draft
from memoranda.services.drafts import LARGEST, discard_draft, draft_of, save_draft
from memoranda.services.refusals_drafting import DraftTooLarge
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum

pytestmark = pytest.mark.django_db
PLACE = "clause:5f0c"


@pytest.fixture
def scene(db):
    return make_memorandum(clauses=1)


def save(scene, by=None, at=NOON, place=PLACE, **fields):
    return save_draft(scene.memorandum, place=place, fields=fields, by=by or scene.secretary, at=at)


def test_the_last_word_takes_the_place_of_the_former(scene):
    save(scene, text_kk="Мә")
    save(scene, text_kk="Мәтін", at=NOON + DAY)

    draft = Draft.objects.get()
    assert (draft.fields, draft.saved_at) == ({"text_kk": "Мәтін"}, NOON + DAY)


def test_a_draft_is_its_persons_own(scene):
    other = scene.people[0].head
    save(scene, text_kk="Менікі")
    save(scene, by=other, text_kk="Оныкі")

    assert draft_of(scene.memorandum, place=PLACE, by=other).fields == {"text_kk": "Оныкі"}
    discard_draft(scene.memorandum, place=PLACE, by=other)
    assert draft_of(scene.memorandum, place=PLACE, by=other) is None
    assert draft_of(scene.memorandum, place=PLACE, by=scene.secretary) is not None
    discard_draft(scene.memorandum, place=PLACE, by=other)


def test_what_is_too_long_is_not_kept(scene):
    for fields in [{"place": "x" * 101}, {"text_kk": "а" * LARGEST}]:
        with pytest.raises(DraftTooLarge):
            save(scene, **fields)
    assert not Draft.objects.exists()
