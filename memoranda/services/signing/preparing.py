"""The way of an approved text to its signatories: frozen, then sent."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import OutboxMessage, User
from agglo_portal.core.rules import require_move, require_nothing_missing

from ...models import Memorandum, PartySignature, SigningSheet
from ...reports.attempts import signing_under_way, waits_for_an_earlier_one
from ...reports.gates_signing import (
    freezing_key,
    missing_to_prepare_signing,
    missing_to_send_for_signing,
)
from ...reports.reading import current_version, hash_of, version_rows
from ..locks import lock_memorandum
from .refusals import NothingToSign


@transaction.atomic
def prepare_signing(memorandum: Memorandum, *, by: User, at: datetime) -> SigningSheet:
    """Freeze the approved version: its clause hashes are counted anew and kept, its kk and ru
    files are ordered and made once; give the signing.

    Refuses with the list of what is missing: an approval sheet, a party's agreement, who signs
    with post and name in both languages, a document of authority (domain rules 28 and 29).
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, Memorandum.State.PREPARED)
    require_nothing_missing(missing_to_prepare_signing(memorandum))

    version = current_version(memorandum)
    hashes = [hash_of(row) for row in version_rows(version)]
    sheet = SigningSheet.objects.create(version=version, prepared_at=at, clause_hashes=hashes)
    _order_files(sheet, at=at)
    _move(memorandum, Memorandum.State.PREPARED, "signing_prepared", by=by, at=at)
    return sheet


@transaction.atomic
def freeze_again(memorandum: Memorandum, *, by: User, at: datetime) -> OutboxMessage:
    """Order the frozen files again if making them failed; what waits or is done stays.

    Refuses a text that is not prepared for signature.
    """
    memorandum = lock_memorandum(memorandum)
    sheet = signing_under_way(memorandum)
    if sheet is None or sheet.state != SigningSheet.State.PREPARED:
        raise NothingToSign
    order = _order_files(sheet, at=at)
    if order.state == OutboxMessage.State.FAILED:
        order = outbox.order_again(order, at=at)
        journal.record("freezing_repeated", memorandum, by=by, at=at, version=sheet.version.number)
    return order


@transaction.atomic
def send_for_signing(memorandum: Memorandum, *, by: User, at: datetime) -> SigningSheet:
    """Send the frozen files to every party's signatory; give the signing.

    Where the parties sign in order only the first is written to, else all. Refuses while a file
    is not made, and a signatory without an account (domain rule 47).
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, Memorandum.State.SIGNING)
    require_nothing_missing(missing_to_send_for_signing(memorandum))

    sheet = signing_under_way(memorandum)
    require_move(sheet, SigningSheet.State.SENT)
    sheet.state = SigningSheet.State.SENT
    sheet.sent_at = at
    sheet.save(update_fields=["state", "sent_at", "updated_at"])
    for party in memorandum.parties.in_order():
        PartySignature.objects.create(
            sheet=sheet, party=party, position=party.position, **named_by(party)
        )
    ask_signatories(sheet, at=at)
    _move(memorandum, Memorandum.State.SIGNING, "signing_sent", by=by, at=at)
    return sheet


def named_by(party) -> dict[str, str]:
    """Give post and name of the party's signatory as they stand today, to be kept as such."""
    return {
        "name_kk": party.signatory_name_kk,
        "name_ru": party.signatory_name_ru,
        "post_kk": party.signatory_post_kk,
        "post_ru": party.signatory_post_ru,
    }


def ask_signatories(sheet: SigningSheet, *, at: datetime) -> None:
    """Promise a letter to each whose turn it is; once each."""
    waiting = sheet.signatures.filter(state=PartySignature.State.WAITING)
    for signature in waiting.select_related("sheet__version__memorandum").order_by("position"):
        if not waits_for_an_earlier_one(signature):
            outbox.order(
                "send_memorandum_signing_request",
                key=f"memorandum_signing_request:{signature.pk}",
                at=at,
                signature=signature.pk,
            )


def _order_files(sheet: SigningSheet, *, at: datetime) -> OutboxMessage:
    return outbox.order("freeze_memorandum", key=freezing_key(sheet), at=at, sheet=sheet.pk)


def _move(memorandum: Memorandum, state: str, event: str, *, by: User, at: datetime) -> None:
    before = memorandum.state
    memorandum.state = state
    memorandum.save(update_fields=["state", "updated_at"])
    facts = {"version": memorandum.version_number}
    journal.record(event, memorandum, by=by, at=at, from_state=before, to_state=state, **facts)
