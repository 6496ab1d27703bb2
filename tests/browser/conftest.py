"""Chromium for the journeys: every page is watched while it is used.

A journey fails on a request to another host, on a CSP violation, on an error in the console, on a
script error, and where `look()` finds a violation of WCAG 2.2 AA or a page wider than the screen.
Pictures are kept under var/shots for looking at.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from tests.sessions import enter

BASE_DIR = Path(__file__).resolve().parents[2]
SHOTS = BASE_DIR / "var/shots"
AXE = (BASE_DIR / "node_modules/axe-core/axe.min.js").read_text()
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUN_AXE = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
  });
  return found.violations.map(v => v.id + ": " + v.help + " "
    + v.nodes.slice(0, 5).map(n => n.target.join(" ") + " " + n.failureSummary).join(" | "));
}"""
WATCH_CSP = """
window.cspViolations = [];
document.addEventListener("securitypolicyviolation", e =>
  window.cspViolations.push(e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile));
"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Playwright's own event loop lives in this thread; the ORM is used between its calls, not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


class Watched:
    """One person's browser: a page that is watched, and what was found on it."""

    def __init__(self, browser, base: str, *, name: str, language: str, size: dict):
        self.name, self.language, self.base = name, language, base
        self.troubles: list[str] = []
        self.context = browser.new_context(viewport=size, base_url=base, locale="kk-KZ")
        self.context.add_init_script(WATCH_CSP)
        self.context.route("**/*", self._only_home)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        self.page.on("console", self._console)
        self.page.on("response", self._response)

    def _only_home(self, route):
        address = urlsplit(route.request.url)
        if address.scheme.startswith("chrome"):  # the browser's own viewer of PDF
            route.continue_()
        elif address.netloc not in (urlsplit(self.base).netloc, ""):
            self.troubles.append(f"a request to another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def _console(self, message):
        # htmx also says it when a page is left while a renewal is under way: no harm.
        if message.type == "error" and not message.text.startswith("htmx:"):
            self.troubles.append(f"console: {message.text} ({self.page.url})")

    def _response(self, response):
        if response.status >= 500:
            self.troubles.append(f"{response.status}: {response.url}")

    def log_in(self, user, client=None):
        """Enter with a session that has just been authenticated, of a client of one's own."""
        client = client or Client()
        enter(client, user)
        self.context.add_cookies(
            [
                {
                    "name": django_settings.SESSION_COOKIE_NAME,
                    "value": client.session.session_key,
                    "url": self.base,
                }
            ]
        )

    def goto(self, path: str):
        self.page.goto(f"/{self.language}{path}")

    def open(self, path: str, title: str):
        """Go there and look."""
        self.goto(path)
        self.look(title)

    def act(self, ending: str, *, within: str = "/", button: str = "button"):
        """Press the button of the form whose address ends so, and wait for the answer."""
        form = f"form[action*='{within}'][action$='{ending}']"
        self._send(self.page.locator(f"{form} {button}").first)

    def enter_from_paper(self, choice: str):
        """Open the first person who is waited for and enter this vote."""
        self.page.locator("details.enter summary").first.click()
        self._send(self.page.locator(f"details.enter[open] button[value='{choice}']").first)

    def _send(self, button):
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            button.click()
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("() => !document.querySelector('.htmx-request')")

    def look(self, title: str):
        """Keep a picture, and fail on what axe, the CSP or the width of the screen say."""
        width = self.page.viewport_size["width"]
        SHOTS.mkdir(parents=True, exist_ok=True)
        name = f"{title}-{self.name}-{self.language}-{width}.png"
        self.page.screenshot(path=SHOTS / name, full_page=True)
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE)
        found += self.page.evaluate("window.cspViolations")
        if self.page.evaluate(TOO_WIDE) > 0:
            found.append("the page is wider than the screen")
        self.troubles += [f"{name} ({self.page.url}): {trouble}" for trouble in found]


@pytest.fixture
def watch(chromium, live_server):
    """A function that opens a watched browser for a person; troubles fail the test at its end."""
    opened: list[Watched] = []

    def open_for(name: str, *, language="kk", size=WIDE) -> Watched:
        watched = Watched(chromium, live_server.url, name=name, language=language, size=size)
        opened.append(watched)
        return watched

    yield open_for
    troubles = []
    for watched in opened:
        troubles += watched.troubles
        watched.context.close()
    assert not troubles, "\n".join(troubles)
