"""Parts that two pages share: the files of signed minutes, who signed them, the journal."""

from django.utils.translation import get_language

from agglo_portal.core import journal

from ..models import Meeting, Minutes, MinutesFile, Signature
from ..permissions import can_read_minutes

SHOWN_ENTRIES = 30
NOTHING = {"files": [], "main_file": None, "signers": []}


def signed_minutes(user, meeting: Meeting) -> dict:
    """The files of the signed version and its signers, to those who may read the minutes.

    Nothing before the last signature: drafts have their own page.
    """
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or minutes.state != Minutes.State.COMPLETE:
        return NOTHING
    if not can_read_minutes(user, minutes):
        return NOTHING
    files = minutes.files.filter(version=minutes.version).select_related("stored")
    order = {MinutesFile.Format.PDF: 0, MinutesFile.Format.DOCX: 1}
    signed = minutes.signatures.filter(version=minutes.version, state=Signature.State.SIGNED)
    files = sorted(files, key=lambda file: (order[file.format], file.language))
    own_language = [file for file in files if file.language == get_language()]
    return {
        "files": files,
        "main_file": next(iter([*own_language, *files]), None),
        "signers": signed.select_related("participant").order_by("position", "pk"),
    }


def journal_of(*records) -> list:
    """The last entries of the journal of these records; a missing record is left out."""
    present = [record for record in records if record is not None]
    return list(journal.entries_of(*present)[:SHOWN_ENTRIES])
