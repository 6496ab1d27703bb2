"""The administration keeps registries, writes the journal, and moves no state."""

import pytest
from django.contrib import admin
from django.urls import reverse

from agglo_portal.core import journal
from agglo_portal.core.models import JournalEntry
from councils import models
from councils.models import Body, Seat, SpecialDay
from tests.factories.councils import (
    AgglomerationFactory,
    OfficialFactory,
    OrganisationFactory,
    PostFactory,
    SeatFactory,
    SpecialDayFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db

REGISTRIES = [
    "territory", "organisation", "official", "agglomeration", "act", "body", "specialday",
]  # fmt: skip


@pytest.fixture
def keeper(client, settings, stranger):
    """One who keeps registries and has no other rights, logged in."""
    settings.LANGUAGE_CODE = "en"
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    client.cookies["django_language"] = "en"
    return client


def place(name, *args):
    return reverse(f"admin:councils_{name}", args=args)


def test_only_registries_are_kept_there():
    kept = {
        model.__name__.lower()
        for model in admin.site._registry
        if model._meta.app_label == "councils"
    }

    assert kept == set(REGISTRIES)
    assert kept < {name.lower() for name in models.__all__}


@pytest.mark.parametrize("name", REGISTRIES)
def test_each_registry_opens_with_its_list_its_search_and_its_form(keeper, body, name):
    AgglomerationFactory(), PostFactory(), SpecialDayFactory()

    for address in (place(f"{name}_changelist"), place(f"{name}_add")):
        assert keeper.get(address).status_code == 200
    assert keeper.get(place(f"{name}_changelist"), {"q": "а"}).status_code == 200
    record = getattr(models, admin_model(name)).objects.first()
    assert keeper.get(place(f"{name}_change", record.pk)).status_code == 200


def admin_model(name):
    return next(model for model in models.__all__ if model.lower() == name)


def test_one_who_is_not_staff_does_not_enter(client, secretary, body):
    client.force_login(secretary)

    response = client.get(place("body_changelist"))

    assert response.status_code in (302, 403)


def test_a_change_is_written_into_the_journal(keeper, stranger):
    territory = TerritoryFactory()
    form = {"name_kk": "Талғар", "name_ru": "Талгар", "kind": "rayon", "kato": ""}

    response = keeper.post(place("territory_change", territory.pk), form)

    assert response.status_code == 302
    entry = journal.entries_of(territory).get()
    assert (entry.event, entry.by, entry.facts["title"]) == (
        "registry_changed",
        stranger,
        territory.__class__.objects.get().name,
    )
    assert "Name in Kazakh" in str(entry.facts["changes"])


def test_adding_and_removing_are_written_too(keeper):
    keeper.post(place("specialday_add"), {"day": "2026-12-16", "name_kk": "Тәуелсіздік күні"})
    day = SpecialDay.objects.get()
    keeper.post(place("specialday_delete", day.pk), {"post": "yes"})

    events = JournalEntry.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["registry_added", "registry_removed"]


def body_form(body, rows):
    """What the form of a body sends, with these seats."""
    form = {
        name: getattr(body, name)
        for name in (
            "name_kk", "name_ru", "kind", "quorum_numerator", "quorum_denominator",
            "majority_base", "tie_rule", "materials_days", "minutes_days",
        )
    }  # fmt: skip
    form |= {"formed_by": body.formed_by_id, "seats-INITIAL_FORMS": 0}
    form["seats-TOTAL_FORMS"] = len(rows)
    for number, row in enumerate(rows):
        form |= {f"seats-{number}-{name}": value for name, value in row.items()}
    return form


def seat_row(role="member", **more):
    row = {
        "official": OfficialFactory().pk,
        "organisation": OrganisationFactory().pk,
        "role": role,
        "is_voting": "on",
        "position": 1,
        "title_kk": "мүше",
        "title_ru": "член",
    }
    return row | more


@pytest.fixture
def empty_body():
    return SeatFactory().body.__class__.objects.get()


def test_seats_are_kept_with_their_body(keeper, empty_body):
    empty_body.seats.all().delete()

    response = keeper.post(
        place("body_change", empty_body.pk), body_form(empty_body, [seat_row("chair"), seat_row()])
    )

    assert response.status_code == 302
    assert empty_body.seats.count() == 2


def test_two_chairs_in_one_form_are_refused_with_words(keeper, empty_body):
    empty_body.seats.all().delete()

    response = keeper.post(
        place("body_change", empty_body.pk),
        body_form(empty_body, [seat_row("chair"), seat_row("chair")]),
        follow=True,
    )

    assert response.status_code == 200
    assert "Nothing was saved" in response.content.decode()
    assert not Seat.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_state_is_not_moved_there(keeper, empty_body):
    Body.objects.update(state=Body.State.DRAFT, activated_at=None)

    keeper.post(
        place("body_change", empty_body.pk),
        body_form(empty_body, []) | {"state": "active", "activated_at_0": "2026-01-01"},
    )

    assert Body.objects.get().state == Body.State.DRAFT


def test_a_wrong_bin_is_refused_at_its_field(keeper):
    form = {"name_kk": "Ұйым", "name_ru": "Организация", "kind": "central", "bin": "940140000386"}

    response = keeper.post(place("organisation_add"), form)

    assert "bin" in response.context["adminform"].form.errors


def test_a_constraint_of_the_database_is_said_in_words(keeper):
    TerritoryFactory(kato="750000000")
    form = {"name_kk": "Алатау", "name_ru": "Алатау", "kind": "rayon", "kato": "750000000"}

    response = keeper.post(place("territory_add"), form)

    assert "already names another unit" in str(response.context["adminform"].form.errors)
