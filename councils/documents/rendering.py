"""Renders and stores the minutes, and tells how far that is; moves no state."""

from datetime import datetime
from itertools import product

from django.conf import settings
from django.utils import timezone

from agglo_portal.core import files, journal, printable, renderings
from agglo_portal.core.documents import DOCX_TYPE, render_docx, render_pdf
from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.renderings import Rendering

from ..models import Minutes, MinutesFile
from .minutes import minutes_as_data

PDF, DOCX = MinutesFile.Format.PDF, MinutesFile.Format.DOCX
MEDIA_TYPES = {PDF: "application/pdf", DOCX: DOCX_TYPE}
CHARACTERS_LOST = "minutes_characters_lost"


def order_key(minutes: Minutes) -> str:
    """The key under which the rendering of this version is ordered, once."""
    return f"minutes:{minutes.uid}:v{minutes.version}"


def store_minutes(minutes: Minutes, *, version: int) -> None:
    """Render one version in kk and ru, as PDF and DOCX, and keep the files; safe to run again.

    A version that was overtaken meanwhile is left alone: its successor is ordered already. The
    date in the files is that of the closing of the meeting, so the bytes depend on facts alone.
    """
    if minutes.version != version:
        return
    data = {lang: minutes_as_data(minutes, language=lang) for lang in settings.DOCUMENT_LANGUAGES}
    if not Minutes.objects.filter(pk=minutes.pk, version=version).exists():
        return  # the wording changed while it was read
    at = timezone.now()
    is_new = not minutes.files.filter(version=version).exists()
    for language, kind in product(settings.DOCUMENT_LANGUAGES, (PDF, DOCX)):
        if minutes.files.filter(version=version, language=language, format=kind).exists():
            continue
        content = _render(kind, data[language], language, _date_of(minutes))
        stored = files.store_bytes(
            _file_name(minutes, language, kind), content, MEDIA_TYPES[kind], by=None, at=at
        )
        MinutesFile.objects.create(
            minutes=minutes, version=version, language=language, format=kind, stored=stored
        )
    lost = printable.lost_characters(data)
    if lost and is_new:
        facts = {"version": version, "characters": " ".join(lost)}
        journal.record(CHARACTERS_LOST, minutes, by=None, at=at, **facts)


def _render(kind: str, data: dict, language: str, at: datetime) -> bytes:
    if kind == PDF:
        template = "councils/documents/minutes.typ"
        return render_pdf(template, data, language=language, title=data["title"], at=at)
    template = "councils/documents/minutes.docx"
    return render_docx(template, data, language=language, title=data["title"])


def _date_of(minutes: Minutes) -> datetime:
    return minutes.meeting.closed_at or minutes.created_at


def _file_name(minutes: Minutes, language: str, kind: str) -> str:
    """A name that says in a folder of downloads what it is: hattama-3-2026-v1-kk.pdf."""
    meeting = minutes.meeting
    word = {"kk": "hattama", "ru": "protokol"}[language]
    number = meeting.number.replace("/", "-")
    return f"{word}-{number}-{meeting.year}-v{minutes.version}-{language}.{kind}"


def rendering_of(minutes: Minutes) -> Rendering:
    """Tell how far the files of the present version are: at most three queries."""
    ready = minutes.files.filter(version=minutes.version).select_related("stored")
    ready = tuple(ready.order_by("language", "-format"))
    order = OutboxMessage.objects.filter(key=order_key(minutes)).first()
    if len(ready) == len(settings.DOCUMENT_LANGUAGES) * len(MEDIA_TYPES):
        return renderings.ready(ready, order, _lost(minutes))
    return renderings.on_the_way(ready, order)


def _lost(minutes: Minutes) -> tuple[str, ...]:
    entries = JournalEntry.objects.filter(event=CHARACTERS_LOST, record_id=minutes.pk)
    entry = entries.filter(facts__version=minutes.version).first()
    return tuple(entry.facts["characters"].split()) if entry else ()
