"""What protects the portal where it is served: settings of production, headers, cookies, CSP."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
starts_django_anew = pytest.mark.slow  # two seconds each: settings are read once a process
PRODUCTION = {
    "DEBUG": "false",
    "DEMO": "false",
    "SITE_URL": "https://portal.example.kz",
    "ALLOWED_HOSTS": "portal.example.kz",
    "SECRET_KEY": "n7-Kq2!vT9xW4rZ8pL3mB6cY1dF5gH0jS-aE_uQ7oI2tN9wX4kV",
    "SECRETARIAT_TWO_FACTOR_REQUIRED": "",
}
VISIT = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
settings.STORAGES = settings.STORAGES | {"staticfiles": {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
host = sys.argv[3] if len(sys.argv) > 3 else "portal.example.kz"
answer = Client(headers={"host": host}).get(sys.argv[1], secure=sys.argv[2] == "https")
cookies = {name: dict(morsel) for name, morsel in answer.cookies.items()}
print(json.dumps([answer.status_code, dict(answer.headers), cookies]))
"""


def in_production(*command, **more):
    """Run a command of the project with the environment of production."""
    variables = {name: value for name, value in PRODUCTION.items() if value}
    not_kept = {*PRODUCTION, "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the journeys of this run set the last
    kept = {name: value for name, value in os.environ.items() if name not in not_kept}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | variables | {"DJANGO_SETTINGS_MODULE": "agglo_portal.settings"} | more,
        capture_output=True,
        text=True,
        timeout=120,
    )


def visit(path, scheme="https", host="portal.example.kz"):
    done = in_production("-c", VISIT, path, scheme, host)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def page():
    """Status, headers and cookies of a public page in production."""
    return visit("/kk/accounts/login/")


# Settings ----------------------------------------------------------------------------------------
@starts_django_anew
def test_the_deployment_check_has_nothing_to_say():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout + done.stderr


@starts_django_anew
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL"])
def test_the_start_stops_and_names_a_variable_that_is_not_set(name):
    done = in_production("manage.py", "check", **{name: ""})

    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


@starts_django_anew
def test_passwords_are_hashed_with_argon2_and_the_secretariat_needs_a_second_factor():
    done = in_production(
        "-c",
        "from django.conf import settings as s;"
        "print(s.PASSWORD_HASHERS[0], s.SECRETARIAT_TWO_FACTOR_REQUIRED)",
    )

    assert done.stdout.split() == [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "True",
    ]


@starts_django_anew
@pytest.mark.parametrize("command", ["load_demo", "demo_accounts", "load_demo_councils"])
def test_the_demo_refuses_to_come_into_production(command):
    done = in_production("manage.py", command)

    assert done.returncode != 0
    assert "not for production" in done.stderr


# Headers and cookies -----------------------------------------------------------------------------
@starts_django_anew
def test_the_policy_of_content_lets_nothing_in_but_our_own_files(page):
    policy = dict(
        part.strip().split(" ", 1) for part in page[1]["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["base-uri"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in page[1]["Content-Security-Policy"]
    assert "http" not in page[1]["Content-Security-Policy"]


@starts_django_anew
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_a_page_is_sent_with_safe_headers(page, header, value):
    assert page[1][header] == value


@starts_django_anew
def test_a_page_may_not_use_camera_place_or_payments(page):
    for name in ("camera", "geolocation", "microphone", "payment"):
        assert f"{name}=()" in page[1]["Permissions-Policy"]


@starts_django_anew
def test_cookies_travel_by_https_only_and_are_kept_from_scripts(page):
    assert set(page[2]) == {"csrftoken", "django_language"}
    for cookie in page[2].values():
        assert cookie["secure"] is True
        assert cookie["samesite"] == "Lax"
    assert page[2]["django_language"]["httponly"] is True


@starts_django_anew
def test_http_leads_to_https():
    status, headers, _cookies = visit("/kk/accessibility/", "http")

    assert (status, headers["Location"]) == (301, "https://portal.example.kz/kk/accessibility/")


@starts_django_anew
def test_another_host_is_not_answered_for():
    assert visit("/kk/accessibility/", host="evil.example.org")[0] == 400


@starts_django_anew
@pytest.mark.parametrize("path", ["/api/docs/", "/kk/admin/", "/kk/no-such-page/", "/robots.txt"])
def test_every_answer_has_the_policy(path):
    assert "script-src 'self'" in visit(path)[1]["Content-Security-Policy"]


# Templates ---------------------------------------------------------------------------------------
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE
    ),
    "a file of another host": re.compile(
        r"""<(?:script|link|img|iframe|source)[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//(?!\{)""",
        re.IGNORECASE,
    ),
}


def html_of(path):
    """The markup of a template, without its comments and tags."""
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text("utf-8"), flags=re.S)
    return re.sub(r"{%.*?%}", "", text)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    guilty = [
        str(path.relative_to(ROOT)) for path in TEMPLATES if FORBIDDEN[what].search(html_of(path))
    ]

    assert guilty == []
