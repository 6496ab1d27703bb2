"""The way of a negotiated text into approval, and back when it must be negotiated again."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import MoveRefused, require_move, require_nothing_missing
from councils.services.agenda import ReasonNeeded

from ...models import ApprovalSheet, Memorandum
from ...reports.gates_signing import missing_to_open_approval
from ...reports.reading import current_version
from ..attempts import void_approvals
from ..locks import lock_memorandum


@transaction.atomic
def open_approval(memorandum: Memorandum, *, by: User, at: datetime) -> Memorandum:
    """Begin the approval of the version sent last: an approval sheet for each party.

    Refuses with the list of what is open: clauses without the agreement of every party to these
    very words, unanswered suggestions, changes that were not sent (domain rule 28).
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, Memorandum.State.APPROVAL)
    require_nothing_missing(missing_to_open_approval(memorandum))

    version = current_version(memorandum)
    parties = list(memorandum.parties.in_order())
    ApprovalSheet.objects.bulk_create(
        ApprovalSheet(party=party, version=version) for party in parties
    )
    _move(
        memorandum,
        Memorandum.State.APPROVAL,
        "approval_opened",
        by=by,
        at=at,
        version=version.number,
        parties=len(parties),
    )
    return memorandum


@transaction.atomic
def return_to_negotiation(
    memorandum: Memorandum, *, reason: str, by: User, at: datetime
) -> Memorandum:
    """Take the text back from approval to the parties; its sheets are void, and stay.

    What follows is a new version. Refuses what is not under approval, and no reason.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.state != Memorandum.State.APPROVAL:
        # From signing the way back is another: the signing is refused or withdrawn.
        raise MoveRefused(
            current=memorandum.get_state_display(), wanted=Memorandum.State.NEGOTIATION.label
        )
    if not reason.strip():
        raise ReasonNeeded
    void_approvals(memorandum)
    _move(
        memorandum,
        Memorandum.State.NEGOTIATION,
        "approval_ended",
        by=by,
        at=at,
        version=memorandum.version_number,
        reason=reason.strip(),
    )
    return memorandum


def _move(memorandum: Memorandum, state: str, event: str, *, by, at: datetime, **facts) -> None:
    before = memorandum.state
    memorandum.state = state
    memorandum.save(update_fields=["state", "updated_at"])
    journal.record(event, memorandum, by=by, at=at, from_state=before, to_state=state, **facts)
