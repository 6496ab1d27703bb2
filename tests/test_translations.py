"""Kazakh and Russian are complete: every text a person reads exists in both (domain rule 39)."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

LANGUAGES = ["kk", "ru"]
SOURCES = ["agglo_portal", "councils", "memoranda", "schemes", "templates", "static", "locale"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
IS_LATIN = re.compile(r"^[\x00-\x7f]*[a-z]{3,} [a-z]{3,}[\x00-\x7f]*$")


def catalogue(language: str) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES/django.po"


@pytest.fixture(scope="module", params=LANGUAGES)
def translated(request, tmp_path_factory):
    """The compiled catalogue of a language: msgid → text."""
    compiled = tmp_path_factory.mktemp("mo") / "django.mo"
    subprocess.run(["msgfmt", "--check", "-o", compiled, catalogue(request.param)], check=True)
    with compiled.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)


@pytest.mark.slow
def test_no_text_of_the_portal_lacks_kazakh_or_russian(tmp_path):
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    collect = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete"]
    for language in LANGUAGES:
        collect += ["--locale", language]
    subprocess.run(collect, cwd=tmp_path, check=True, capture_output=True)

    for language in LANGUAGES:
        fresh = tmp_path / "locale" / language / "LC_MESSAGES/django.po"
        for kind in ("--untranslated", "--only-fuzzy"):
            found = subprocess.run(
                ["msgattrib", "--no-obsolete", kind, fresh],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            assert "msgid" not in found.partition("\n\n")[2], f"{language} {kind}:\n{found}"


def test_a_translation_fills_in_the_same_facts(translated):
    wrong = []
    for key, text in translated.items():
        msgid = key[0] if isinstance(key, tuple) else key
        if isinstance(key, tuple) or not msgid:
            continue  # plural forms may word a number
        if set(PLACEHOLDER.findall(msgid)) != set(PLACEHOLDER.findall(text)):
            wrong.append((msgid, text))

    assert not wrong


def test_no_english_sentence_stands_in_the_place_of_a_translation(translated):
    left = [
        text
        for key, text in translated.items()
        if text and IS_LATIN.match(text) and key == text and not isinstance(key, tuple)
    ]

    assert not left
