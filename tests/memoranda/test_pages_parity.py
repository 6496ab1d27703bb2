"""Do both languages say the same: all differences of a text, confirmed or marked as meant."""

import re

import pytest
from django.test import Client

from memoranda.models import IntendedDifference
from tests.councils.visits import happened, words

from .drafting_steps import RU, at, get, post, two_sections, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return two_sections()


@pytest.fixture
def clause(scene):
    return scene.made["1.1"]


@pytest.fixture
def writing(client, scene):
    client.force_login(scene.secretary)
    return client


@pytest.fixture
def differing(writing, clause):
    """A clause whose languages name different years; the pair was confirmed."""
    post(writing, "clause_change", clause, **typed(clause, text_ru=RU.replace("2027", "2028")))
    post(writing, "pair_confirm", clause)
    return clause


def key_of(writing, scene) -> str:
    (found,) = get(writing, "parity_detail", scene.memorandum).context["blocking"]
    return found.difference.key


def test_like_texts_are_said_to_be_alike(writing, scene):
    assert "say the same" in words(get(writing, "parity_detail", scene.memorandum))


def test_a_language_left_behind_is_listed_until_the_pair_is_confirmed(writing, scene, clause):
    changed = typed(clause, text_ru=RU + " Да.")
    post(writing, "clause_change", clause, **changed)

    page = get(writing, "parity_detail", scene.memorandum)
    assert [row.clause for row in page.context["lagging"]] == [clause]

    post(writing, "pair_confirm", clause)

    clause.refresh_from_db()
    assert clause.lagging == ""
    assert happened("pair_confirmed") == 1


def test_a_difference_blocks_until_it_is_marked_as_meant(writing, scene, differing):
    key = key_of(writing, scene)

    post(writing, "difference_intend", differing, key=key, reason="Разные годы согласованы")

    page = get(writing, "parity_detail", scene.memorandum)
    assert not page.context["blocking"]
    assert [one.mark.reason for one in page.context["meant"]] == ["Разные годы согласованы"]
    assert "Разные годы согласованы" in words(page)


def test_a_mark_without_a_reason_comes_back_with_the_difference(writing, scene, differing):
    response = post(writing, "difference_intend", differing, key=key_of(writing, scene), reason="")

    assert list(response.context["form"].errors) == ["reason"]
    assert "2028" in words(response)
    assert not IntendedDifference.objects.exists()


def test_a_difference_that_is_gone_says_so(writing, scene, differing):
    response = post(writing, "difference_intend", differing, key="dates:x", reason="Себеп")

    assert "do not differ in this any more" in words(response)


@pytest.mark.parametrize(
    ("address", "leads"), [("/en/", "/en/"), ("https://elsewhere.example/", None)]
)
def test_an_act_leads_back_to_our_own_pages_alone(writing, clause, address, leads):
    response = post(writing, "pair_confirm", clause, follow=False, next=address)

    assert "elsewhere" not in response["Location"]
    if leads:
        assert response["Location"] == leads


def test_the_folded_form_of_a_mark_carries_the_token_against_forgery(scene, differing):
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.secretary)
    page = get(client, "parity_detail", scene.memorandum).content.decode()
    form = page[page.index('class="meant"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form[: form.index("</form>")])

    answer = client.post(
        at("difference_intend", differing),
        {"csrfmiddlewaretoken": token[1], "key": "dates:x", "reason": "Себеп"},
    )

    assert answer.status_code == 200
