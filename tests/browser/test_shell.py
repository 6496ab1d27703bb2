"""The frame of every page, and identity, in a real browser."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.factories.core import PASSWORD
from tests.sessions import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_PAGES = [
    "/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/low-vision/",
    "/accessibility/",
]
OWN_PAGES = [
    "/accounts/second-factor/",
    "/accounts/second-factor/totp/activate/",
    "/accounts/second-factor/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
]


@pytest.fixture(autouse=True)
def _local(settings, live_server):
    """A key may be used on this machine without https."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    settings.SITE_URL = live_server.url


def title_of(path):
    return "shell" + path.strip("/").replace("/", "-")


@pytest.mark.parametrize(
    ("language", "size"),
    [("kk", WIDE), ("kk", NARROW), ("ru", NARROW), ("en", NARROW)],
    ids=["kk-wide", "kk-narrow", "ru-narrow", "en-narrow"],
)
def test_open_pages_are_in_order(watch, language, size):
    visitor = watch("visitor", language=language, size=size)

    for path in OPEN_PAGES:
        visitor.goto(path)
        visitor.look(title_of(path))


@pytest.mark.parametrize(
    ("language", "size"), [("kk", NARROW), ("ru", WIDE)], ids=["kk-narrow", "ru-wide"]
)
def test_pages_of_the_account_are_in_order(watch, client, stranger, language, size):
    person = watch("person", language=language, size=size)
    person.log_in(stranger, client)

    for path in OWN_PAGES:
        person.goto(path)
        person.look(title_of(path))


@pytest.mark.parametrize("contrast", ["white", "black", "blue"])
def test_the_low_vision_mode_is_in_order_and_goes_by_its_own_bar(watch, contrast):
    visitor = watch(f"contrast-{contrast}", size=NARROW)
    visitor.goto("/low-vision/?next=/kk/accounts/login/")
    visitor.page.check(f'input[value="{contrast}"]')
    visitor.page.click("form button.btn-primary")

    assert visitor.page.url.endswith("/kk/accounts/login/")
    assert visitor.page.get_attribute("html", "data-contrast") == contrast
    visitor.look("low-vision-login")
    visitor.goto("/")
    visitor.look("low-vision-home")
    visitor.page.click('.low-vision button[value=""]')
    assert visitor.page.get_attribute("html", "data-contrast") is None


@pytest.mark.parametrize("path", ["/kk/no-such-page/", "/ru/no-such-page/"])
def test_an_unknown_page_is_in_order(watch, path):
    visitor = watch("lost", language=path[1:3])
    visitor.page.goto(path)
    visitor.troubles.clear()  # the browser itself writes of the 404

    visitor.look("shell-404")


def test_the_keyboard_skips_to_the_content_and_closes_menus(watch, client, stranger):
    person = watch("keyboard", size=NARROW)
    person.log_in(stranger, client)
    person.goto("/accessibility/")
    page = person.page

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.focus("details.menu > summary")
    page.keyboard.press("Enter")
    assert page.is_visible("details.menu nav")
    person.look("shell-menu")
    page.keyboard.press("Escape")
    assert page.is_hidden("details.menu nav")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_every_page_can_be_used_without_scripts(chromium, live_server, stranger):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/ru/accounts/login/")
    page.fill('input[name="login"]', stranger.email)
    page.fill('input[name="password"]', PASSWORD)
    page.click("button.btn-primary")
    page.goto("/ru/accessibility/")
    page.click(".user-menu > summary")
    page.click(".user-menu form button")

    assert page.is_visible("a.enter")
    context.close()


def test_a_passkey_is_added_and_lets_in_without_a_password(watch, client, stranger):
    person = watch("passkey")
    enter(client, stranger)
    person.log_in(stranger, client)
    page = person.page
    devtools = person.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    person.goto("/accounts/second-factor/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    person.look("shell-recovery-codes")
    person.goto("/accounts/second-factor/webauthn/")
    person.look("shell-keys")
    page.click(".user-menu > summary")
    page.click(".user-menu form button")
    person.goto("/accounts/login/?next=/kk/accounts/sessions/")
    page.click("#passkey_login")
    page.wait_for_url("**/kk/accounts/sessions/")

    assert stranger.authenticator_set.filter(type="webauthn").count() == 1


def test_a_key_that_does_not_answer_is_said_on_the_page(watch):
    visitor = watch("no-key")
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    visitor.goto("/accounts/login/")
    visitor.page.evaluate(
        "() => { navigator.credentials.get ="
        " () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )

    visitor.page.click("#passkey_login")

    visitor.page.wait_for_selector("[data-passkey-error]:not([hidden])")
    visitor.look("shell-no-key")


def test_the_description_of_the_api_works_under_the_policy(watch):
    visitor = watch("api")
    visitor.page.goto("/api/docs/")
    visitor.page.wait_for_selector(".opblock")

    assert visitor.page.evaluate("window.cspViolations") == []


def test_the_registries_work_under_the_policy(watch, client, administrator):
    keeper = watch("keeper")
    keeper.log_in(administrator, client)

    for path in ("", "core/user/", f"core/user/{administrator.pk}/change/", "core/journalentry/"):
        keeper.goto(f"/admin/{path}")
        assert keeper.page.evaluate("window.cspViolations") == []
