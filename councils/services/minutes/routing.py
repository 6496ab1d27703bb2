"""The way of the minutes to their signers: prepared, sent, taken back, revised."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move, require_nothing_missing

from ...models import Minutes, Signature
from ...requisites import missing_to_prepare, missing_to_send, signers_of
from ..agenda import ReasonNeeded
from ..locks import lock_minutes
from .wording import order_documents


@transaction.atomic
def prepare_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Freeze the wording of a draft for signature; its documents are ordered if they were not.

    Refuses with the list of the requisites that are missing (domain rule 19).
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.PREPARED)
    require_nothing_missing(missing_to_prepare(minutes))

    minutes.prepared_at = at
    order_documents(minutes, at=at)
    _move(minutes, Minutes.State.PREPARED, "minutes_prepared", by=by, at=at)
    return minutes


@transaction.atomic
def send_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Send prepared minutes to who presided and to the secretary, each asked by a letter.

    Refuses while a document of this version is not rendered, and a signer without an account.
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.SENT)
    require_nothing_missing(missing_to_send(minutes))

    minutes.sent_at = at
    for position, signer in enumerate(signers_of(minutes.meeting), start=1):
        signature = Signature.objects.create(
            minutes=minutes, version=minutes.version, participant=signer, position=position
        )
        outbox.order(
            "send_signing_request",
            key=f"signing_request:{signature.pk}",
            at=at,
            signature=signature.pk,
        )
    _move(minutes, Minutes.State.SENT, "minutes_sent", by=by, at=at)
    return minutes


@transaction.atomic
def withdraw_minutes(minutes: Minutes, *, reason: str, by: User, at: datetime) -> Minutes:
    """Take sent minutes back from signature; signatures given so far are void, and stay.

    Refuses what is not out for signature – also what the last signer signed a moment ago – and
    a withdrawal without a reason.
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.CANCELLED)
    if not reason.strip():
        raise ReasonNeeded
    void_signatures(minutes)
    _move(
        minutes,
        Minutes.State.CANCELLED,
        "minutes_withdrawn",
        by=by,
        at=at,
        reason=reason.strip(),
    )
    return minutes


@transaction.atomic
def revise_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Make prepared, refused or withdrawn minutes a draft again: the next version, rendered anew.

    The version before keeps its files and its signatures on the record (domain rule 26). Refuses
    what is out for signature, and what is signed: that is immutable.
    """
    minutes = lock_minutes(minutes)
    require_move(minutes, Minutes.State.DRAFT)
    minutes.version += 1
    minutes.prepared_at = minutes.sent_at = None
    order_documents(minutes, at=at)
    _move(minutes, Minutes.State.DRAFT, "minutes_revised", by=by, at=at)
    return minutes


def void_signatures(minutes: Minutes) -> None:
    """Void what was given or awaited on this version; a refusal stays a refusal."""
    standing = minutes.signatures.filter(
        version=minutes.version, state__in=[Signature.State.WAITING, Signature.State.SIGNED]
    )
    standing.update(state=Signature.State.VOID)


def _move(minutes: Minutes, state: str, event: str, *, by: User, at: datetime, **facts) -> None:
    before = minutes.state
    minutes.state = state
    minutes.save(update_fields=["state", "version", "prepared_at", "sent_at", "updated_at"])
    journal.record(
        event,
        minutes,
        by=by,
        at=at,
        from_state=before,
        to_state=state,
        version=minutes.version,
        **facts,
    )
