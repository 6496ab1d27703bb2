"""Who gets what at every address: roles × URLs × own or foreign record → answer.

A row without which an address would be untested makes this test fail: whoever adds a URL adds its
row to `access_table.py`, and decides there what each of the cast shall get.
"""

import pytest
from django.db import transaction
from django.test import Client

from .access_table import ELSEWHERE, INPUT, ROLES, TABLE, addresses, word
from .access_world import World
from .memoranda.access_table import TABLE as MEMORANDA
from .schemes.access import TABLE as SCHEMES
from .sessions import enter

LANGUAGE = "/kk"
KNOWN = TABLE.keys() | MEMORANDA.keys() | SCHEMES.keys()


def test_every_address_has_its_row():
    unknown = {
        name
        for name in addresses()
        if name not in KNOWN and not any(name.startswith(prefix) for prefix in ELSEWHERE)
    }

    assert not unknown


def test_no_row_speaks_of_an_address_that_is_gone():
    assert not KNOWN - addresses()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One council of the cast and one foreign council, built once; each request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(tmp_path_factory.mktemp("media"))
        transaction.set_rollback(True)


def ask(world: World, name: str, row, role: str, whose: str) -> str:
    client = Client(raise_request_exception=False)
    data = world.data(INPUT, whose) if row.method == "post" else {}
    kind = {"content_type": "application/json"} if "_api:" in name else {}
    with transaction.atomic():
        if role != "anonymous":
            enter(client, world.users[role])
        send = getattr(client, row.method)
        given = word(send(world.address(name, row.record, whose), data, **kind))
        transaction.set_rollback(True)
    return given


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_of_the_cast_gets_what_the_table_says(name, world, settings):
    settings.MEDIA_ROOT = world.media
    row = TABLE[name]
    for whose, expected in (("own", row.own), ("foreign", row.foreign)):
        if expected is not None:
            given = [ask(world, name, row, role, whose) for role in ROLES]
            assert given == expected, f"{name}, {whose}: {' '.join(given)}"
