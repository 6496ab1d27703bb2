"""Who gets what at every address of the schemes: roles × addresses → answer."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from councils.models import Seat
from tests.access_table import word
from tests.factories.core import UserFactory
from tests.factories.councils import BodyFactory, seat_of
from tests.factories.schemes import make_scheme
from tests.sessions import enter

from .access import ROLES, TABLE, areas


@pytest.fixture
def world(db, settings, tmp_path):
    """The scene, its people by role, and the records that the table names."""
    settings.MEDIA_ROOT = tmp_path / "media"
    scene = make_scheme()
    other = UserFactory(name="other secretary")
    seat_of(BodyFactory(), other, role=Seat.Role.SECRETARY)
    users = {
        "outsider": scene.outsider,
        "planner": scene.planner,
        "member": scene.member,
        "secretary": scene.secretary,
        "other_secretary": other,
        "administrator": UserFactory(is_staff=True, is_superuser=True),
    }
    code = {"scheme": scene.scheme.code}
    records = {
        "-": {},
        "scheme": code,
        "published": {**code, "edition": scene.published.code},
        "draft": {**code, "edition": scene.draft.code},
        "phase": {**code, "phase": scene.phases[0].code},
        "layer": {**code, "layer": scene.zones.code},
        "old_feature": {"uid": scene.old.uid},
        "new_feature": {"uid": scene.new.uid},
    }
    inputs = {}
    for area in areas():
        if hasattr(area, "records"):
            records |= area.records(scene)
        inputs[area.__name__.rpartition(".")[2]] = getattr(area, "INPUT", {})
    return users, records, inputs


def ask(world, name, row, role) -> str:
    users, records, inputs = world
    client = Client(raise_request_exception=False)
    data = inputs.get(row.area, {}) if row.method == "post" else {}
    kind = {"content_type": "application/json"} if "_api:" in name else {}
    given = records[row.record]
    kwargs = given if isinstance(given, dict) else {"uid": given.uid}
    with translation.override("kk"):
        address = reverse(name, kwargs=kwargs)
    with transaction.atomic():
        if role != "anonymous":
            enter(client, users[role])
        said = word(getattr(client, row.method)(address, data, **kind))
        transaction.set_rollback(True)
    return said


@pytest.mark.slow
@pytest.mark.parametrize("area", sorted({row.area for row in TABLE.values()}) or ["none"])
def test_each_of_the_cast_gets_what_the_table_says(area, world):
    rows = {name: row for name, row in TABLE.items() if row.area == area}

    wrong = {}
    for name, row in rows.items():
        given = [ask(world, name, row, role) for role in ROLES]
        if given != row.expected:
            wrong[name] = " ".join(given)

    assert wrong == {}
