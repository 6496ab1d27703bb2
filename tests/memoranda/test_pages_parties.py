"""The parties of a text: chosen, ordered, with those who answer and sign."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.models import Post
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.councils import AkimatFactory, OfficialFactory, PostFactory
from tests.factories.memoranda import PartyFactory, make_memorandum, people_of

from .drafting_steps import at, get, post

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def scene():
    return make_memorandum(clauses=1)


@pytest.fixture
def writing(client, scene):
    client.force_login(scene.secretary)
    return client


@pytest.fixture
def party(scene):
    return scene.parties[0]


def typed(party, **fields):
    data = {
        "coordinator": party.coordinator_id,
        "signatory": party.signatory_id,
        "signatory_post_kk": party.signatory_post_kk,
        "signatory_post_ru": party.signatory_post_ru,
        "signatory_name_kk": party.signatory_name_kk,
        "signatory_name_ru": party.signatory_name_ru,
        "authority": party.authority,
        "authority_kk": "",
        "authority_ru": "",
    }
    return {**data, **fields}


def names(scene):
    return [one.organisation_id for one in scene.memorandum.parties.in_order()]


@pytest.mark.parametrize("name", ["party_list", "party_create"])
def test_parties_of_a_draft_are_its_secretariats_own(client, scene, stranger, name):
    for person in (stranger, scene.people[0].coordinator):
        client.force_login(person)
        assert get(client, name, scene.memorandum).status_code == 404


@pytest.mark.parametrize("name", ["party_change", "party_move", "party_remove"])
def test_a_party_itself_changes_nothing_here(client, name):
    scene = make_memorandum(state="negotiation", clauses=1)
    client.force_login(scene.people[0].coordinator)

    assert post(client, name, scene.parties[0]).status_code == 403


def test_a_chosen_organisation_becomes_a_party_with_its_people(writing, scene):
    akimat = AkimatFactory()
    people = people_of(akimat)

    response = post(writing, "party_create", scene.memorandum, organisation=akimat.pk)

    added = scene.memorandum.parties.get(organisation=akimat)
    assert (added.coordinator, added.signatory) == (
        people.coordinator.official,
        people.head.official,
    )
    assert response.redirect_chain[-1][0] == at("party_change", added)


def test_a_party_twice_is_refused_with_words(writing, scene, party):
    again = post(writing, "party_create", scene.memorandum, organisation=party.organisation_id)

    assert "is a party already" in words(again)
    assert again.context["to_add"] is not None


def test_no_organisation_is_named_as_missing(writing, scene):
    response = post(writing, "party_create", scene.memorandum, organisation="0")

    assert list(response.context["form"].errors) == ["organisation"]


def test_another_signatory_brings_his_own_post_and_name(writing, scene, party):
    deputy = OfficialFactory(name_kk="Б. Орынбасар", name_ru="Б. Заместитель")
    PostFactory(
        official=deputy,
        organisation=party.organisation,
        kind=Post.Kind.DEPUTY,
        title_kk="әкімнің орынбасары",
        title_ru="заместитель акима",
    )

    post(writing, "party_change", party, **typed(party, signatory=deputy.pk))

    party.refresh_from_db()
    assert party.signatory == deputy
    assert party.signatory_post_ru == "заместитель акима"
    assert party.signatory_name_kk == "Б. Орынбасар"


def test_a_written_authority_is_named_in_both_languages_with_its_file(writing, party):
    wrong = post(writing, "party_change", party, **typed(party, authority="document"))
    assert set(wrong.context["form"].errors) == {"authority_kk", "authority_ru"}

    fields = {"authority": "document", "authority_kk": "№ 5 сенімхат", "authority_ru": "дов. № 5"}
    upload = SimpleUploadedFile("power.pdf", PAPER, "application/pdf")
    post(writing, "party_change", party, **typed(party, **fields), upload=upload)

    party.refresh_from_db()
    assert party.authority_ru == "дов. № 5"
    assert party.authority_file.name == "power.pdf"
    assert get(writing, "authority_download", party).status_code == 200


def test_a_stranger_to_the_party_cannot_sign_for_it(writing, scene, party):
    foreign = scene.people[1].head.official

    response = post(writing, "party_change", party, **typed(party, signatory=foreign.pk))

    assert list(response.context["form"].errors) == ["signatory"]


def test_party_without_a_document_has_nothing_to_download(writing, party):
    assert get(writing, "authority_download", party).status_code == 404


@pytest.mark.parametrize(("to", "is_moved"), [("2", True), ("9", True), ("1", False), ("x", False)])
def test_party_move_changes_the_order(writing, scene, party, to, is_moved):
    before = names(scene)

    post(writing, "party_move", party, to=to)

    assert names(scene) == (before[::-1] if is_moved else before)


def test_party_remove_takes_it_out_and_says_that_two_are_needed(writing, scene, party):
    response = post(writing, "party_remove", party)

    assert len(names(scene)) == 1
    assert "at least two parties" in words(response)


def test_a_party_list_without_parties_says_how_to_begin(writing, scene):
    for party in scene.parties:
        post(writing, "party_remove", party)

    assert "No parties yet" in words(get(writing, "party_list", scene.memorandum))


@pytest.mark.slow
def test_the_list_asks_the_database_the_same_for_two_parties_and_for_many(writing, scene):
    address = at("party_list", scene.memorandum)
    of_two = queries_of(writing, address)
    for position in range(3, 20):
        PartyFactory(memorandum=scene.memorandum, position=position)

    assert queries_of(writing, address) == of_two
