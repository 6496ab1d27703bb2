"""The second factor: who needs it, how it is set up, what it protects; sessions."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from agglo_portal.core.models import ApiToken
from tests.factories.core import PASSWORD
from tests.second_factor import SECRET, code_of
from tests.sessions import enter

pytestmark = pytest.mark.django_db
PAGE = "/kk/accounts/sessions/"  # any page that asks for a login


def log_in(client, email):
    return client.post("/kk/accounts/login/", {"login": email, "password": PASSWORD})


@pytest.fixture
def asked_for(settings):
    settings.SECRETARIAT_TWO_FACTOR_REQUIRED = True


@pytest.mark.parametrize("address", ["/kk/desk/", "/kk/", PAGE])
def test_the_secretariat_is_led_to_set_up_a_second_factor(
    client, asked_for, body, secretary, address
):
    client.force_login(secretary)

    assert client.get(address).headers["Location"] == "/kk/accounts/second-factor/"


def test_the_way_to_set_it_up_is_open(client, asked_for, body, secretary):
    enter(client, secretary)

    for name in ("", "totp/activate/", "webauthn/add/"):
        assert client.get(f"/kk/accounts/second-factor/{name}").status_code == 200
    assert client.post("/kk/accounts/logout/").status_code == 302


def test_the_api_says_it_with_a_code(client, asked_for, body, secretary):
    client.force_login(secretary)

    answer = client.get("/api/v1/decisions/")

    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_missing")


def test_a_key_made_before_is_no_way_round_the_second_factor(client, asked_for, body, secretary):
    _token, key = ApiToken.objects.create(secretary, name="тест")
    headers = {"Authorization": f"Token {key}"}

    answer = client.get("/api/v1/decisions/", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_missing")

    TOTP.activate(secretary, SECRET)
    assert client.get("/api/v1/decisions/", headers=headers).status_code == 200


def test_with_a_second_factor_the_secretariat_goes_on(client, asked_for, body, secretary):
    TOTP.activate(secretary, SECRET)
    client.force_login(secretary)

    assert client.get(PAGE).status_code == 200


def test_members_may_do_without(client, asked_for, body, member):
    client.force_login(member)

    assert client.get(PAGE).status_code == 200


def test_administrators_need_one_too(client, asked_for, administrator):
    client.force_login(administrator)

    assert client.get("/kk/admin/").headers["Location"] == "/kk/accounts/second-factor/"


def test_the_setting_switches_the_demand_off(client, body, secretary):
    client.force_login(secretary)

    assert client.get(PAGE).status_code == 200


def test_an_app_is_switched_on_by_its_first_code_and_gives_recovery_codes(client, stranger):
    enter(client, stranger)
    page = client.get("/kk/accounts/second-factor/totp/activate/")
    secret = page.context["form"].secret

    answer = client.post(page.request["PATH_INFO"], {"code": code_of(secret)})

    assert answer.headers["Location"] == "/kk/accounts/second-factor/recovery-codes/"
    assert len(client.get(answer.headers["Location"]).context["unused_codes"]) == 10


def test_with_an_app_the_password_alone_does_not_let_in(client, stranger):
    TOTP.activate(stranger, SECRET)

    answer = log_in(client, stranger.email)
    assert answer.headers["Location"] == "/kk/accounts/second-factor/authenticate/"
    assert client.get(PAGE).status_code == 302
    client.post(answer.headers["Location"], {"code": code_of()})

    assert client.get(PAGE).status_code == 200


def test_sessions_are_listed_and_the_others_can_be_ended(client, stranger):
    other = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) AppleWebKit Safari/604.1"})
    for browser in (other, client):
        log_in(browser, stranger.email)
    assert "Safari, iPhone" in client.get(PAGE).text

    client.post(PAGE)

    assert other.get(PAGE).status_code == 302
    assert client.get(PAGE).status_code == 200
