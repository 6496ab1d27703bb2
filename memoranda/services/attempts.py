"""What becomes of approvals and signatures when a text goes back or is withdrawn: void, kept."""

from datetime import datetime

from agglo_portal.core.rules import require_move

from ..models import ApprovalSheet, Memorandum, PartySignature, SigningSheet


def void_approvals(memorandum: Memorandum) -> None:
    """Void the approval sheets of the version; their steps and remarks stay as they were said.

    Call it with the memorandum locked.
    """
    sheets = ApprovalSheet.objects.filter(version__memorandum=memorandum)
    for sheet in sheets.exclude(state=ApprovalSheet.State.VOID):
        require_move(sheet, ApprovalSheet.State.VOID)
        sheet.state = ApprovalSheet.State.VOID
        sheet.save(update_fields=["state", "updated_at"])


def end_signing(sheet: SigningSheet, state: str, *, reason: str, at: datetime) -> None:
    """End an attempt to sign: what was given or awaited is void, a refusal stays one (domain
    rules 26 and 28). Refuses what is complete or has ended. Call it with the memorandum locked."""
    require_move(sheet, state)
    standing = sheet.signatures.filter(
        state__in=[PartySignature.State.WAITING, PartySignature.State.SIGNED]
    )
    standing.update(state=PartySignature.State.VOID)
    sheet.state = state
    sheet.closed_at = at
    sheet.reason = reason
    sheet.save(update_fields=["state", "closed_at", "reason", "updated_at"])
