"""Pages that belong to no domain: errors, the low-vision mode, health, robots, acts."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from agglo_portal.core import errors, health
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.pages import act
from agglo_portal.core.rules import StillMissing
from tests.factories.core import MINUTE

pytestmark = pytest.mark.django_db


# Errors ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "lang"), [("kk", "kk"), ("ru", "ru"), ("en", "en")])
def test_an_unknown_page_is_said_in_the_language_of_the_address(client, language, lang):
    answer = client.get(f"/{language}/no-such-page/")

    assert answer.status_code == 404
    assert f'<html lang="{lang}"' in answer.text
    assert 'class="site-head"' in answer.text


def test_a_form_without_its_token_is_refused_in_our_look():
    answer = Client(enforce_csrf_checks=True).post("/ru/accounts/login/", {})

    assert answer.status_code == 403
    assert '<html lang="ru"' in answer.text
    assert 'class="site-head"' in answer.text


def test_our_own_failure_is_said_without_asking_the_database(rf, django_assert_num_queries):
    request = rf.get("/ru/meetings/")

    with django_assert_num_queries(0):
        answer = errors.server_error(request)

    assert answer.status_code == 500
    assert '<html lang="ru">' in answer.content.decode()


def test_a_view_that_breaks_gives_the_page_of_our_own_failure(monkeypatch):
    def fall(*args):
        raise RuntimeError("a bug")

    monkeypatch.setattr("agglo_portal.views._next_meeting", fall)

    answer = Client(raise_request_exception=False).get("/en/")

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "a bug" not in answer.text


def test_a_broken_request_is_said_in_our_look(rf):
    request = rf.get("/en/")
    request.user = None

    answer = errors.bad_request(request)

    assert answer.status_code == 400
    assert 'class="site-head"' in answer.content.decode()


# The low-vision mode -----------------------------------------------------------------------------
def test_a_chosen_contrast_is_kept_and_leads_back(client):
    answer = client.post("/kk/low-vision/", {"contrast": "black", "next": "/kk/accessibility/?a=1"})

    assert answer.headers["Location"] == "/kk/accessibility/?a=1"
    page = client.get("/kk/accessibility/").text
    assert 'data-contrast="black"' in page
    assert "low-vision.css" in page


def test_the_usual_version_comes_back(client):
    client.post("/kk/low-vision/", {"contrast": "blue"})

    client.post("/kk/low-vision/", {"contrast": ""})

    assert "data-contrast" not in client.get("/kk/accessibility/").text


@pytest.mark.parametrize("wrong", ["red", '"><script>'])
def test_a_contrast_that_we_do_not_have_is_none(client, wrong):
    client.cookies["contrast"] = "white"
    client.post("/kk/low-vision/", {"contrast": wrong})

    assert "data-contrast" not in client.get("/kk/accessibility/").text


def test_a_cookie_made_by_hand_does_not_reach_the_page(client):
    client.cookies["contrast"] = "red"

    assert "data-contrast" not in client.get("/kk/accessibility/").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:a()"])
def test_the_way_back_never_leads_to_another_site(client, elsewhere):
    answer = client.post("/ru/low-vision/", {"contrast": "white", "next": elsewhere})

    assert answer.headers["Location"] == "/ru/"


# Health and robots -------------------------------------------------------------------------------
def test_health_is_well_and_says_nothing_more(client):
    answer = client.get("/health/")

    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "database": "ok", "redis": "ok", "outbox": "ok"}


def test_health_says_when_ordered_work_waits_too_long(client):
    at = timezone.now() - 10 * MINUTE
    OutboxMessage.objects.create(kind="note", key="1", ordered_at=at, due_at=at)

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["outbox"]) == (503, "late")


def test_health_says_when_redis_is_away(client, monkeypatch):
    class Away:
        def set(self, *args, **kwargs):
            raise ConnectionError("10.0.0.7 refused")

    monkeypatch.setattr(health, "cache", Away())

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["redis"]) == (503, "down")
    assert "10.0.0.7" not in answer.text


def test_robots_are_kept_off_what_asks_for_a_login(client):
    text = client.get("/robots.txt").text

    assert "Disallow: /kk/accounts/" in text
    assert "Disallow: /ru/admin/" in text


# Acts --------------------------------------------------------------------------------------------
def acted(client, function):
    request = client.get("/en/accessibility/").wsgi_request
    answer = act(request, function, "It is done.", "accessibility")
    return answer, [(message.level_tag, str(message)) for message in get_messages(request)]


def test_an_act_says_that_it_is_done_and_leads_back(client):
    answer, said = acted(client, lambda: None)

    assert (answer.status_code, answer.url) == (302, "/en/accessibility/")
    assert said == [("success", "It is done.")]


def test_a_refusal_becomes_a_message(client):
    def refuse():
        raise StillMissing(["No chair."])

    answer, said = acted(client, refuse)

    assert answer.status_code == 302
    assert [level for level, _text in said] == ["error"]
    assert "No chair." in said[0][1]
