"""Parties: added with their people, changed, moved, removed before they have spoken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agglo_portal.core import journal
from memoranda.models import Position
from memoranda.services.parties import add_party, change_party, move_party, remove_party
from memoranda.services.refusals_drafting import (
    NotOfParty,
    PartiesFrozen,
    PartySpoke,
    PartyTwice,
    TemplateOnly,
    TextFrozen,
)
from tests.factories.core import NOON
from tests.factories.councils import AkimatFactory, OfficialFactory
from tests.factories.memoranda import MemorandumFactory, make_memorandum, people_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_memorandum(parties=3, clauses=2)


@pytest.fixture
def act(scene):
    return {"by": scene.secretary, "at": NOON}


def order(memorandum):
    return [(party.position, party.organisation_id) for party in memorandum.parties.in_order()]


def test_a_party_comes_last_with_its_head_and_coordinator(scene, act):
    akimat = AkimatFactory()
    people = people_of(akimat)

    party = add_party(scene.memorandum, akimat, **act)

    assert party.position == 4
    assert party.signatory == people.head.official
    assert party.signatory_name_kk == people.head.official.name_kk
    assert party.coordinator == people.coordinator.official
    entry = journal.entries_of(scene.memorandum).get()
    assert (entry.event, entry.facts["party_kk"]) == ("party_added", akimat.name_kk)


def test_a_party_is_added_once_and_not_to_a_template_or_a_frozen_text(scene, act):
    with pytest.raises(PartyTwice):
        add_party(scene.memorandum, scene.parties[0].organisation, **act)
    with pytest.raises(TemplateOnly):
        add_party(MemorandumFactory(is_template=True), AkimatFactory(), **act)
    with pytest.raises(TextFrozen):
        add_party(make_memorandum(state="approval").memorandum, AkimatFactory(), **act)


def test_another_signs_by_a_written_authority(scene, act):
    staff = scene.people[0].staff.official
    fields = {
        "signatory": staff,
        "authority": "document",
        "authority_kk": "2026 жылғы 1 наурыздағы сенімхат",
        "authority_ru": "доверенность от 1 марта 2026 года",
    }
    paper = SimpleUploadedFile("authority.pdf", b"%PDF-1.7\n%paper\n")

    party = change_party(scene.parties[0], fields=fields, upload=paper, **act)

    party.refresh_from_db()
    assert (party.signatory, party.authority) == (staff, "document")
    assert party.authority_file.name == "authority.pdf"
    assert "authority_file" in journal.entries_of(scene.memorandum).get().facts["fields"]


def test_nothing_new_is_no_act(scene, act):
    party = scene.parties[0]

    change_party(party, fields={"coordinator": party.coordinator}, **act)

    assert not journal.entries_of(scene.memorandum).exists()


@pytest.mark.parametrize("name", ["coordinator", "signatory"])
def test_people_have_a_post_in_the_party(scene, act, name):
    for stranger in (OfficialFactory(), scene.people[1].head.official):
        with pytest.raises(NotOfParty):
            change_party(scene.parties[0], fields={name: stranger}, **act)


def test_the_signatory_stands_once_documents_are_prepared_the_coordinator_may_change(act):
    scene = make_memorandum(state="signing", clauses=2)
    party, staff = scene.parties[0], scene.people[0].staff.official

    assert change_party(party, fields={"coordinator": staff}, **act).coordinator == staff
    with pytest.raises(PartiesFrozen):
        change_party(party, fields={"signatory": staff}, **act)
    party.refresh_from_db()
    assert party.signatory == scene.people[0].head.official

    over = make_memorandum(state="cancelled", clauses=2)
    with pytest.raises(PartiesFrozen):
        change_party(over.parties[0], fields={"coordinator": over.people[0].staff.official}, **act)


def test_parties_are_moved(scene, act):
    first, second, third = (party.organisation_id for party in scene.parties)

    move_party(scene.parties[2], to=1, **act)

    assert order(scene.memorandum) == [(1, third), (2, first), (3, second)]
    move_party(scene.parties[2], to=1, **act)
    assert journal.entries_of(scene.memorandum).count() == 1
    with pytest.raises(PartiesFrozen):
        move_party(make_memorandum(state="prepared", clauses=1).parties[0], to=2, **act)


def test_a_removed_party_leaves_no_gap(scene, act):
    remove_party(scene.parties[0], **act)

    assert [position for position, _organisation in order(scene.memorandum)] == [1, 2]
    assert journal.entries_of(scene.memorandum).get().event == "party_removed"


def test_a_party_that_has_spoken_stays(act):
    scene = make_memorandum(state="negotiation", clauses=2)
    Position.objects.create(
        party=scene.parties[0],
        clause=scene.clauses[2],
        round=scene.round,
        stance="agrees",
        text_hash=scene.text_hash(scene.clauses[2]),
        by=scene.people[0].head,
        at=NOON,
    )

    with pytest.raises(PartySpoke):
        remove_party(scene.parties[0], **act)
    remove_party(scene.parties[1], **act)

    assert list(scene.memorandum.parties.all()) == [scene.parties[0]]
