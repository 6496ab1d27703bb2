"""The discussion that all parties read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from agglo_portal.core.models import JournalEntry, StoredFile
from agglo_portal.core.rules import Refused
from memoranda.models import Remark
from memoranda.services.negotiation import (
    NotAParty,
    NotNegotiated,
    NoWords,
    OfAnotherClause,
    add_remark,
)
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

from .words import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=2, clauses=5, state="negotiation")


@pytest.fixture
def clause(scene):
    return scene.clauses[2]


def remark(scene, clause, number=0, **fields):
    fields = {"text": "Келісеміз.", "party": scene.parties[number], "at": NOON} | fields
    return add_remark(clause, by=scene.people[number].coordinator, **fields)


def test_add_remark_keeps_who_said_what(scene, clause):
    said = remark(scene, clause, text=" Келісеміз. ")

    kept = Remark.objects.get()
    assert (kept, kept.party, kept.text) == (said, scene.parties[0], "Келісеміз.")
    assert (kept.by, kept.memorandum) == (scene.people[0].coordinator, scene.memorandum)
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.record) == ("remark_added", scene.memorandum)
    assert "Келісеміз" not in str(entry.facts)


def test_add_remark_without_a_party_is_the_secretariats(scene, clause):
    assert remark(scene, clause, party=None).party is None


def test_add_remark_carries_one_file(scene, clause):
    upload = SimpleUploadedFile("есеп.txt", "Есеп".encode())

    said = remark(scene, clause, upload=upload)

    assert said.attached.name == "есеп.txt"


def test_add_remark_refuses_a_dangerous_file_and_keeps_nothing(scene, clause):
    with pytest.raises(Refused):
        remark(scene, clause, upload=SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 50))

    assert not Remark.objects.exists()
    assert not StoredFile.objects.exists()


def test_add_remark_belongs_to_a_suggestion_of_its_clause(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")

    assert remark(scene, clause, suggestion=suggestion).suggestion == suggestion
    with pytest.raises(OfAnotherClause):
        remark(scene, scene.clauses[3], suggestion=suggestion)


def test_add_remark_refuses_an_empty_text(scene, clause):
    with pytest.raises(NoWords):
        remark(scene, clause, text=" \n")


def test_add_remark_refuses_the_party_of_another_memorandum(scene, clause):
    with pytest.raises(NotAParty):
        remark(scene, clause, party=make_memorandum(state="negotiation").parties[0])


@pytest.mark.parametrize("state", ["draft", "approval", "in_force"])
def test_add_remark_refuses_what_is_not_negotiated(state):
    scene = make_memorandum(state=state)

    with pytest.raises(NotNegotiated):
        remark(scene, scene.clauses[2])


def test_what_was_said_is_never_changed(scene, clause):
    remark(scene, clause)

    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.update(text="Келіспейміз.")


def test_the_same_remark_sent_twice_is_one_until_somebody_replies(scene, clause):
    first = remark(scene, clause)
    assert remark(scene, clause) == first

    remark(scene, clause, 1)
    again = remark(scene, clause)
    with_file = remark(scene, clause, upload=SimpleUploadedFile("a.txt", b"Text"))

    assert len({first.pk, again.pk, with_file.pk}) == 3
    assert Remark.objects.count() == 4
