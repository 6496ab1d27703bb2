"""Texts to begin from: shipped skeletons and own templates."""

import pytest

from memoranda.models import Memorandum
from tests.councils.visits import words
from tests.factories.memoranda import ClauseFactory, MemorandumFactory, make_memorandum

from .drafting_steps import at, get, post

pytestmark = pytest.mark.django_db
TITLE = {"title_kk": "Біздің үлгі", "title_ru": "Наш образец"}


@pytest.fixture
def drafting(client, secretary, body):
    client.force_login(secretary)
    return client


def test_the_list_shows_the_shipped_ones_and_ones_own(drafting, body):
    own = MemorandumFactory(body=body, is_template=True, **TITLE)
    ClauseFactory(memorandum=own)
    foreign = MemorandumFactory(is_template=True, title_kk="Бөтен", title_ru="Чужой")

    response = get(drafting, "template_list")

    read = words(response)
    assert TITLE["title_kk"] in read and foreign.title_kk not in read
    assert [one.clause_count for one in response.context["own"]] == [1]
    assert {one["key"] for one in response.context["shipped"]} == {"memorandum", "agreement"}


def test_a_skeleton_becomes_an_own_template_that_is_edited_as_a_text(drafting, body):
    post(drafting, "template_create", query="?skeleton=agreement", **TITLE)

    template = Memorandum.objects.get(is_template=True)
    assert (template.body, template.kind, template.title_ru) == (body, "agreement", "Наш образец")

    page = get(drafting, "draft_detail", template)
    assert "Draft from it" in words(page)
    assert at("version_send", template) not in page.content.decode()


def test_a_template_is_copied(drafting, body):
    own = MemorandumFactory(body=body, is_template=True)
    ClauseFactory(memorandum=own, text_ru="Слова {party_1}")

    post(drafting, "template_create", query=f"?copy={own.uid}", **TITLE)

    copy = Memorandum.objects.get(title_ru="Наш образец")
    assert copy.clauses.get().text_ru == "Слова {party_1}"


@pytest.mark.parametrize("query", ["?copy=x", "?copy=00000000-0000-0000-0000-000000000000"])
def test_a_template_that_is_none_is_not_found(drafting, query):
    assert get(drafting, "template_create", query=query).status_code == 404


def test_a_foreign_template_is_not_found(drafting):
    foreign = MemorandumFactory(is_template=True)

    assert get(drafting, "template_create", query=f"?copy={foreign.uid}").status_code == 404
    assert get(drafting, "draft_detail", foreign).status_code == 404


def test_a_text_is_kept_as_a_template(drafting, body):
    scene = make_memorandum(body=body, clauses=2)

    post(drafting, "memorandum_as_template", scene.memorandum, **TITLE)

    template = Memorandum.objects.get(is_template=True)
    assert template.clauses.count() == scene.memorandum.clauses.count()


def test_a_template_needs_a_kazakh_title_and_keeps_the_rest(drafting):
    response = post(drafting, "template_create", title_kk="", title_ru="Наш образец")

    assert list(response.context["form"].errors) == ["title_kk"]
    assert "Наш образец" in response.content.decode()
    assert not Memorandum.objects.exists()


def test_a_template_has_no_parties_and_is_not_withdrawn(drafting, body):
    own = MemorandumFactory(body=body, is_template=True)

    assert get(drafting, "party_list", own).status_code == 404
    assert "TemplateOnly" not in words(post(drafting, "memorandum_cancel", own, reason="Жоқ"))
    own.refresh_from_db()
    assert own.state == "draft"
