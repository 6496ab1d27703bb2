"""Signatures: each party on exactly the shown bytes; the last one makes the memorandum signed."""

import hashlib
from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import StoredFile, User
from agglo_portal.core.rules import require_move
from councils.services.agenda import ReasonNeeded
from councils.services.minutes import DocumentDamaged, StaleBytes

from ...models import Memorandum, PartySignature, SigningSheet
from ...reports.attempts import signing_under_way, waits_for_an_earlier_one
from ...reports.reading import hash_of, version_rows
from ..attempts import end_signing, void_approvals
from ..locks import lock_memorandum
from .preparing import ask_signatories, named_by
from .proofs import REAUTHENTICATED, Proof, evidence_of
from .refusals import NotASignatory, NothingToSign, NotYourTurn


@transaction.atomic
def sign_memorandum(
    memorandum: Memorandum,
    *,
    sha256_kk: str,
    sha256_ru: str,
    by: User,
    at: datetime,
    proof: Proof = REAUTHENTICATED,
) -> PartySignature:
    """Sign both frozen files, whose hashes were shown, for one's party; give the signature.

    Name and post are kept as they are today. With the last signature the memorandum is signed,
    and not before (domain rules 26, 28, 29, 47). Refuses who is not the named signatory, who
    decided already or whose turn it is not, hashes that are not those of the stored files or of
    their bytes, a text that is no longer the agreed one, and a proof that does not hold.
    """
    memorandum = lock_memorandum(memorandum)
    sheet = _sent(memorandum)
    signature = _own_signature(sheet, by)
    require_move(signature, PartySignature.State.SIGNED)
    _require_turn(signature)
    _require_these_bytes(sheet, sha256_kk, sha256_ru)

    for name, value in named_by(signature.party).items():
        setattr(signature, name, value)
    signature.state = PartySignature.State.SIGNED
    signature.sha256_kk, signature.sha256_ru = sha256_kk, sha256_ru
    signature.method = proof.method
    signature.detached_kk, signature.detached_ru = proof.detached_kk, proof.detached_ru
    signature.evidence = evidence_of(signature, proof)
    signature.decided_by, signature.decided_at = by, at
    signature.save()
    _record("memorandum_signed", signature, by=by, at=at, sha256_kk=sha256_kk, sha256_ru=sha256_ru)
    if sheet.signatures.filter(state=PartySignature.State.WAITING).exists():
        ask_signatories(sheet, at=at)
    else:
        _complete(sheet, by=by, at=at)
    return signature


@transaction.atomic
def refuse_signing(
    memorandum: Memorandum, *, reason: str, by: User, at: datetime
) -> PartySignature:
    """Refuse to sign for one's party and say why; give the refusal.

    What others signed is void, the text goes back to negotiation and can come here again only as
    a new version; all stays on the record. Refuses who is not a signatory, who decided already,
    and no reason.
    """
    memorandum = lock_memorandum(memorandum)
    sheet = _sent(memorandum)
    signature = _own_signature(sheet, by)
    require_move(signature, PartySignature.State.REFUSED)
    if not reason.strip():
        raise ReasonNeeded

    signature.state = PartySignature.State.REFUSED
    signature.reason = reason.strip()
    signature.decided_by, signature.decided_at = by, at
    signature.save()
    end_signing(sheet, SigningSheet.State.REFUSED, reason=signature.reason, at=at)
    _back_to_negotiation(memorandum)
    _record(
        "signing_refused",
        signature,
        by=by,
        at=at,
        from_state=Memorandum.State.SIGNING,
        to_state=memorandum.state,
        reason=signature.reason,
    )
    return signature


