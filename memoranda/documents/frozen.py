"""The frozen files: the agreed version, rendered once in kk and ru, for all parties to sign."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from agglo_portal.core import files
from agglo_portal.core.documents import render_pdf
from agglo_portal.core.rules import Refused

from ..models import SigningSheet
from ..reports.reading import hash_of, version_rows
from ..rules.hashing import version_hash
from .keeping import keep_frozen
from .naming import file_name
from .text import FOR_SIGNING, text_as_data

TEMPLATE = "memoranda/documents/document.typ"


class TextChanged(Refused):
    """What would be printed is not what the parties agreed to: nothing is made."""

    code = "frozen_text_changed"
    message = _("The text of version {version} is not the agreed one: it was not frozen.")


def store_frozen(sheet: SigningSheet, *, at: datetime) -> None:
    """Render kk and ru from the version and keep them with the signing; safe to run again.

    The hashes of all clauses are counted anew from the words that are printed: they must be those
    kept with the signing and make the version's own hash (domain rule 47), else it refuses.
    """
    if sheet.file_kk_id or sheet.state != SigningSheet.State.PREPARED:
        return
    _require_agreed_text(sheet)
    version, stored = sheet.version, {}
    for language in ("kk", "ru"):
        data = text_as_data(version, language=language, edition=FOR_SIGNING)
        pdf = render_pdf(TEMPLATE, data, language=language, title=data["title"], at=version.at)
        name = file_name(version.memorandum, "text", language, "pdf", version=version)
        stored[f"file_{language}"] = files.store_bytes(name, pdf, "application/pdf", by=None, at=at)
    keep_frozen(sheet, **stored, at=at)


def _require_agreed_text(sheet: SigningSheet) -> None:
    version = sheet.version
    rows = version_rows(version)
    hashes = [hash_of(row) for row in rows]
    numbered = [(row.number, text_hash) for row, text_hash in zip(rows, hashes, strict=True)]
    titles = (version.title_kk, version.title_ru, version.place_kk, version.place_ru)
    if (
        not rows
        or hashes != sheet.clause_hashes
        or hashes != [row.text_hash for row in rows]
        or version_hash(*titles, numbered, version.term) != version.sha256
    ):
        raise TextChanged(version=version.number)
