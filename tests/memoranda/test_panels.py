"""What the memoranda add to the pages of decisions and meetings."""

import pytest

from memoranda.models import Memorandum
from tests.councils.register import published_meeting, queries_of
from tests.councils.visits import words
from tests.factories.memoranda import make_memorandum

from .life import registered_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return registered_scene(title_kk="Су туралы меморандум")


@pytest.fixture
def meeting(body):
    return published_meeting(body)


def test_decision_and_meeting_show_the_registered_memoranda(client, meeting, scene):
    item = meeting.items.get()
    Memorandum.objects.filter(pk=scene.memorandum.pk).update(called_for_by=item.decision)
    scene.memorandum.considered_in.add(item)

    of_decision = words(client.get(f"/en/decisions/{item.decision.uid}/"))
    of_meeting = words(client.get(f"/en/meetings/{meeting.uid}/"))

    assert "Memoranda that it called for" in of_decision and "Су туралы" in of_decision
    assert "Memoranda on the agenda" in of_meeting and "item 1" in of_meeting


def test_panels_hide_drafts_from_all_but_their_secretariat(client, meeting, secretary):
    item = meeting.items.get()
    draft = make_memorandum(body=meeting.body, called_for_by=item.decision, title_kk="Құпия жоба")
    draft.memorandum.considered_in.add(item)
    pages = [f"/en/decisions/{item.decision.uid}/", f"/en/meetings/{meeting.uid}/"]

    for user in (None, draft.people[0].head):
        if user:
            client.force_login(user)
        assert all("Құпия жоба" not in words(client.get(page)) for page in pages)
    client.force_login(secretary)
    assert all("Құпия жоба" in words(client.get(page)) for page in pages)


def test_panels_ask_the_same_for_many_memoranda(client, meeting):
    item = meeting.items.get()
    address = f"/en/meetings/{meeting.uid}/"
    registered_scene().memorandum.considered_in.add(item)
    of_one = queries_of(client, address)
    for _number in range(3):
        registered_scene(parties=3).memorandum.considered_in.add(item)

    assert queries_of(client, address) == of_one
