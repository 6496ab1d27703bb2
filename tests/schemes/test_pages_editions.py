"""Pages of editions: what each role is offered, each act by its form, a refusal on the page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from schemes.models import Edition, Feature
from tests.factories.core import DAY
from tests.factories.councils import ActFactory
from tests.factories.schemes import FeatureFactory
from tests.sessions import enter

from .edition_steps import NOTE, begin, decision, submitted


def at(name: str, edition: Edition, **query) -> str:
    address = reverse(f"schemes:{name}", args=[edition.scheme.code, edition.code])
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else address


@pytest.fixture
def secretary(scene):
    client = Client()
    enter(client, scene.secretary)
    return client


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_draft_says_what_may_be_done_and_why_not(scene, secretary):
    page = text(secretary.get(at("edition_detail", scene.draft)))

    assert "Say in Kazakh and in Russian what the edition changes." in page
    for name in ("edition_submit", "edition_change", "edition_discard"):
        assert at(name, scene.draft) in page
    assert f"from={scene.published.code}&amp;to={scene.draft.code}" in page


def test_a_member_reads_the_draft_and_is_offered_no_act(scene, client):
    enter(client, scene.member)

    page = text(client.get(at("edition_detail", scene.draft)))

    assert at("edition_submit", scene.draft) not in page


def test_a_keeper_is_offered_to_draw_but_not_to_submit(scene, client):
    enter(client, scene.planner)

    page = text(client.get(at("edition_detail", scene.draft)))

    assert at("draft_map", scene.draft) in page
    assert at("edition_submit", scene.draft) not in page


def test_a_visitor_reads_the_published_edition_without_its_journal(scene, client):
    page = text(client.get(at("edition_detail", scene.published)))

    assert scene.zones.name_en or scene.zones.name_kk in page
    assert "What happened" not in page


def test_a_page_of_a_draft_being_filled_shows_how_far_it_is(scene, secretary):
    edition = begin(scene)

    page = text(secretary.get(at("edition_detail", edition)))

    assert "<progress" in page
    assert at("draft_map", edition) not in page


def test_the_secretary_begins_an_edition(scene, secretary):
    address = reverse("schemes:edition_create", args=[scene.scheme.code])
    given = {"code": "2028", "year": 2028, "based_on": scene.published.pk, **NOTE}

    secretary.post(address, given)

    edition = Edition.objects.get(code="2028")
    assert (edition.based_on, edition.note_ru) == (scene.published, NOTE["note_ru"])


def test_a_refusal_stands_on_the_form_with_all_that_was_typed(scene, secretary):
    address = reverse("schemes:edition_create", args=[scene.scheme.code])

    page = text(secretary.post(address, {"code": "2026", "year": 2028, **NOTE}))

    assert "already has an edition with the address “2026”" in page
    assert NOTE["note_kk"] in page


def test_an_edition_takes_its_course_through_the_pages(scene, secretary):
    draft = scene.draft
    secretary.post(at("edition_change", draft), NOTE)
    secretary.post(at("edition_submit", draft))
    secretary.post(at("edition_return", draft), {"reason": "Толықтыру"})
    secretary.post(at("edition_submit", draft))
    secretary.post(at("edition_endorse", draft), {"decision": decision(scene).uid})
    secretary.post(at("edition_publish", draft))

    draft.refresh_from_db()
    assert (draft.state, draft.decision.number) == ("published", 3)


def test_what_is_missing_closes_the_gate_on_the_page_and_in_the_act(scene, secretary):
    page = text(secretary.get(at("edition_submit", scene.draft)))
    secretary.post(at("edition_submit", scene.draft))

    scene.draft.refresh_from_db()
    assert "disabled" in page
    assert scene.draft.state == "draft"


def test_the_decision_is_found_by_word_and_by_number(scene, secretary):
    edition = submitted(scene)
    first = decision(scene, title_kk="Схема туралы", title_ru="О схеме")
    second = decision(scene, number=4, title_kk="Жол туралы", title_ru="О дороге")

    for words, shown, hidden in (("дороге", second, first), ("3/2026", first, second)):
        page = text(secretary.get(at("edition_endorse", edition, q=words)))
        assert str(shown.uid) in page
        assert str(hidden.uid) not in page


def test_an_act_endorses_through_the_page(scene, secretary):
    edition = submitted(scene)
    act = ActFactory(kind="government_decree")

    secretary.post(at("edition_endorse", edition), {"act": act.uid})

    edition.refresh_from_db()
    assert (edition.state, edition.act) == ("endorsed", act)


def test_a_draft_that_was_overtaken_says_so(scene, secretary):
    edition = begin(scene, based_on=None)
    assert "was published after" not in text(secretary.get(at("edition_detail", edition)))
    later = timezone.now() + DAY
    Edition.objects.filter(pk=scene.draft.pk).update(
        state="published", act=ActFactory(), endorsed_at=later, published_at=later
    )

    assert "was published after" in text(secretary.get(at("edition_detail", edition)))


def test_nothing_named_endorses_nothing(scene, secretary):
    edition = submitted(scene)

    page = text(secretary.post(at("edition_endorse", edition), {}))

    assert "Name the decision of the council, or the act" in page


def test_a_draft_is_discarded_with_a_reason_and_is_seen_as_such(scene, secretary):
    secretary.post(at("edition_discard", scene.draft), {"reason": "Қате"})

    assert "The draft was discarded" in text(secretary.get(at("edition_detail", scene.draft)))


def test_the_number_of_queries_does_not_grow_with_the_objects(scene, secretary):
    with CaptureQueriesContext(connection) as few:
        secretary.get(at("edition_detail", scene.draft))
    for _n in range(10):
        FeatureFactory(edition=scene.draft, layer=scene.zones)
    assert Feature.objects.of(scene.draft).count() == 12
    with CaptureQueriesContext(connection) as many:
        secretary.get(at("edition_detail", scene.draft))

    assert len(many) <= len(few)
