"""Documents: PDF by Typst, DOCX by docxtpl, of the same data; knows no domain.

Data are data: they reach Typst as JSON and Word's template as escaped values, so nothing that a
person types becomes markup or runs. Never render before forking: a compile in the parent makes any
compile in the child hang; the worker uses threads.
"""

import io
import json
import logging
import threading
import zipfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from . import printable

log = logging.getLogger(__name__)

ARCHIVAL_AND_ACCESSIBLE = ["a-2a", "ua-1"]  # PDF/A-2a and PDF/UA-1 in one file
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
TITLE_LENGTH = 300
REMEMBERED_COMPILATIONS = 10  # by Typst, of all threads together
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP member can have


def templates_folder() -> Path:
    """The root of all templates; a document can read nothing outside it."""
    return settings.BASE_DIR / "templates"


def render_pdf(template: str, data: dict, *, language: str, title: str, at: datetime) -> bytes:
    """Render a Typst template with data as an archival, tagged PDF.

    `at` stands in the file as its date: the same input gives the same bytes, on any machine.
    Characters that the fonts lack become “�” (`printable.lost_characters` names them).
    """
    try:
        return _compile(template, printable.clean(data), language, title, at)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        log.warning("%s: only plain letters are kept: %s", template, error.message)
        return _compile(template, printable.clean(data, plain=True), language, title, at)


def _compile(template: str, data: dict, language: str, title: str, at: datetime) -> bytes:
    inputs = _inputs(data, language, title)
    try:
        return _own.compiler.compile(
            input=str(templates_folder() / template),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=ARCHIVAL_AND_ACCESSIBLE,
            timestamp=int(at.timestamp()),
        )
    finally:
        _forget()


def _inputs(data: dict, language: str, title: str) -> dict[str, str]:
    data = printable.break_long_words(data)
    return {
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "language": language,
        "title": printable.clean(title, plain=True)[:TITLE_LENGTH],
    }


def render_png(
    template: str, data: dict, *, language: str, title: str, at: datetime, ppi: int
) -> bytes:
    """Render the first page of a Typst template as a picture; a sign without a letter is a box."""
    try:
        pages = _own.compiler.compile(
            input=str(templates_folder() / template),
            format="png",
            ppi=ppi,
            sys_inputs=_inputs(printable.clean(data), language, title),
            timestamp=int(at.timestamp()),
        )
        return pages[0] if isinstance(pages, list) else pages
    finally:
        _forget()


def _forget() -> None:
    """Let Typst's memory of this document go: it keeps what the last compilations computed.

    Ten empty ones push it out: some 8 ms instead of 300 MB after many minutes of 60 pages.
    """
    for _empty in range(REMEMBERED_COMPILATIONS):
        _own.compiler.compile(input=b"", format="pdf", sys_inputs=None, timestamp=0)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The installed font package, and for rare signs the fonts inside Typst; never the machine's
    own: they would change the output."""
    folders = [str(folder) for folder in [*printable.font_folders(), printable.sans_folder()]]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


class _Own(threading.local):
    """A compiler for each thread: a shared one refuses to work twice at a time."""

    def __init__(self):
        self.compiler = typst.Compiler(root=str(templates_folder()), font_paths=_fonts())


_own = _Own()


def render_docx(template: str, data: dict, *, language: str, title: str = "") -> bytes:
    """Render a Word template with the same data; the same input gives the same bytes.

    The template runs in a sandbox and escapes every value.
    """
    document = DocxTemplate(templates_folder() / template)
    environment = SandboxedEnvironment(autoescape=True)
    document.render(printable.clean(data), environment, autoescape=True)
    set_language(document.docx, LOCALES[language])
    document.docx.core_properties.language = LOCALES[language]
    document.docx.core_properties.title = printable.clean(title)[:TITLE_LENGTH]
    output = io.BytesIO()
    document.save(output)
    return without_clock(output.getvalue())


def set_language(docx, locale: str) -> None:
    """Tell Word in which language the text is, for spelling and for screen readers."""
    for mark in docx.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), locale)


def without_clock(docx: bytes) -> bytes:
    """Pack the members anew with one fixed time, so that the bytes depend on the content alone."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            copy = zipfile.ZipInfo(member.filename, ZIP_EPOCH)
            copy.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(copy, source.read(member))
    return output.getvalue()
