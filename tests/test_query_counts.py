"""A list asks the database as much for fifty rows as for one."""

import pytest

from tests.councils.register import published_meeting, queries_of
from tests.factories.councils import make_council

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROWS = 50
LISTS = [
    "/kk/",
    "/kk/bodies/",
    "/kk/meetings/?when=past",
    "/kk/decisions/",
    "/kk/decisions/export.csv",
    "/kk/decisions/feed.atom",
    "/api/v1/organisations/",
    "/api/v1/bodies/",
    "/api/v1/meetings/",
    "/api/v1/decisions/",
]


def counts(client) -> dict[str, int]:
    return {address: queries_of(client, address) for address in LISTS}


def grow(number: int) -> None:
    """More bodies, each with a published meeting of two items and its registered decisions."""
    for _body in range(number):
        published_meeting(make_council(voting=5), decisions=2)


def test_lists_ask_as_much_for_fifty_rows_as_for_one(client, stranger):
    grow(1)
    of_one = counts(client)
    client.force_login(stranger)
    of_one_logged_in = counts(client)
    grow(ROWS - 1)

    assert counts(client) == of_one_logged_in
    client.logout()
    assert counts(client) == of_one
    print(of_one, of_one_logged_in)
