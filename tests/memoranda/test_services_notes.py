"""Internal notes never leave their akimat: nobody else's report, letter or history holds them."""

import pytest
from django.core import mail

from agglo_portal.core import journal
from agglo_portal.core.journal_texts import sentence_of
from agglo_portal.core.models import JournalEntry
from memoranda.models import InternalNote
from memoranda.reports.discussion import discussion_of
from memoranda.reports.matrix import matrix_of
from memoranda.reports.negotiations import negotiation_rows
from memoranda.services.negotiation import NotAParty, NotNegotiated, NoWords, add_note
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

pytestmark = pytest.mark.django_db
SECRET = "Жаңа формулада қала үлесі 4 пайыз төмен"


@pytest.fixture
def scene():
    return make_memorandum(parties=2, clauses=5, state="negotiation")


@pytest.fixture
def clause(scene):
    return scene.clauses[2]


@pytest.fixture
def note(scene, clause):
    return add_note(clause, party=scene.parties[0], text=SECRET, by=scene.people[0].staff, at=NOON)


def test_add_note_is_read_by_its_own_akimat(scene, clause, note):
    assert discussion_of(clause, party=scene.parties[0]).notes == [note]


def test_add_note_is_read_by_nobody_else(scene, clause, note):
    for party in (scene.parties[1], None):
        assert SECRET not in str(discussion_of(clause, party=party))
        assert discussion_of(clause, party=party).notes == []
    assert list(InternalNote.objects.of(None)) == []


def test_add_note_leaves_nothing_in_the_history_of_the_memorandum(scene, clause, note):
    assert list(journal.entries_of(scene.memorandum, clause, *scene.parties)) == []
    entry = JournalEntry.objects.get()
    assert (entry.record, entry.facts) == (note, {})
    assert sentence_of(entry) == "An internal note was added"


def test_add_note_changes_no_report_and_writes_no_letter(scene, note, do_ordered_work):
    do_ordered_work()

    assert SECRET not in str(matrix_of(scene.memorandum))
    organisations = [party.organisation_id for party in scene.parties]
    assert SECRET not in str(negotiation_rows([scene.memorandum], organisations=organisations))
    assert mail.outbox == []


def test_add_note_refuses_an_empty_text(scene, clause):
    with pytest.raises(NoWords):
        add_note(clause, party=scene.parties[0], text=" ", by=scene.people[0].staff, at=NOON)


def test_add_note_refuses_what_was_never_sent():
    scene = make_memorandum(state="draft")

    with pytest.raises(NotNegotiated):
        add_note(
            scene.clauses[2],
            party=scene.parties[0],
            text=SECRET,
            by=scene.people[0].staff,
            at=NOON,
        )


def test_add_note_refuses_the_party_of_another_memorandum(scene, clause):
    other = make_memorandum(state="negotiation").parties[0]

    with pytest.raises(NotAParty):
        add_note(clause, party=other, text=SECRET, by=scene.people[0].staff, at=NOON)


def test_the_same_note_sent_twice_is_one(scene, clause, note):
    act = {"party": note.party, "text": SECRET, "at": NOON}
    assert add_note(clause, by=note.by, **act) == note
    assert add_note(clause, by=scene.people[0].coordinator, **act) != note
    assert InternalNote.objects.count() == 2
