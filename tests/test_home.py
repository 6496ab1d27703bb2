"""The home page: what anyone sees first, in a constant number of queries."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Decision
from memoranda.models import Memorandum
from tests.factories.core import DAY, NOON
from tests.factories.councils import make_meeting
from tests.factories.memoranda.scenes import make_memorandum
from tests.factories.schemes import EditionFactory, FeatureFactory, make_scheme
from tests.factories.schemes.discussions import DiscussionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def scene():
    return make_scheme()


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


def register(number, title, state="in_force", **fields):
    memorandum = make_memorandum(state="draft", clauses=1).memorandum
    Memorandum.objects.filter(pk=memorandum.pk).update(
        title_kk=title,
        state=state,
        year=NOON.year,
        number=number,
        signed_at=NOON,
        registered_at=NOON + number * DAY,
        in_force_on=NOON.date(),
        **fields,
    )
    memorandum.refresh_from_db()
    return memorandum


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


def test_the_three_latest_memoranda_in_force_are_shown_with_a_link_to_the_register(client):
    for number in range(1, 6):
        register(number, f"Меморандум {number}")
    register(6, "Мерзімі аяқталған", state="expired", ended_on=NOON.date())

    answer = client.get("/kk/")

    shown = [memorandum.title_kk for memorandum in answer.context["memoranda"]]
    assert shown == ["Меморандум 5", "Меморандум 4", "Меморандум 3"]
    assert answer.content.decode().count('href="/kk/memoranda/"') > 2  # menus, and the section


def test_what_changes_a_memorandum_is_told_on_its_own_page_alone(client):
    changed = register(1, "Меморандум")
    register(2, "Өзгеріс", relation="amendment", amends=changed)

    assert list(client.get("/kk/").context["memoranda"]) == [changed]


def test_a_memorandum_under_negotiation_is_not_shown(client, secretary):
    make_memorandum(state="negotiation")
    client.force_login(secretary)

    answer = client.get("/kk/")

    assert list(answer.context["memoranda"]) == []
    assert "h-memoranda" not in answer.content.decode()


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_rows(client, body):
    publish(make_meeting(body, state="published", present=5), 1, "Шешім")
    register(1, "Меморандум")
    few = queries_of(client)

    for number in range(2, 12):
        publish(make_meeting(body, state="published", present=5, items=2), number, "Шешім")
        make_meeting(body, state="convened", starts_at=NOON + number * DAY, items=2)
        register(number, "Меморандум")

    assert queries_of(client) == few


def test_the_newest_published_edition_is_drawn_with_its_numbers(client, scene):
    block = client.get("/kk/").context["scheme"]

    assert (block.edition, block.objects, block.layers) == (scene.published, 1, 1)
    assert block.sketch is not None and block.discussion is None


def test_a_portal_without_a_published_edition_says_nothing_of_the_scheme(client):
    EditionFactory()

    answer = client.get("/kk/")

    assert answer.context["scheme"] is None
    assert "h-scheme" not in answer.content.decode()


def test_an_open_discussion_leads_to_its_form(client, scene):
    discussion = DiscussionFactory(edition=scene.draft)
    write = f"/kk/schemes/discussions/{discussion.uid}/write/"

    assert write in client.get("/kk/").content.decode()
    with time_machine.travel(NOON + 6 * DAY, tick=False):
        assert write not in client.get("/kk/").content.decode()


@pytest.mark.slow
def test_the_block_of_the_scheme_asks_the_same_for_many_objects(client, scene):
    queries_of(client)  # the small map is drawn once an hour
    few = queries_of(client)
    FeatureFactory.create_batch(10, edition=scene.draft, layer=scene.zones)
    DiscussionFactory.create_batch(3)

    assert queries_of(client) == few
