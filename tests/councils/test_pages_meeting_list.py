"""The list of meetings: to come and past, for everyone what is his to see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    make_council,
    make_meeting,
)

from .register import queries_of
from .visits import at, get, words

pytestmark = pytest.mark.django_db
SOON = {"starts_at": timezone.now() + timedelta(days=10)}
CLOSED_DOORS = {
    "is_open": False,
    "closed_reason_kk": "Мемлекеттік құпия",
    "closed_reason_ru": "Государственная тайна",
}


@pytest.fixture
def coming(body):
    """Convened, ten days ahead."""
    return make_meeting(body, state="convened", items=2, **SOON)


def shown(client, query="") -> list:
    return list(get(client, "meeting_list", query=query).context["page"])


# The list ----------------------------------------------------------------------------------------
def test_list_parts_meetings_to_come_and_past(client, body, coming):
    past = make_meeting(body, state="published", present=5)

    assert shown(client) == [coming]
    assert shown(client, "?tab=past") == [past]


def test_list_hides_drafts_and_what_was_never_announced(client, body, member):
    make_meeting(body, **SOON)
    make_meeting(body, state="cancelled", convened_at=None, **SOON)

    assert shown(client) == shown(client, "?tab=past") == []
    client.force_login(member)
    assert shown(client) == shown(client, "?tab=past") == []


def test_list_shows_drafts_to_the_secretariat_with_a_way_to_plan(client, body, secretary):
    draft = make_meeting(body, **SOON)
    client.force_login(secretary)

    response = get(client, "meeting_list")

    assert list(response.context["page"]) == [draft]
    assert "Plan a meeting" in words(response)


def test_list_tells_of_an_announced_meeting_that_was_cancelled(client, body):
    meeting = make_meeting(
        body, state="cancelled", convened_at=NOON, ended_reason_kk="Аязға байланысты", **SOON
    )

    assert shown(client) == [meeting]
    assert "Аязға байланысты" in words(get(client, "meeting_detail", meeting.uid))


def test_list_gives_notice_of_closed_doors_and_no_more(client, body):
    meeting = make_meeting(body, state="convened", topic_kk="Құпия", **SOON, **CLOSED_DOORS)

    page = words(get(client, "meeting_list"))

    assert "Мемлекеттік құпия" in page
    assert "Құпия тақырып" not in page
    assert get(client, "meeting_detail", meeting.uid).status_code == 404


def test_list_filters_by_body_state_and_words_of_the_agenda(client, coming):
    other = make_meeting(make_council(), state="convened", **SOON)
    coming.items.update(title_kk="Көлік дәлізі туралы")

    assert shown(client, f"?body={other.body.uid}") == [other]
    assert shown(client, "?q=дәліздің") == [coming]
    assert shown(client, "?state=open") == []
    assert "No meeting fits these filters" in words(get(client, "meeting_list", query="?q=zzz"))


def test_list_without_meetings_leads_to_past_ones(client):
    assert "No meeting is announced now" in words(get(client, "meeting_list"))


def test_list_gives_htmx_the_results_alone(client, coming):
    part = get(client, "meeting_list", **{"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'id="results"' in part


@pytest.mark.slow
def test_list_asks_as_much_for_twenty_meetings_as_for_one(client, body, coming, secretary):
    client.force_login(secretary)
    one = queries_of(client, at("meeting_list"))

    for number in range(19):
        make_meeting(body, state="convened", starts_at=SOON["starts_at"] + number * DAY)

    assert queries_of(client, at("meeting_list")) == one
