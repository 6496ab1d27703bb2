"""Orders sets of files through the outbox, and tells how far they are."""

import hashlib
import json
from datetime import datetime

from agglo_portal.core import outbox, renderings
from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.renderings import Rendering

from ..models import Memorandum, MemorandumFile, Version
from .making import CHARACTERS_LOST, FileSet, Purpose

# What they say changes with the negotiation: the edition names the facts too.
CHANGING = (Purpose.DISAGREEMENTS, Purpose.APPROVAL_SHEET, Purpose.REPORT)


def files_of(
    memorandum: Memorandum, *, purpose: str, version: Version | None = None, edition: str = ""
) -> FileSet:
    """Name a set of files by what it is made of now.

    `edition`: "" or "registered" of a text, the party's uid of an approval sheet, the year of a
    report. Where facts still change a mark of them is added, so that the same facts are one set
    and new facts another; the former files stay.
    """
    files = FileSet(memorandum, purpose, version, edition)
    if purpose not in CHANGING:
        return files
    data = [files.data(language) for language in files.languages]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    return FileSet(memorandum, purpose, version, f"{edition}:{mark}")


def order_files(
    memorandum: Memorandum,
    *,
    purpose: str,
    version: Version | None = None,
    edition: str = "",
    at: datetime,
) -> OutboxMessage:
    """Promise the set of files: every language and format of it; once for the same facts.

    A set that failed is begun anew. It changes nothing of the domain: no journal.
    """
    files = files_of(memorandum, purpose=purpose, version=version, edition=edition)
    message = outbox.order(
        "make_memorandum_files",
        key=_key(files),
        at=at,
        memorandum=memorandum.pk,
        purpose=files.purpose,
        version=files.version.number if files.version else None,
        edition=files.edition,
    )
    return outbox.order_again(message, at=at)


def state_of(files: FileSet) -> Rendering:
    """Tell how far the set is: at most three queries."""
    ready = tuple(files.kept().select_related("stored").order_by("language", "-format"))
    message = OutboxMessage.objects.filter(key=_key(files)).first()
    if len(ready) == len(files.languages) * len(files.formats):
        return renderings.ready(ready, message, _lost(files))
    return renderings.on_the_way(ready, message)


def last_made(files: FileSet) -> list[MemorandumFile]:
    """Give the files of the newest set of the same subject, whatever its facts were."""
    rows = MemorandumFile.objects.filter(
        memorandum=files.memorandum,
        purpose=files.purpose,
        version=files.version,
        edition__startswith=f"{files.subject}:",
    ).select_related("stored")
    newest = rows.order_by("-pk").first()
    if newest is None:
        return []
    return list(rows.filter(edition=newest.edition).order_by("language", "-format"))


def _key(files: FileSet) -> str:
    number = files.version.number if files.version else "-"
    return f"memorandum-files:{files.memorandum.uid}:{files.purpose}:{number}:{files.edition}"


def _lost(files: FileSet) -> tuple[str, ...]:
    entries = JournalEntry.objects.filter(event=CHARACTERS_LOST, record_id=files.memorandum.pk)
    facts = {"facts__purpose": files.purpose, "facts__edition": files.edition}
    number = files.version.number if files.version else None
    entry = entries.filter(**facts, facts__version=number).first()
    return tuple(entry.facts["characters"].split()) if entry else ()
