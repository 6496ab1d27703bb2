"""Makes and keeps the files that were ordered; the same facts give the same bytes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from agglo_portal.core import journal, printable
from agglo_portal.core.documents import DOCX_TYPE, render_pdf
from agglo_portal.core.file_types import MEDIA_TYPES as KNOWN_TYPES
from agglo_portal.core.files import store_bytes

from ..models import ApprovalSheet, Memorandum, MemorandumFile, Version
from .approval_sheet import approval_sheet_as_data
from .disagreements import disagreements_as_data
from .naming import file_name
from .report import report_as_data
from .tables import xlsx_of
from .text import BOTH, side_by_side_as_data, text_as_data
from .word import docx_of

Purpose, Format = MemorandumFile.Purpose, MemorandumFile.Format
TEMPLATE = "memoranda/documents/document.typ"
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: DOCX_TYPE,
    Format.XLSX: KNOWN_TYPES[".xlsx"],
}
CHARACTERS_LOST = "memorandum_characters_lost"


@dataclass(frozen=True)
class FileSet:
    """Files that are made together: of what, for which version, which edition (see `edition` of
    the model)."""

    memorandum: Memorandum
    purpose: str
    version: Version | None = None
    edition: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        return (BOTH,) if self.purpose == Purpose.SIDE_BY_SIDE else ("kk", "ru")

    @property
    def formats(self) -> tuple[str, ...]:
        both = (Format.PDF, Format.DOCX)
        return (*both, Format.XLSX) if self.purpose == Purpose.REPORT else both

    @property
    def subject(self) -> str:
        """The first part of the edition: a party's address, a year, or what the text is for."""
        return self.edition.partition(":")[0]

    def data(self, language: str) -> dict:
        """Compose the document in the language."""
        if self.purpose == Purpose.TEXT:
            return text_as_data(self.version, language=language, edition=self.edition)
        if self.purpose == Purpose.SIDE_BY_SIDE:
            return side_by_side_as_data(self.version, edition=self.edition)
        if self.purpose == Purpose.DISAGREEMENTS:
            return disagreements_as_data(self.version, language=language)
        if self.purpose == Purpose.REPORT:
            return report_as_data(self.memorandum, year=int(self.subject), language=language)
        sheets = ApprovalSheet.objects.select_related("party__organisation", "version")
        sheet = sheets.get(version=self.version, party__uid=self.subject)
        return approval_sheet_as_data(sheet, language=language)

    def kept(self):
        """The files of the set that are there."""
        return MemorandumFile.objects.filter(
            memorandum=self.memorandum,
            purpose=self.purpose,
            version=self.version,
            edition=self.edition,
        )

    @property
    def day(self) -> datetime:
        """What stands in the files as their date: of a fact, so that it never changes."""
        if self.version is not None:
            return self.version.at
        return self.memorandum.registered_at or self.memorandum.created_at


def make_files(files: FileSet) -> None:
    """Render what is missing of the set and keep it; safe to run again."""
    there = set(files.kept().values_list("language", "format"))
    at, lost = timezone.now(), {}
    for language in files.languages:
        wanted = [kind for kind in files.formats if (language, kind) not in there]
        data = files.data(language) if wanted else {}
        for kind in wanted:
            _keep(files, language, kind, data, at)
        lost |= dict.fromkeys(printable.lost_characters(data))
    if lost and not there:
        journal.record(
            CHARACTERS_LOST,
            files.memorandum,
            by=None,
            at=at,
            purpose=files.purpose,
            edition=files.edition,
            version=files.version.number if files.version else None,
            characters=" ".join(lost),
        )


def _keep(files: FileSet, language: str, kind: str, data: dict, at: datetime) -> None:
    main = "kk" if language == BOTH else language
    if kind == Format.PDF:
        content = render_pdf(TEMPLATE, data, language=main, title=data["title"], at=files.day)
    else:
        content = (docx_of if kind == Format.DOCX else xlsx_of)(data, language=main)
    year = int(files.subject) if files.purpose == Purpose.REPORT else None
    name = file_name(
        files.memorandum, files.purpose, language, kind, version=files.version, year=year
    )
    stored = store_bytes(name, content, MEDIA_TYPES[kind], by=None, at=at)
    files.kept().create(
        memorandum=files.memorandum,
        version=files.version,
        purpose=files.purpose,
        edition=files.edition,
        language=language,
        format=kind,
        stored=stored,
    )
