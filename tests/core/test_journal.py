"""The journal: what was done is written once and for good."""

import pytest
from django.db import InternalError, connection, transaction

from agglo_portal.core import journal, journal_texts
from agglo_portal.core.models import JournalEntry
from tests.factories.core import NOON, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    user = UserFactory(name="Хатшы")
    return journal.record(
        "user_renamed", user, by=user, at=NOON, from_state="old", to_state="new", name="Ә. Ғ."
    )


def test_record_keeps_who_when_what_and_the_facts(entry):
    kept = JournalEntry.objects.get()

    assert (kept.event, kept.by, kept.at) == ("user_renamed", entry.by, NOON)
    assert (kept.from_state, kept.to_state) == ("old", "new")
    assert kept.record == entry.by
    assert kept.facts == {"name": "Ә. Ғ."}


def test_entry_cannot_be_changed(entry):
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        JournalEntry.objects.update(event="another")

    assert JournalEntry.objects.get().event == "user_renamed"


def test_entry_cannot_be_changed_by_raw_sql(entry):
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_journalentry SET at = now()")

    assert JournalEntry.objects.get().at == NOON


def test_entry_cannot_be_deleted(entry):
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        JournalEntry.objects.all().delete()

    assert JournalEntry.objects.count() == 1


def test_journal_cannot_be_truncated(entry):
    with connection.cursor() as cursor:  # conftest lets TRUNCATE through; here it is as it is
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgtype & 32 = 32"
            " AND tgrelid = 'core_journalentry'::regclass"
        )
        [(trigger,)] = cursor.fetchall()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE core_journalentry ENABLE TRIGGER {trigger}")

        with pytest.raises(InternalError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE core_journalentry CASCADE")

    assert JournalEntry.objects.count() == 1


def test_entry_is_gone_with_the_act_that_failed():
    user = UserFactory()

    with pytest.raises(RuntimeError), transaction.atomic():
        journal.record("user_renamed", user, by=user, at=NOON)
        raise RuntimeError

    assert not JournalEntry.objects.exists()


def test_entries_of_several_records_are_read_together_newest_first(django_assert_num_queries):
    one, other, third = UserFactory(), UserFactory(), UserFactory()
    for user in (one, other, third, one):
        journal.record("user_renamed", user, by=user, at=NOON)

    with django_assert_num_queries(1):
        found = [(entry.record_id, str(entry.by)) for entry in journal.entries_of(one, other)]

    assert [pk for pk, _by in found] == [one.pk, other.pk, one.pk]


def test_event_reads_as_the_registered_sentence_with_its_facts(entry, monkeypatch):
    monkeypatch.setitem(journal_texts.texts, "user_renamed", "The name became {name}, {lost}.")

    assert journal_texts.sentence_of(entry) == "The name became Ә. Ғ., —."


def test_event_without_a_sentence_reads_as_its_name(entry):
    assert journal_texts.sentence_of(entry) == "user renamed"


def test_event_is_said_once(monkeypatch):
    monkeypatch.setattr(journal_texts, "texts", {"user_renamed": "a"})

    with pytest.raises(ValueError, match="user_renamed"):
        journal_texts.register({"user_renamed": "b"})
