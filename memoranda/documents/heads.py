"""The head of a document: what it is, its title, place, day and number."""

import re
from datetime import date, datetime

from django.utils import timezone

from agglo_portal.core.dates import official_date

from ..models import Memorandum, Version
from .terms import TERMS


def head_of(version: Version, language: str, edition: str) -> dict:
    """Give the head of a text: mark of a draft, title in lines, place, day, number."""
    memorandum, terms = version.memorandum, TERMS[language]
    is_registered = edition == "registered"
    return {
        "language": language,
        "mark": [] if edition else [terms["draft"], terms["version"].format(n=version.number)],
        "lines": title_lines(getattr(version, f"title_{language}"), memorandum.kind, language),
        "left": getattr(version, f"place_{language}"),
        "number": memorandum.label if is_registered else "",
        "right": _signed_on(memorandum, language) if is_registered else terms["blank_day"],
    }


def plain_head(heading: str, lines: list[str], language: str) -> dict:
    """Give the head of another document: its name in capitals, and what it is about."""
    texts = [{"text": text, "is_kind": False} for text in lines if text]
    return {
        "language": language,
        "mark": [],
        "lines": [{"text": heading.upper(), "is_kind": True}, *texts],
        "left": "",
        "number": "",
        "right": "",
    }


def running_title(version: Version, language: str, edition: str) -> dict:
    """Give what stands at the foot of each page and in the properties of the file."""
    memorandum, terms = version.memorandum, TERMS[language]
    number = memorandum.label if edition == "registered" else ""
    draft = "" if edition else f" ({terms['draft'].lower()})"
    return {
        "title": getattr(version, f"title_{language}"),
        "footer": f"{terms[memorandum.kind]} {number}".strip() + draft,
        "version": terms["version"].format(n=version.number),
    }


def title_lines(title: str, kind: str, language: str) -> list[dict]:
    """Part the title as acts show it: the kind in capitals, first in Russian, last in Kazakh.

    «… бірлескен қызмет туралы / МЕМОРАНДУМ», «МЕМОРАНДУМ / о совместной деятельности …». To a
    title that does not name its kind the kind is added; a title that names it elsewhere
    («О внесении изменения в Меморандум …») stands as it is, so that the word is not said twice.
    """
    word = TERMS[language][kind]
    lines = _kind_first(title, word) if language == "ru" else _kind_last(title, word)
    return [
        {"text": text.upper() if is_kind else text, "is_kind": is_kind}
        for text, is_kind in lines
        if text
    ]


def _kind_first(title: str, word: str) -> list[tuple[str, bool]]:
    """Part a Russian title: its first word is the kind."""
    if title.casefold().startswith(word.casefold()):
        return [(word, True), (title[len(word) :].strip(), False)]
    stem = re.escape(word.rstrip("ое"))
    if re.search(rf"\b{stem}", title, re.IGNORECASE):
        return [(title, False)]
    return [(word, True), (title, False)]


def _kind_last(title: str, word: str) -> list[tuple[str, bool]]:
    """Part a Kazakh title: its last word is the kind, perhaps with a remark in brackets after."""
    stem = re.escape(word)
    found = re.fullmatch(rf"(.*?)\b({stem}\w*)(\s*\([^()]*\))?", title.strip(), re.I | re.S)
    if found:
        return [(found[1].strip(), False), (found[2], True), ((found[3] or "").strip(), False)]
    if re.search(rf"\b{stem}", title, re.IGNORECASE):
        return [(title, False)]
    return [(title, False), (word, True)]


def day_of(moment: date | datetime, language: str) -> str:
    """A day, or the day that a moment has in Kazakhstan, as acts write it."""
    return official_date(local_day(moment), language=language)


def local_day(moment: date | datetime) -> date:
    """The day that a moment has in Kazakhstan, whatever the reader's zone is."""
    if not isinstance(moment, datetime):
        return moment
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _signed_on(memorandum: Memorandum, language: str) -> str:
    return day_of(memorandum.signed_at, language)
