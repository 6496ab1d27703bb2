"""My negotiations: what waits for the reader first, who has answered, by when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from memoranda.models import Memorandum, Round
from memoranda.services.negotiation import take_position
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.memoranda import make_memorandum

from .life import signed_scene
from .pages import at, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = negotiated(title_kk="Көлік меморандумы")
    return scene


def negotiated(**fields):
    scene = make_memorandum(state="negotiation", clauses=1, **fields)
    due_on = timezone.localdate() + timedelta(days=5)
    Round.objects.filter(pk=scene.round.pk).update(due_on=due_on)
    return scene


def agree_to_all(scene, place):
    for clause in scene.clauses:
        take_position(
            clause, party=scene.parties[place], stance="agrees",
            shown_hash=scene.text_hash(clause), by=scene.people[place].coordinator,
            at=timezone.now(),
        )  # fmt: skip


def test_a_party_sees_what_waits_for_its_word_and_by_when(client, scene):
    client.force_login(scene.people[0].coordinator)

    page = words(get(client, "negotiation_list"))

    assert "Wait for you 1" in page and "Көлік меморандумы" in page
    assert f"{len(scene.clauses)} clauses wait for your word" in page
    assert "5 days left" in page


def test_what_was_answered_waits_no_more_and_its_dot_says_so(client, scene):
    agree_to_all(scene, 0)
    client.force_login(scene.people[0].coordinator)

    page = words(get(client, "negotiation_list"))

    assert "Wait for you" not in page and "Under negotiation 1" in page
    assert f"{scene.parties[0]} : agrees to everything" in page
    assert f"{scene.parties[1]} : has not opened the version" in page


def test_a_stranger_and_another_akimat_see_nothing(client, scene, stranger):
    other = negotiated(title_kk="Басқа мәтін")

    client.force_login(stranger)
    assert "Nothing is being negotiated" in words(get(client, "negotiation_list"))
    client.force_login(other.people[0].head)
    assert "Көлік меморандумы" not in words(get(client, "negotiation_list"))


def test_it_asks_to_log_in(client, scene):
    assert get(client, "negotiation_list").status_code == 302


def test_drafts_are_shown_to_their_secretariat_alone(client, scene):
    make_memorandum(body=scene.memorandum.body, title_kk="Жоба мәтіні")
    Memorandum.objects.filter(pk=scene.memorandum.pk)

    client.force_login(scene.people[0].coordinator)
    assert "Жоба мәтіні" not in words(get(client, "negotiation_list"))
    client.force_login(scene.secretary)
    assert "Жоба мәтіні" in words(get(client, "negotiation_list"))


def test_what_is_signed_by_all_waits_for_the_secretariat_to_register(client):
    scene = signed_scene()
    client.force_login(scene.secretary)

    assert "To be entered in the register" in words(get(client, "negotiation_list"))


def test_the_list_asks_the_same_for_many(client, scene):
    client.force_login(scene.secretary)
    of_one = queries_of(client, at("negotiation_list"))
    for _number in range(3):
        negotiated(body=scene.memorandum.body, parties=3)

    assert queries_of(client, at("negotiation_list")) == of_one
