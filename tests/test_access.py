"""Who gets what at every address: roles × URLs × own or foreign record → answer.

A row without which an address would be untested makes this test fail: whoever adds a URL adds its
row to `access_table.py`, and decides there what each of the cast shall get.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from .access_table import ELSEWHERE, INPUT, ROLES, TABLE
from .access_world import World
from .sessions import enter

LANGUAGE = "/kk"


def addresses(resolver=None, namespace="") -> set[str]:
    """Every name that an address of the portal has, with its namespace."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            found |= addresses(pattern, inner)
        elif pattern.name:
            found.add(":".join(part for part in (namespace, pattern.name) if part))
    return found


def test_every_address_has_its_row():
    unknown = {
        name
        for name in addresses()
        if name not in TABLE and not any(name.startswith(prefix) for prefix in ELSEWHERE)
    }

    assert not unknown


def test_no_row_speaks_of_an_address_that_is_gone():
    assert not set(TABLE) - addresses()


def word(response) -> str:
    """Say in one word what a person got."""
    if response.status_code in (301, 302):
        target = response["Location"]
        if "/accounts/login/" in target:
            return "login"
        return "again" if "/reauthenticate/" in target else "done"
    return {200: "ok", 202: "done", 204: "done", 304: "ok"}.get(
        response.status_code, str(response.status_code)
    )


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
