"""Who gets what at every address of the memoranda, and what nobody else ever reads."""

import pytest
from django.db import transaction
from django.test import Client

from tests.access_table import word
from tests.sessions import enter

from .access_table import ROLES, TABLE
from .access_world import SECRET_DRAFT, SECRET_NOTE, SECRET_TALK, World

# What every POST brings: each form takes what it asks for.
INPUT = {
    "reason": "Себеп",
    "reason_kk": "Себеп",
    "reason_ru": "Причина",
    "text": "Мәтін",
    "text_kk": "Мәтін",
    "text_ru": "Текст",
    "title_kk": "Атауы",
    "title_ru": "Название",
    "to": "1",
    "stance": "objects",
    "supports": "1",
    "outcome": "agreed",
    "place": "clause:x",
    "purpose": "text",
    "version": "1",
    "on": "2026-12-31",
    "due_on": "2027-01-15",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The memoranda of one body, built once; each request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(tmp_path_factory.mktemp("media"))
        transaction.set_rollback(True)


def get(world: World, name: str, role: str):
    """Give the answer to this person at this address, and undo whatever it did."""
    row = TABLE[name]
    client = Client(raise_request_exception=False)
    kind = {"content_type": "application/json"} if "_api:" in name else {}
    data = INPUT if row.method == "post" else {}
    with transaction.atomic():
        if role != "anonymous":
            enter(client, world.users[role])
        send = getattr(client, row.method)
        answer = send(world.address(name, row.record), data, **kind)
        transaction.set_rollback(True)
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_of_the_cast_gets_what_the_table_says(name, world, settings):
    settings.MEDIA_ROOT = world.media
    given = [word(get(world, name, role)) for role in ROLES]
    assert given == TABLE[name].expected, f"{name}: {' '.join(given)}"


READERS = {
    SECRET_DRAFT: {"secretary", "administrator"},
    SECRET_NOTE: {"staff", "coordinator", "signatory"},
    SECRET_TALK: {
        "staff", "coordinator", "signatory", "other_party", "secretary", "administrator",
    },
}  # fmt: skip
PAGES = sorted(name for name, row in TABLE.items() if row.method == "get")


@pytest.mark.slow
@pytest.mark.parametrize("secret", READERS)
def test_a_secret_is_found_at_no_address_by_anyone_else(secret, world, settings):
    settings.MEDIA_ROOT = world.media
    found = {
        (name, role)
        for name in PAGES
        for role in set(ROLES) - READERS[secret]
        if secret in text_of(get(world, name, role))
    }
    assert found == set()


@pytest.mark.slow
@pytest.mark.parametrize("secret", READERS)
def test_a_secret_is_found_by_those_whom_it_is_for(secret, world, settings):
    settings.MEDIA_ROOT = world.media
    readers = {
        role
        for name in PAGES
        for role in READERS[secret]
        if secret in text_of(get(world, name, role))
    }
    assert readers == READERS[secret]


def text_of(answer) -> str:
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode("utf-8", "replace")
