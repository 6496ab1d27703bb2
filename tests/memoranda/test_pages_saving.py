"""The copy of what a person types: for that person alone."""

import json

import pytest

from memoranda.models import Draft
from memoranda.services.drafts import LARGEST
from tests.factories.memoranda import make_memorandum

from .drafting_steps import at

pytestmark = pytest.mark.django_db
PLACE = "clause:new"


@pytest.fixture
def scene():
    return make_memorandum(state="negotiation", clauses=1)


def save(client, scene, place=PLACE, fields=None):
    data = {"place": place, "fields": {"text_kk": "Сөз"} if fields is None else fields}
    return client.post(
        at("draft_save", scene.memorandum), json.dumps(data), content_type="application/json"
    )


def test_a_copy_is_kept_and_told_the_time_and_the_last_one_counts(client, scene):
    client.force_login(scene.secretary)

    save(client, scene)
    answer = save(client, scene, fields={"text_kk": "Екінші"})

    assert answer.status_code == 200
    assert len(answer.json()["saved_at"]) == 5
    assert Draft.objects.get().fields == {"text_kk": "Екінші"}


def test_a_copy_is_kept_of_a_plain_form_too(client, scene):
    client.force_login(scene.secretary)

    answer = client.post(at("draft_save", scene.memorandum), {"place": PLACE, "text_kk": "Сөз"})

    assert answer.status_code == 204
    assert Draft.objects.get().fields == {"text_kk": "Сөз"}


def test_each_has_an_own_copy(client, scene):
    for person in (scene.secretary, scene.people[0].coordinator):
        client.force_login(person)
        assert save(client, scene).status_code == 200

    assert Draft.objects.count() == 2


def test_a_copy_is_forgotten_when_asked(client, scene):
    client.force_login(scene.secretary)
    save(client, scene)

    client.post(at("draft_save", scene.memorandum), {"place": PLACE, "discard": "1"})

    assert not Draft.objects.exists()


def test_nobody_outside_keeps_a_copy_in_a_foreign_text(client, scene, stranger, administrator):
    client.force_login(stranger)

    assert save(client, scene).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'{"place": "x"}', b'{"place": "clause:new", "fields": {"a": 1}}',
     b'{"place": "../x", "fields": {}}', b'{"place": 7, "fields": {}}'],
)  # fmt: skip
def test_what_no_form_of_ours_sends_is_refused(client, scene, body):
    client.force_login(scene.secretary)

    answer = client.post(at("draft_save", scene.memorandum), body, content_type="application/json")

    assert answer.status_code == 400


def test_too_long_a_copy_is_refused_with_words(client, scene):
    client.force_login(scene.secretary)

    answer = save(client, scene, fields={"text_kk": "ә" * (LARGEST + 1)})

    assert (answer.status_code, answer.json()["code"]) == (409, "draft_too_large")


def test_the_address_takes_nothing_but_a_post(client, scene):
    client.force_login(scene.secretary)

    assert client.get(at("draft_save", scene.memorandum)).status_code == 405


@pytest.mark.parametrize("strange", ["\x00", "\ud800"])
def test_what_the_database_cannot_hold_is_left_out_and_the_rest_kept(client, scene, strange):
    client.force_login(scene.secretary)

    answer = save(client, scene, fields={"text_kk": f"Сөз{strange} 😀"})

    assert answer.status_code == 200
    assert Draft.objects.get().fields == {"text_kk": "Сөз 😀"}
