"""The agenda builder, the page of an item, its papers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.services.agenda import AgendaFrozen
from tests.factories.councils import (
    DecisionPointFactory,
    MaterialFactory,
    make_council,
    make_meeting,
)

from .visits import at, get, happened, post, said, words

pytestmark = pytest.mark.django_db
FIELDS = {"title_kk": "Су туралы", "title_ru": "О воде", "planned_minutes": "25"}


@pytest.fixture
def item(draft_meeting):
    return draft_meeting.items.order_by("position").first()


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["agenda_detail", "item_create"])
def test_agenda_pages_do_not_exist_for_a_stranger(client, stranger, draft_meeting, name):
    client.force_login(stranger)

    assert get(client, name, draft_meeting.uid).status_code == 404


@pytest.mark.parametrize("name", ["agenda_detail", "item_create"])
def test_agenda_pages_are_the_secretariats(client, member, convened_meeting, name):
    client.force_login(member)

    assert get(client, name, convened_meeting.uid).status_code == 403


@pytest.mark.parametrize(
    "name", ["item_change", "item_move", "item_remove", "material_create", "item_detail"]
)
def test_an_item_of_a_draft_does_not_exist_for_a_stranger(client, stranger, item, name):
    client.force_login(stranger)
    ask = get if name in ("item_change", "material_create", "item_detail") else post

    assert ask(client, name, item.uid).status_code == 404


@pytest.mark.parametrize("name", ["item_change", "item_move", "item_remove", "material_create"])
def test_acts_on_an_item_are_the_secretariats(client, member, convened_meeting, name):
    item = convened_meeting.items.first()
    client.force_login(member)

    assert post(client, name, item.uid, data=FIELDS).status_code == 403


# Building ----------------------------------------------------------------------------------------
def test_agenda_sums_minutes_and_shows_what_each_draft_lacks(client, secretary, draft_meeting):
    first, second = draft_meeting.items.order_by("position")
    DecisionPointFactory(decision=first.decision)
    DecisionPointFactory(decision=second.decision, text_ru="")
    client.force_login(secretary)

    response = get(client, "agenda_detail", draft_meeting.uid)

    assert response.context["planned"] == 30
    assert [[d.is_there for d in row.drafts] for row in response.context["rows"]] == [
        [True, True],
        [True, False],
    ]


@pytest.mark.slow
def test_agenda_asks_the_database_the_same_for_one_item_and_for_many(client, secretary, body):
    client.force_login(secretary)

    def count(items):
        meeting = make_meeting(body, items=items)
        for item in meeting.items.all():
            DecisionPointFactory(decision=item.decision)
            MaterialFactory(item=item)
        with CaptureQueriesContext(connection) as queries:
            assert get(client, "agenda_detail", meeting.uid).status_code == 200
        return len(queries)

    count(1)
    assert count(1) == count(15)


def test_item_create_adds_an_item_with_its_draft(client, secretary, draft_meeting):
    client.force_login(secretary)

    post(client, "item_create", draft_meeting.uid, data=FIELDS)

    item = draft_meeting.items.get(position=3)
    assert (item.title_kk, item.planned_minutes) == ("Су туралы", 25)
    assert item.decision.title_ru == "О воде"


def test_item_create_lends_the_post_of_a_rapporteur_from_the_body(
    client, secretary, body, draft_meeting
):
    seat = body.seats.filter(role="member").first()
    client.force_login(secretary)

    data = {**FIELDS, "rapporteur": seat.official_id}
    post(client, "item_create", draft_meeting.uid, data=data)

    item = draft_meeting.items.get(position=3)
    assert item.rapporteur_kk.startswith(seat.title_kk)
    assert item.rapporteur_ru.startswith(seat.title_ru)


def test_item_create_comes_back_for_another_when_asked(client, secretary, draft_meeting):
    client.force_login(secretary)

    data = {**FIELDS, "again": "1"}
    response = post(client, "item_create", draft_meeting.uid, data=data, follow=False)

    assert response["Location"] == at("item_create", draft_meeting.uid)


def test_item_create_keeps_what_was_typed_when_the_agenda_is_frozen(
    client, secretary, convened_meeting
):
    client.force_login(secretary)

    response = post(client, "item_create", convened_meeting.uid, data=FIELDS)

    assert said(AgendaFrozen()) in words(response)
    assert "О воде" in response.content.decode()
    assert convened_meeting.items.count() == 2


def test_item_create_names_the_missing_title_and_keeps_the_rest(client, secretary, draft_meeting):
    client.force_login(secretary)

    data = {**FIELDS, "title_kk": ""}
    response = post(client, "item_create", draft_meeting.uid, data=data)

    assert list(response.context["form"].errors) == ["title_kk"]
    assert "О воде" in response.content.decode()


def test_item_change_twice_is_one_act(client, secretary, item):
    client.force_login(secretary)

    for _click in range(2):
        post(client, "item_change", item.uid, data=FIELDS)

    item.refresh_from_db()
    assert item.title_kk == "Су туралы"
    assert happened("agenda_item_changed") == 1


def test_item_change_offers_the_earlier_items_of_the_same_body(client, secretary, body, item):
    earlier = make_meeting(body, state="closed", present=5).items.get()
    foreign = make_meeting(make_council(), state="closed", present=1).items.get()
    client.force_login(secretary)

    form = get(client, "item_change", item.uid).context["form"]

    offered = list(form.fields["continues"].queryset)
    assert earlier in offered
    assert foreign not in offered


@pytest.mark.parametrize(("to", "titles"), [("2", "ba"), ("9", "ba"), ("1", "ab"), ("x", "ab")])
def test_item_move_puts_the_item_at_its_place(client, secretary, draft_meeting, to, titles):
    first, second = draft_meeting.items.order_by("position")
    names = {first.pk: "a", second.pk: "b"}
    client.force_login(secretary)

    post(client, "item_move", first.uid, data={"to": to})

    order = draft_meeting.items.order_by("position").values_list("pk", flat=True)
    assert "".join(names[pk] for pk in order) == titles


def test_item_move_says_that_the_agenda_is_frozen(client, secretary, convened_meeting):
    item = convened_meeting.items.order_by("position").first()
    client.force_login(secretary)

    response = post(client, "item_move", item.uid, data={"to": "2"})

    item.refresh_from_db()
    assert item.position == 1
    assert said(AgendaFrozen()) in words(response)


def test_item_remove_takes_it_off_a_draft_and_a_second_click_is_answered(
    client, secretary, draft_meeting, item
):
    client.force_login(secretary)

    first = post(client, "item_remove", item.uid)
    second = post(client, "item_remove", item.uid)

    assert (first.status_code, second.status_code) == (200, 404)
    assert list(draft_meeting.items.values_list("position", flat=True)) == [1]


def test_a_frozen_agenda_says_so_and_offers_no_change(client, secretary, convened_meeting):
    client.force_login(secretary)

    response = get(client, "agenda_detail", convened_meeting.uid)

    assert "The agenda is frozen" in words(response)
    assert "/move/" not in response.content.decode()
