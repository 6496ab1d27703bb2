"""Bodies: who sits, by which rules, what stands between forming and working."""

from datetime import date

import pytest
from django.utils import timezone

from councils.citations import cite
from councils.models import Act, Body, Seat, Territory
from tests.factories.councils import (
    ActFactory,
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    InclusionFactory,
    SeatFactory,
    TerritoryFactory,
    make_council,
    make_meeting,
    seat_of,
)

from .register import published_meeting, queries_of
from .visits import at, get, happened, post, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def forming(secretary):
    """A council being formed round a city of oblast significance, one adjacent rayon not called."""
    centre = TerritoryFactory(kind=Territory.Kind.OBLAST_CITY)
    rayon = TerritoryFactory()
    centre.adjacent.add(rayon)
    body = BodyFactory(
        kind=Body.Kind.COORDINATION_COUNCIL,
        state="draft",
        activated_at=None,
        agglomeration=AgglomerationFactory(centre=centre, level=2),
    )
    city = AkimatFactory(territory=centre)
    body.rayon = AkimatFactory(territory=rayon, name_ru="Акимат Хромтауского района")
    SeatFactory(body=body, role=Seat.Role.CHAIR, organisation=city)
    seat_of(body, secretary, role=Seat.Role.SECRETARY)
    return body


# Who sees what -----------------------------------------------------------------------------------
def test_bodies_that_work_are_open_to_anyone(client, body):
    assert body.name_kk in words(get(client, "body_list"))
    assert get(client, "body_detail", body.uid).status_code == 200


def test_body_being_formed_is_unknown_to_the_public(client, forming, stranger):
    assert forming.name_kk not in words(get(client, "body_list"))
    assert get(client, "body_detail", forming.uid).status_code == 404

    client.force_login(stranger)
    assert get(client, "body_detail", forming.uid).status_code == 404


def test_body_without_any_shows_what_will_come(client):
    assert "No body works yet" in words(get(client, "body_list"))


def test_body_page_hides_drafts_of_meetings_and_decisions(client, body):
    make_meeting(body, topic_kk="Құпия тақырып")

    assert "Құпия тақырып" not in words(get(client, "body_detail", body.uid))


# What it shows -----------------------------------------------------------------------------------
def test_regulation_stands_in_words_with_its_article(client, body):
    Body.objects.update(regulation_article_quorum="12-тармақ")

    page = words(get(client, "body_detail", body.uid))

    assert "At least 2/3 of the voting members: 4 of 6." in page
    assert "Regulation, 12-тармақ" in page
    assert "At the latest 3 working days before the meeting." in page


def test_composition_is_that_of_the_day_asked_for(client, body):
    SeatFactory(body=body, title_kk="бұрынғы әкім", ends_on=date(2025, 1, 31))

    assert "бұрынғы әкім" not in words(get(client, "body_detail", body.uid))
    then = words(get(client, "body_detail", body.uid, query="?on=2025-01-31"))
    assert "бұрынғы әкім" in then
    assert "As it was on 31 January 2025." in then


def test_composition_of_a_wrong_day_is_todays(client, body):
    response = get(client, "body_detail", body.uid, query="?on=31.02.2025")

    assert response.context["on"] == timezone.localdate()


def test_management_model_says_who_governs_with_the_centre(client, forming, secretary):
    client.force_login(secretary)

    page = words(get(client, "body_detail", forming.uid))

    assert "is a city of oblast significance" in page
    assert str(forming.rayon.name_kk) in page


def test_agglomeration_is_shown_as_composed_on_the_day(client, body):
    agglomeration = AgglomerationFactory()
    Body.objects.update(agglomeration=agglomeration)
    InclusionFactory(agglomeration=agglomeration, ends_on=date(2024, 1, 8))
    now = InclusionFactory(agglomeration=agglomeration, starts_on=date(2024, 1, 9))

    response = get(client, "body_detail", body.uid)

    assert list(response.context["inclusions"]) == [now]


def test_last_decisions_and_meetings_lead_further(client, body):
    meeting = published_meeting(body)

    page = words(get(client, "body_detail", body.uid))

    assert meeting.items.get().decision.label in page
    assert "All decisions: 1" in page


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("kk", "2023 жылғы 1 қаңтардағы", "№ 181-ө"),
        ("ru", "от 1 января 2023 года", "№ 181-р"),
        ("en", "of 1 January 2023", "№ 181-ө"),
    ],
)
def test_act_is_cited_with_day_and_number_of_its_language(language, day, number):
    act = ActFactory(
        kind=Act.Kind.LAW, number_kk="181-ө", number_ru="181-р", adopted_on=date(2023, 1, 1)
    )

    assert f"{day} {number}" in cite(act, language)


def test_act_without_a_day_is_cited_without_one(db):
    act = ActFactory(adopted_on=None, number_ru="")

    assert cite(act, "en").startswith("Order of the Prime Minister №")
    assert "None" not in cite(act, "ru")


# Beginning of work -------------------------------------------------------------------------------
def test_body_lacking_an_akimat_says_which(client, forming, secretary):
    client.force_login(secretary)

    page = words(get(client, "body_detail", forming.uid))

    assert "The body cannot begin its work yet" in page
    assert f"No voting seat for: {forming.rayon.name_kk}." in page


def test_body_is_not_activated_while_something_is_missing(client, forming, secretary):
    client.force_login(secretary)

    page = words(post(client, "body_activate", forming.uid))

    forming.refresh_from_db()
    assert forming.state == "draft"
    assert "Still missing" in page


def test_body_is_activated_when_nothing_is_missing(client, forming, secretary):
    SeatFactory(body=forming, organisation=forming.rayon)
    client.force_login(secretary)

    page = words(post(client, "body_activate", forming.uid))

    forming.refresh_from_db()
    assert forming.state == "active"
    assert "The body has begun its work." in page
    assert happened("body_activated") == 1


def test_body_is_activated_by_its_secretariat_alone(client, forming, member):
    seat_of(forming, member)
    client.force_login(member)

    assert post(client, "body_activate", forming.uid).status_code == 403


# Queries -----------------------------------------------------------------------------------------
@pytest.mark.slow
def test_list_asks_as_much_for_twenty_bodies_as_for_one(client, body):
    one = queries_of(client, at("body_list"))

    for _number in range(19):
        BodyFactory(agglomeration=AgglomerationFactory())

    assert queries_of(client, at("body_list")) == one


@pytest.mark.slow
def test_body_asks_as_much_for_twenty_seats_as_for_six(client):
    six, twenty = make_council(6), make_council(20)

    assert queries_of(client, at("body_detail", six.uid)) == queries_of(
        client, at("body_detail", twenty.uid)
    )
