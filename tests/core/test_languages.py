"""Three languages: addresses, the switch, the memory of the last choice."""

import pytest
from django.urls import reverse
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_address_speaks_its_language(client, language):
    answer = client.get(f"/{language}/accessibility/", headers={"Accept-Language": "de"})

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.text


def test_the_root_leads_to_kazakh_if_nothing_is_remembered_whatever_the_browser_prefers(client):
    answer = client.get("/", headers={"Accept-Language": "en-US,en"})

    assert answer.headers["Location"] == "/kk/"
    assert "Cookie" in answer.headers["Vary"]


def test_the_root_leads_to_the_language_last_visited(client):
    client.get("/ru/accessibility/")

    assert client.get("/").headers["Location"] == "/ru/"


def test_the_language_is_remembered_once_and_not_written_again(client):
    assert "django_language" in client.get("/en/").cookies
    assert "django_language" not in client.get("/en/accessibility/").cookies


def test_a_language_that_we_do_not_speak_is_not_remembered(client):
    client.cookies["django_language"] = "de"

    assert client.get("/").headers["Location"] == "/kk/"


def test_the_switch_keeps_the_page_and_its_query(client):
    page = client.get("/kk/accessibility/?a=1&b=%D2%9B").text

    for language in ("kk", "ru", "en"):
        assert f'href="/{language}/accessibility/?a=1&amp;b=%D2%9B"' in page


def test_the_current_language_is_marked_in_the_switch(client):
    page = client.get("/ru/accessibility/").text

    assert 'lang="ru" hreflang="ru" title="Русский" aria-current="true"' in page
    assert page.count('aria-current="true"') == 1


def test_other_languages_are_named_to_search_engines_kazakh_for_the_rest(client):
    page = client.get("/ru/accessibility/?page=2").text

    for code, address in [("kk", "kk"), ("ru", "ru"), ("en", "en"), ("x-default", "kk")]:
        href = f"https://portal.example.kz/{address}/accessibility/?page=2"
        assert f'<link rel="alternate" hreflang="{code}" href="{href}">' in page


def test_an_address_without_a_language_leads_to_the_page_in_the_remembered_one(client):
    client.get("/ru/")

    answer = client.get("/accessibility/?a=1")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/ru/accessibility/?a=1")


def test_an_unknown_address_without_a_language_is_not_found(client):
    assert client.get("/no-such-page/").status_code == 404


def test_a_post_to_an_address_without_a_language_is_not_repeated_elsewhere(client):
    assert client.post("/accessibility/").status_code == 404


@pytest.mark.parametrize(("said", "language"), [("ru", "ru"), ("en-GB,en;q=0.9", "en"), ("", "kk")])
def test_a_client_of_the_api_says_its_language_in_a_header(client, said, language):
    headers = {"Accept-Language": said} if said else {}

    answer = client.get("/api/v1/decisions/", headers=headers)

    assert answer.headers["Content-Language"] == language


def test_addresses_made_outside_of_a_request_have_the_language_they_are_made_in():
    with translation.override("ru"):
        assert reverse("accessibility") == "/ru/accessibility/"
