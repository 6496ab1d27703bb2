"""What still stands between a text and its approval, its freezing, its sending for signature.

One list serves the page, which shows it, and the service, which refuses with it.
"""

from collections import defaultdict

from django.utils.translation import gettext, ngettext

from agglo_portal.core.models import OutboxMessage

from ..models import (
    ApprovalSheet,
    Memorandum,
    Party,
    Position,
    SigningSheet,
    Suggestion,
    Version,
    VersionClause,
)
from .attempts import approval_sheets, last_signing
from .reading import current_version, hash_of, label_of, snapshot_of, version_rows

NAMED_AT_MOST = 12  # clauses in one sentence


def missing_to_open_approval(memorandum: Memorandum) -> list[str]:
    """What stands between the negotiation and the approval of the version sent last.

    Every party has agreed to every clause in these very words, no suggestion waits for an answer,
    and the secretariat holds back no change; a text that came back from approval or signing goes
    there again only as a new version (domain rules 26 and 28).
    """
    version = current_version(memorandum)
    if version is None:
        return [gettext("The text was never sent to the parties.")]
    missing = []
    if ApprovalSheet.objects.filter(version=version).exists():
        text = gettext("Version %(n)s came back from approval or signing: send a new version.")
        missing.append(text % {"n": version.number})
    if _parties(memorandum).count() < 2:
        missing.append(gettext("A memorandum needs at least two parties."))
    missing += _not_agreed(memorandum, version)
    missing += _open_suggestions(memorandum)
    if is_ahead_of(memorandum, version):
        text = gettext("The working text was changed after version %(n)s: send a new version.")
        missing.append(text % {"n": version.number})
    return missing


def missing_to_prepare_signing(memorandum: Memorandum) -> list[str]:
    """What stands between the approval and the frozen files: every sheet is approved, every party
    still stands by the same words, and each has who signs (domain rules 28 and 29)."""
    version = current_version(memorandum)
    if version is None:
        return [gettext("The text was never sent to the parties.")]
    sheets = {sheet.party_id: sheet for sheet in approval_sheets(memorandum)}
    missing = []
    for party in _parties(memorandum):
        sheet = sheets.get(party.pk)
        if sheet is None or sheet.state != ApprovalSheet.State.APPROVED:
            text = gettext("The approval sheet is not agreed: %(party)s.")
            missing.append(text % {"party": party})
        missing += missing_of_signatory(party)
    missing += _not_agreed(memorandum, version)
    if damaged_clauses(version):
        missing.append(gettext("The stored text is damaged. Tell the administrator."))
    return missing


def missing_to_send_for_signing(memorandum: Memorandum) -> list[str]:
    """What stands between the prepared text and its signers: both frozen files, and for each
    signatory a way to sign in the portal."""
    sheet = last_signing(memorandum)
    if sheet is None or sheet.state != SigningSheet.State.PREPARED:
        return [gettext("The text is not prepared for signature.")]
    missing = []
    if sheet.file_kk is None or sheet.file_ru is None:
        missing.append(_freezing(sheet))
    for party in _parties(memorandum):
        missing += missing_of_signatory(party)
        user = party.signatory.user if party.signatory else None
        if party.signatory and (user is None or not user.is_active):
            text = gettext("%(party)s: the signatory has no account in the portal.")
            missing.append(text % {"party": party})
    return missing


def missing_of_signatory(party: Party) -> list[str]:
    """What a party still owes: who signs, with post and name in both languages, and the document
    of authority of one who signs for the head (domain rule 29)."""
    if party.signatory_id is None:
        return [gettext("%(party)s: nobody is named to sign.") % {"party": party}]
    missing = []
    names = ("signatory_post_kk", "signatory_post_ru", "signatory_name_kk", "signatory_name_ru")
    if not all(getattr(party, name).strip() for name in names):
        text = gettext(
            "%(party)s: the post and the name of the signatory are not given in both languages."
        )
        missing.append(text % {"party": party})
    if party.authority == Party.Authority.DOCUMENT:
        words = party.authority_kk.strip() and party.authority_ru.strip()
        if not words or party.authority_file_id is None:
            text = gettext("%(party)s: the document of authority is not there in both languages.")
            missing.append(text % {"party": party})
    return missing


def is_ahead_of(memorandum: Memorandum, version: Version) -> bool:
    """Whether the working text says anything else than the version: words, order, title, place."""
    return snapshot_of(memorandum).sha256 != version.sha256


def damaged_clauses(version: Version) -> list[VersionClause]:
    """Give the clauses whose stored words are no longer those of their hash."""
    return [row for row in version_rows(version) if hash_of(row) != row.text_hash]


def _parties(memorandum: Memorandum):
    return memorandum.parties.select_related("organisation", "signatory__user").in_order()


def _not_agreed(memorandum: Memorandum, version: Version) -> list[str]:
    """One sentence a party: the clauses whose present words it has not agreed to."""
    rows = version_rows(version)
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for word in Position.objects.filter(party__memorandum=memorandum).current():
        if word.stance == Position.Stance.AGREES:
            said[word.party_id][word.clause_id] = word.text_hash
    missing = []
    for party in _parties(memorandum):
        open_ones = [row for row in rows if said[party.pk].get(row.clause_id) != row.text_hash]
        if open_ones:
            text = gettext("%(party)s has not agreed to: %(clauses)s.")
            missing.append(text % {"party": party, "clauses": _named(open_ones)})
    return missing


def _named(rows: list[VersionClause]) -> str:
    names = [label_of(row.kind, row.number) or str(row) for row in rows]
    more = len(names) - NAMED_AT_MOST
    if more > 0:
        text = ngettext("and %(count)s more", "and %(count)s more", more)
        names = [*names[:NAMED_AT_MOST], text % {"count": more}]
    return ", ".join(names)


def _open_suggestions(memorandum: Memorandum) -> list[str]:
    waiting = memorandum.suggestions.filter(state=Suggestion.State.OPEN).order_by("number")
    if not waiting:
        return []
    text = gettext("Suggestions wait for an answer: %(numbers)s.")
    return [text % {"numbers": ", ".join(str(one) for one in waiting)}]


def _freezing(sheet: SigningSheet) -> str:
    order = OutboxMessage.objects.filter(key=freezing_key(sheet)).first()
    if order is not None and order.state == OutboxMessage.State.FAILED:
        return gettext("The documents could not be made. Try again or tell the administrator.")
    return gettext("The documents for signature are still being made.")


def freezing_key(sheet: SigningSheet) -> str:
    """The key under which the frozen files of this signing are ordered, once."""
    return f"freeze_memorandum:{sheet.uid}"
