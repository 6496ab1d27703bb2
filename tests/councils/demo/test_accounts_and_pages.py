"""The demo's accounts have their roles, and its public pages open."""

import re

import pytest
from django.urls import reverse

from agglo_portal.core.demo import user_of
from councils.models import (
    AgendaItem,
    Body,
    Decision,
    Meeting,
    Seat,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATES = Meeting.State


@pytest.mark.parametrize(
    ("account", "roles"),
    [
        ("secretary", {Seat.Role.SECRETARY}),
        ("staff", {Seat.Role.SECRETARIAT, Seat.Role.SECRETARY}),
        ("chair", {Seat.Role.CHAIR}),
        ("oblast", {Seat.Role.DEPUTY_CHAIR}),
        ("city", {Seat.Role.MEMBER, Seat.Role.CHAIR}),
        ("karasay", {Seat.Role.MEMBER}),
        ("observer", {Seat.Role.OBSERVER}),
        ("coordinator", set()),
        ("stranger", set()),
        ("admin", set()),
    ],
)
def test_demo_account_has_its_roles(account, roles):
    seats = Seat.objects.of_user(user_of(account))

    assert set(seats.values_list("role", flat=True)) == roles


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_demo_public_pages_open(language, client):
    addresses = ["/", *(f"councils:{name}" for name in ("body_list", "meeting_list"))]
    pages = [reverse(name) if ":" in name else f"/{language}/" for name in addresses]
    pages += [record.get_absolute_url() for record in _published()]

    for page in pages:
        page = re.sub(r"^/(kk|ru|en)/", f"/{language}/", page)
        assert client.get(page).status_code == 200, page


def _published():
    yield from Body.objects.exclude(state=Body.State.DRAFT)
    yield from Meeting.objects.exclude(state=STATES.DRAFT)
    yield from Decision.objects.published()
    yield from AgendaItem.objects.filter(meeting__state=STATES.PUBLISHED)