@transaction.atomic
def withdraw_signing(
    memorandum: Memorandum, *, reason: str, by: User, at: datetime
) -> SigningSheet:
    """Take a prepared or sent text back from signature; what was signed is void, and stays.

    The text goes back to negotiation. Refuses what is not under way – also what the last party
    signed a moment ago – and no reason.
    """
    memorandum = lock_memorandum(memorandum)
    sheet = signing_under_way(memorandum)
    if sheet is None:
        raise NothingToSign
    if not reason.strip():
        raise ReasonNeeded
    before = memorandum.state
    end_signing(sheet, SigningSheet.State.CANCELLED, reason=reason.strip(), at=at)
    _back_to_negotiation(memorandum)
    journal.record(
        "signing_withdrawn",
        memorandum,
        by=by,
        at=at,
        from_state=before,
        to_state=memorandum.state,
        version=sheet.version.number,
        reason=sheet.reason,
    )
    return sheet


def _sent(memorandum: Memorandum) -> SigningSheet:
    sheet = signing_under_way(memorandum)
    if sheet is None or sheet.state != SigningSheet.State.SENT:
        raise NothingToSign
    sheet.version.memorandum = memorandum
    return sheet


def _own_signature(sheet: SigningSheet, by: User) -> PartySignature:
    """Give the signature that this person is asked for: the one still waiting, if of several."""
    own = sheet.signatures.filter(party__signatory__user=by)
    own = list(own.select_related("party__organisation").order_by("position"))
    if not own:
        raise NotASignatory
    waiting = [one for one in own if one.state == PartySignature.State.WAITING]
    signature = (waiting or own)[0]
    signature.sheet = sheet
    return signature


def _require_turn(signature: PartySignature) -> None:
    if waits_for_an_earlier_one(signature):
        before = signature.sheet.signatures.filter(state=PartySignature.State.WAITING)
        first = before.select_related("party__organisation").order_by("position").first()
        raise NotYourTurn(party=first.party)


def _require_these_bytes(sheet: SigningSheet, sha256_kk: str, sha256_ru: str) -> None:
    """Refuse unless the shown hashes are those of the frozen files and of their bytes, and the
    text they were made of is still, clause by clause, the agreed one."""
    if (sheet.file_kk.sha256, sheet.file_ru.sha256) != (sha256_kk, sha256_ru):
        raise StaleBytes
    hashes = [hash_of(row) for row in version_rows(sheet.version)]
    if hashes != sheet.clause_hashes or not (_is_whole(sheet.file_kk) and _is_whole(sheet.file_ru)):
        raise DocumentDamaged


def _is_whole(stored: StoredFile) -> bool:
    try:
        with stored.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256
    except OSError:
        return False


def _complete(sheet: SigningSheet, *, by: User, at: datetime) -> None:
    """All parties signed: the signing is complete, the memorandum signed."""
    require_move(sheet, SigningSheet.State.COMPLETE)
    sheet.state = SigningSheet.State.COMPLETE
    sheet.closed_at = at
    sheet.save(update_fields=["state", "closed_at", "updated_at"])
    memorandum = sheet.version.memorandum
    require_move(memorandum, Memorandum.State.SIGNED)
    memorandum.state = Memorandum.State.SIGNED
    memorandum.signed_at = at
    memorandum.save(update_fields=["state", "signed_at", "updated_at"])
    journal.record(
        "memorandum_signed_by_all",
        memorandum,
        by=by,
        at=at,
        from_state=Memorandum.State.SIGNING,
        to_state=memorandum.state,
        version=sheet.version.number,
    )


def _back_to_negotiation(memorandum: Memorandum) -> None:
    require_move(memorandum, Memorandum.State.NEGOTIATION)
    void_approvals(memorandum)
    memorandum.state = Memorandum.State.NEGOTIATION
    memorandum.save(update_fields=["state", "updated_at"])


def _record(event: str, signature: PartySignature, *, by: User, at: datetime, **facts) -> None:
    organisation = signature.party.organisation
    journal.record(
        event,
        signature.sheet.version.memorandum,
        by=by,
        at=at,
        version=signature.sheet.version.number,
        party_kk=organisation.name_kk,
        party_ru=organisation.name_ru,
        **facts,
    )
