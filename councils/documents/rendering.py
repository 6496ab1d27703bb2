"""Renders and stores the minutes, and tells how far that is; moves no state."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from agglo_portal.core import files, journal, printable
from agglo_portal.core.documents import DOCX_TYPE, render_docx, render_pdf
from agglo_portal.core.models import JournalEntry, OutboxMessage

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


@dataclass(frozen=True)
class Rendering:
    """How far the rendering of the present version is; `message` is for the page.

    `order` is the ordered work, for `outbox.order_again` when the state is failed.
    """

    class State(StrEnum):
        WAITING = "waiting"
        RUNNING = "running"
        FAILED = "failed"
        DONE = "done"

    state: State
    message: str
    error: str = ""
    files: tuple[MinutesFile, ...] = ()
    order: OutboxMessage | None = None
    lost_characters: tuple[str, ...] = ()
    kinds: ClassVar[int] = 2  # PDF and DOCX in each language

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_under_way(self) -> bool:
        """Whether the page should look again in a few seconds."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


def rendering_of(minutes: Minutes) -> Rendering:
    """Tell how far the files of the present version are: at most three queries."""
    ready = minutes.files.filter(version=minutes.version).select_related("stored")
    ready = tuple(ready.order_by("language", "-format"))
    order = OutboxMessage.objects.filter(key=order_key(minutes)).first()
    if len(ready) == len(settings.DOCUMENT_LANGUAGES) * Rendering.kinds:
        lost = _lost(minutes)
        return Rendering(Rendering.State.DONE, _done(lost), "", ready, order, lost)
    if order is None:
        message = gettext("The documents of this version have not been ordered yet.")
        return Rendering(Rendering.State.WAITING, message, "", ready)
    if order.state == OutboxMessage.State.FAILED:
        message = gettext("The documents could not be made. Try again or tell the administrator.")
        return Rendering(Rendering.State.FAILED, message, order.error, ready, order)
    if order.attempts and order.due_at <= timezone.now():
        message = gettext("The documents are being made.")
        return Rendering(Rendering.State.RUNNING, message, "", ready, order)
    message = gettext("The documents wait for a free worker.")
    if order.error:
        message = gettext("Making the documents failed; it will be tried again by itself.")
    return Rendering(Rendering.State.WAITING, message, order.error, ready, order)


def _lost(minutes: Minutes) -> tuple[str, ...]:
    entries = JournalEntry.objects.filter(event=CHARACTERS_LOST, record_id=minutes.pk)
    entry = entries.filter(facts__version=minutes.version).first()
    return tuple(entry.facts["characters"].split()) if entry else ()


def _done(lost: tuple[str, ...]) -> str:
    if not lost:
        return gettext("The documents are ready.")
    text = gettext("The documents are ready, but these characters could not be printed: {list}")
    return text.format(list=" ".join(lost))
