"""Signatures: each signer on exactly the shown bytes; the last one seals the decisions."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import StoredFile, User
from agglo_portal.core.rules import require_move

from ...models import Decision, Meeting, Minutes, MinutesFile, Signature
from ..agenda import ReasonNeeded
from ..locks import lock_minutes
from .refusals import DocumentDamaged, NotASigner, StaleBytes
from .routing import void_signatures


@transaction.atomic
def sign_minutes(
    minutes: Minutes, *, sha256_kk: str, sha256_ru: str, by: User, at: datetime
) -> Signature:
    """Sign the documents whose hashes were shown, in both languages; give the signature.

    With the last one the minutes are complete, the meeting has signed minutes and its decisions
    are sealed: their content is immutable from then on (domain rules 26, 28 and 47; Law No.
    370-II art. 7). Refuses who was not asked, who decided already, and hashes that are not those
    of the stored documents of this version.
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.COMPLETE)
    signature = _own_signature(minutes, by)
    require_move(signature, Signature.State.SIGNED)
    _require_these_bytes(minutes, {"kk": sha256_kk, "ru": sha256_ru})

    signature.state = Signature.State.SIGNED
    signature.decided_at = at
    signature.sha256_kk = sha256_kk
    signature.sha256_ru = sha256_ru
    signature.save()
    awaited = minutes.signatures.filter(version=minutes.version, state=Signature.State.WAITING)
    is_last = not awaited.exists()
    if is_last:
        _complete(minutes, by=by, at=at)
    journal.record(
        "minutes_signed",
        minutes,
        by=by,
        at=at,
        from_state=Minutes.State.SENT,
        to_state=minutes.state,
        version=minutes.version,
        sha256_kk=sha256_kk,
        sha256_ru=sha256_ru,
    )
    return signature


@transaction.atomic
def refuse_signature(minutes: Minutes, *, reason: str, by: User, at: datetime) -> Signature:
    """Refuse to sign and say why; what others signed of this version is void; give the refusal.

    All stays on the record. Refuses who was not asked, who decided already, and no reason.
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.REFUSED)
    signature = _own_signature(minutes, by)
    require_move(signature, Signature.State.REFUSED)
    if not reason.strip():
        raise ReasonNeeded

    signature.state = Signature.State.REFUSED
    signature.decided_at = at
    signature.reason = reason.strip()
    signature.save()
    void_signatures(minutes)
    minutes.state = Minutes.State.REFUSED
    minutes.save(update_fields=["state", "updated_at"])
    journal.record(
        "signature_refused",
        minutes,
        by=by,
        at=at,
        from_state=Minutes.State.SENT,
        to_state=minutes.state,
        version=minutes.version,
        reason=signature.reason,
    )
    return signature


def _own_signature(minutes: Minutes, by: User) -> Signature:
    signature = minutes.signatures.filter(
        version=minutes.version, participant__official__user=by
    ).first()
    if signature is None:
        raise NotASigner
    return signature


def _require_these_bytes(minutes: Minutes, shown: dict[str, str]) -> None:
    """Refuse unless the shown hashes are those of this version's documents, and of their bytes."""
    documents = minutes.files.filter(version=minutes.version, format=MinutesFile.Format.PDF)
    stored = {one.language: one.stored for one in documents.select_related("stored")}
    for language in settings.DOCUMENT_LANGUAGES:
        if language not in stored or stored[language].sha256 != shown[language]:
            raise StaleBytes
        if not _is_whole(stored[language]):
            raise DocumentDamaged


def _is_whole(stored: StoredFile) -> bool:
    try:
        with stored.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256
    except OSError:
        return False


def _complete(minutes: Minutes, *, by: User, at: datetime) -> None:
    """All signed: the minutes are complete, the meeting moves on, its decisions are sealed."""
    minutes.state = Minutes.State.COMPLETE
    minutes.completed_at = at
    minutes.save(update_fields=["state", "completed_at", "updated_at"])
    meeting = minutes.meeting
    require_move(meeting, Meeting.State.MINUTES_SIGNED)
    meeting.state = Meeting.State.MINUTES_SIGNED
    meeting.save(update_fields=["state", "updated_at"])
    for decision in Decision.objects.filter(item__meeting=meeting).order_by("pk"):
        decision.sealed_at = at
        decision.save(update_fields=["sealed_at", "updated_at"])
    journal.record(
        "meeting_minutes_signed",
        meeting,
        by=by,
        at=at,
        from_state=Meeting.State.CLOSED,
        to_state=meeting.state,
        version=minutes.version,
    )
