"""The home page: what anyone sees first, in a constant number of queries."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Decision
from tests.factories.core import DAY, NOON
from tests.factories.councils import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


def publish(meeting, number, title):
    decision = Decision.objects.filter(item__meeting=meeting).first()
    Decision.objects.filter(pk=decision.pk).update(
        title_kk=title,
        state=Decision.State.ADOPTED,
        year=meeting.year,
        number=number,
        registered_at=NOON + number * DAY,
        sealed_at=NOON + DAY,
        published_at=NOON + DAY,
    )


def queries_of(client):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/kk/").status_code == 200
    return len(queries)


def test_an_empty_portal_has_a_home_page(client):
    answer = client.get("/kk/")

    assert answer.status_code == 200
    assert answer.context["execution"]["total"] == 0


def test_the_latest_published_decisions_are_shown_newest_first(client, body):
    for number in range(1, 7):
        publish(make_meeting(body, state="published", present=5), number, f"Шешім {number}")

    shown = [decision.title_kk for decision in client.get("/kk/").context["decisions"]]

    assert shown == ["Шешім 6", "Шешім 5", "Шешім 4", "Шешім 3"]


def test_what_is_not_published_is_not_shown_even_to_the_secretariat(client, body, secretary):
    make_meeting(body, state="draft")
    make_meeting(body, state="closed", present=5)
    client.force_login(secretary)

    answer = client.get("/kk/")

    assert list(answer.context["decisions"]) == []
    assert answer.context["next_meeting"] is None
    assert answer.context["last_meeting"] is None


def test_the_soonest_announced_meeting_is_the_next_one(client, body):
    make_meeting(body, state="convened", starts_at=NOON - 2 * DAY)
    make_meeting(body, state="convened", starts_at=NOON + 9 * DAY)
    soonest = make_meeting(body, state="convened", starts_at=NOON + 2 * DAY, items=3)

    meeting = client.get("/kk/").context["next_meeting"]

    assert (meeting, meeting.item_count) == (soonest, 3)


def test_a_meeting_behind_closed_doors_is_not_announced(client, body):
    make_meeting(
        body,
        state="convened",
        starts_at=NOON + DAY,
        is_open=False,
        closed_reason_kk="Құпия",
        closed_reason_ru="Секретно",
    )

    assert client.get("/kk/").context["next_meeting"] is None


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_rows(client, body):
    publish(make_meeting(body, state="published", present=5), 1, "Шешім")
    few = queries_of(client)

    for number in range(2, 12):
        publish(make_meeting(body, state="published", present=5, items=2), number, "Шешім")
        make_meeting(body, state="convened", starts_at=NOON + number * DAY, items=2)

    assert queries_of(client) == few
