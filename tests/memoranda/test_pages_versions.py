"""Versions, word for word as they were sent, and the text in force on a day."""

import pytest
from django.utils import timezone

from memoranda.services.negotiation import note_reading
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

from .negotiating import first_clause, negotiated, send_changed
from .pages import at, get
from .words import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return negotiated()


@pytest.fixture
def clause(scene):
    return first_clause(scene)


@pytest.fixture
def head(client, scene):
    client.force_login(scene.people[0].head)
    return client


def test_the_list_says_what_changed_who_received_and_who_spoke(head, scene, clause):
    note_reading(scene.round, scene.parties[1], by=scene.people[1].head, at=NOON)
    say(scene, clause, 2, "objects")
    send_changed(scene, clause, text_ru="Иначе.")

    page = words(get(head, "version_list", scene.memorandum.uid))

    assert "reworded: 1, added: 0, removed: 0" in page
    assert "agreements said in its round: 0, objections: 1" in page
    assert f"Received: {scene.parties[1]}" in page
    assert "Compare with version 1" in page


def test_a_former_version_reads_as_it_was_and_says_so(head, scene, clause):
    was = clause.text_ru
    send_changed(scene, clause, text_ru="Иначе.")

    page = words(get(head, "version_detail", scene.memorandum.uid, 1))

    assert was in page
    assert "Иначе." not in page
    assert "Version 1 is not the present one: that is version 2" in page
    assert scene.memorandum.versions.get(number=1).sha256 in page


def test_a_version_that_was_never_sent_is_not_found(head, scene):
    assert get(head, "version_detail", scene.memorandum.uid, 2).status_code == 404


def test_an_unsent_text_has_no_versions(client):
    scene = make_memorandum(state="draft")
    client.force_login(scene.secretary)

    page = get(client, "version_list", scene.memorandum.uid)

    assert "Nothing has been sent to the parties yet" in words(page)
    assert get(client, "comparison_detail", scene.memorandum.uid).status_code == 404


@pytest.mark.slow
def test_the_list_asks_as_much_for_one_version_as_for_five(head, scene, clause):
    address = at("version_list", scene.memorandum.uid)
    of_one = queries_of(head, address)
    for number in range(4):
        send_changed(scene, clause, text_ru=f"Редакция {number}.")

    # one page more among the tabs, no query more
    assert queries_of(head, address) == of_one


# The text on a day -------------------------------------------------------------------------------
def test_anybody_reads_the_consolidated_text_of_what_is_public(client):
    scene = make_memorandum(state="in_force")
    clause = first_clause(scene)

    page = get(client, "consolidated_detail", scene.memorandum.uid)

    assert page.status_code == 200
    assert clause.text_kk in words(page)
    assert clause.text_ru in words(page)


@pytest.mark.parametrize("on", ["2026-03-20", "2026-02-31", "вчера", ""])
def test_a_day_that_is_none_is_today(client, on):
    scene = make_memorandum(state="in_force")

    page = get(client, "consolidated_detail", scene.memorandum.uid, query=f"?on={on}")

    assert page.status_code == 200


def test_what_is_not_public_has_no_consolidated_text(client, scene, stranger):
    client.force_login(stranger)
    assert get(client, "consolidated_detail", scene.memorandum.uid).status_code == 404
    client.force_login(scene.secretary)
    assert get(client, "consolidated_detail", scene.memorandum.uid).status_code == 302


# The day of the round ----------------------------------------------------------------------------
def test_after_its_day_the_page_says_so(head, scene):
    page = words(get(head, "memorandum_detail", scene.memorandum.uid))

    assert "Answers were awaited by" in page
    assert "A late answer is heard, and shown as late." in page


def test_before_its_day_the_page_says_what_silence_means(head, scene):
    scene.round.due_on = timezone.localdate()
    scene.round.silence_is_consent = True
    scene.round.save()

    page = words(get(head, "memorandum_detail", scene.memorandum.uid))

    assert "to the end of the day" in page
    assert "After that day silence is taken for consent." in page


def test_where_silence_was_consent_no_word_is_offered_after_the_day(head, scene, clause):
    scene.round.silence_is_consent = True
    scene.round.save()

    page = get(head, "clause_detail", scene.memorandum.uid, clause.uid)

    assert "words are heard again with the next version" in words(page)
    assert "/position/" not in page.content.decode()
    assert "/agree/" not in get(head, "matrix_detail", scene.memorandum.uid).content.decode()
