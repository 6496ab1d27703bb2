"""The course of an edition: each act, each refusal, what the journal and the letters say."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from agglo_portal.core.files import store_upload
from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from schemes.models import Discussion, Edition, Feature, Import, PublicRemark
from schemes.services.editions import (
    DecisionNotAdopted,
    DecisionOfAnotherBody,
    EditionIsDiscarded,
    NotEndorsedYet,
    NothingEndorses,
    ReturnWithoutReason,
    change_edition,
    discard_edition,
    endorse_edition,
    name_act,
    publish_edition,
    return_edition,
    submit_edition,
)
from tests.factories.core import DAY, NOON
from tests.factories.councils import ActFactory, DecisionFactory

from .edition_steps import NOTE, begin, decision, do_ordered_work, endorsed, submitted


# The note -----------------------------------------------------------------------------------------
def test_the_note_changes_even_when_the_edition_is_sealed(scene):
    edition = change_edition(scene.published, by=scene.secretary, at=NOON, **NOTE)
    change_edition(edition, by=scene.secretary, at=NOON, **NOTE)

    assert edition.note_ru == "Новые коридоры"
    assert JournalEntry.objects.count() == 1


def test_a_discarded_edition_is_described_no_more(scene):
    discard_edition(scene.draft, by=scene.secretary, at=NOON)

    with pytest.raises(EditionIsDiscarded):
        change_edition(scene.draft, by=scene.secretary, at=NOON, **NOTE)


# Submitted and returned ---------------------------------------------------------------------------
def test_submitting_seals_the_objects_and_tells_the_members(scene):
    edition = submitted(scene)
    do_ordered_work()

    assert (edition.state, edition.submitted_at) == ("submitted", NOON)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [scene.secretary.email, scene.member.email]
    )
    assert "2026" in mail.outbox[0].subject


def missing(scene) -> str:
    with translation.override("en"), pytest.raises(StillMissing) as refusal:
        submit_edition(scene.draft, by=scene.secretary, at=NOON)
    return " ".join(refusal.value.missing)


def test_submit_edition_refuses_without_a_note(scene):
    assert "Say in Kazakh and in Russian" in missing(scene)


def test_submit_edition_refuses_an_edition_in_which_nothing_changed(scene):
    Feature.objects.filter(pk=scene.new.pk).update(removed_at=NOON, version=2)

    assert "Nothing has changed since the edition of 2020" in missing(scene)


def test_submit_edition_refuses_an_empty_edition(scene):
    scene.draft = begin(scene, based_on=None)

    assert "not a single object" in missing(scene)


def test_submit_edition_refuses_what_is_not_filled(scene):
    scene.draft = begin(scene)

    assert "still being copied" in missing(scene)


def test_submit_edition_refuses_objects_without_required_values(scene):
    scene.zones.attributes = [
        {"code": "zone", "type": "text", "label_kk": "аймақ", "label_ru": "зона",
         "label_en": "zone", "required": True}
    ]  # fmt: skip
    scene.zones.save()

    assert "2 objects have no “zone”" in missing(scene)


def test_submit_edition_refuses_while_an_import_or_the_discussion_goes_on(scene):
    stored = store_upload(SimpleUploadedFile("a.txt", b"a;b"), by=scene.planner, at=NOON)
    Import.objects.create(
        edition=scene.draft, layer=scene.zones, file=stored, started_at=NOON, state="checked"
    )
    talk = Discussion.objects.create(
        edition=scene.draft, opens_on=NOON.date(), closes_on=NOON.date(), intro_kk="а",
        intro_ru="а", announced_at=NOON,
    )  # fmt: skip
    PublicRemark.objects.create(
        discussion=talk, number=1, state="published", place="POINT(77 43)", author="А",
        email="a@example.kz", language="kk", text="Мәтін", sent_at=NOON,
    )  # fmt: skip

    said = missing(scene)

    assert "1 import is not finished" in said
    assert "discussion is not over" in said
    assert "1 remark of the public has no answer" in said


def test_a_returned_edition_is_a_draft_again_and_may_be_submitted_again(scene):
    returned = return_edition(submitted(scene), reason="Толықтыру", by=scene.secretary, at=NOON)
    again = submit_edition(returned, by=scene.secretary, at=NOON + DAY)

    assert (returned.state, returned.submitted_at) == ("draft", None)
    assert again.state == "submitted"
    assert OutboxMessage.objects.filter(kind="tell_of_edition").count() == 2


def test_return_edition_refuses_without_a_reason_and_what_is_a_draft(scene):
    with pytest.raises(MoveRefused):
        return_edition(scene.draft, reason="Себеп", by=scene.secretary, at=NOON)
    edition = submitted(scene)
    with pytest.raises(ReturnWithoutReason):
        return_edition(edition, reason=" ", by=scene.secretary, at=NOON)


# Endorsed and published ---------------------------------------------------------------------------
def test_a_decision_of_the_body_endorses(scene):
    edition = endorsed(scene)

    assert (edition.state, edition.endorsed_at) == ("endorsed", NOON)
    entry = JournalEntry.objects.get(event="edition_endorsed")
    assert entry.facts["source_kk"].endswith("№ 3/2026")


def test_an_act_endorses_a_historic_edition(scene):
    edition = endorse_edition(submitted(scene), act=ActFactory(), by=scene.secretary, at=NOON)

    assert edition.decision is None
    assert edition.state == "endorsed"


def test_endorse_edition_refuses(scene):
    edition = submitted(scene)
    unregistered = decision(scene, number=None, year=None, registered_at=None)
    rejected = decision(scene, state="rejected", number=None, year=None, registered_at=None)
    foreign = DecisionFactory(state="adopted", year=2026, number=9, registered_at=NOON)

    for fields, refusal in (
        ({}, NothingEndorses),
        ({"decision": unregistered}, DecisionNotAdopted),
        ({"decision": rejected}, DecisionNotAdopted),
        ({"decision": foreign}, DecisionOfAnotherBody),
    ):
        with pytest.raises(refusal):
            endorse_edition(edition, by=scene.secretary, at=NOON, **fields)
    edition.refresh_from_db()
    assert edition.state == "submitted"


def test_publishing_shows_the_edition_to_everybody_and_tells_the_members(scene):
    edition = publish_edition(endorsed(scene), by=scene.secretary, at=NOON)
    do_ordered_work()

    assert edition in Edition.objects.visible_to(AnonymousUser())
    subjects = {letter.subject for letter in mail.outbox}
    assert len(subjects) == 2  # one in Kazakh, one in Russian


def test_the_act_is_named_after_the_council_has_endorsed(scene):
    act = ActFactory()
    with pytest.raises(NotEndorsedYet):
        name_act(scene.draft, act=act, by=scene.secretary, at=NOON)

    edition = name_act(endorsed(scene), act=act, by=scene.secretary, at=NOON)

    assert (edition.act, edition.decision.number, edition.state) == (act, 3, "endorsed")
    assert JournalEntry.objects.filter(event="edition_act_named").count() == 1


@pytest.mark.parametrize("act", [submit_edition, publish_edition, discard_edition])
def test_a_published_edition_moves_nowhere(scene, act):
    with pytest.raises(MoveRefused):
        act(scene.published, by=scene.secretary, at=NOON)


def test_a_draft_is_not_endorsed_before_it_is_submitted(scene):
    with pytest.raises(MoveRefused):
        endorse_edition(scene.draft, decision=decision(scene), by=scene.secretary, at=NOON)


def test_a_discarded_draft_says_why(scene):
    edition = discard_edition(scene.draft, reason="Қате", by=scene.secretary, at=NOON)

    assert edition.state == "discarded"
    assert JournalEntry.objects.get().facts["reason"] == "Қате"
