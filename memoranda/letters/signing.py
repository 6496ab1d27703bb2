"""Letters to those who approve inside a party, and to the signatories."""

from datetime import date

from agglo_portal.core.letters import send_letter
from agglo_portal.core.models import User

from ..models import ApprovalSheet, ApprovalStep, PartySignature


def send_approval_request(step: ApprovalStep, *, returns: int, today: date) -> None:
    """Ask the department's person, or the substitute of one who is away, for the decision.

    Sends nothing when the step no longer waits, nor to a person without an account.
    """
    sheet = step.sheet
    user = _who_decides(step, today)
    is_awaited = step.state == ApprovalStep.State.WAITING
    if user is None or not is_awaited or sheet.state != ApprovalSheet.State.OPEN:
        return
    facts = {"step": step, "sheet": sheet, "memorandum": sheet.version.memorandum}
    name = f"approval.{step.uid}.{returns}.{user.pk}"
    send_letter(
        "memoranda/letters/approval_request.txt",
        user,
        name=name,
        page=sheet.get_absolute_url,
        facts=facts,
    )


def send_signing_request(signature: PartySignature) -> None:
    """Ask a signatory for the signature on the frozen files; nothing if it no longer waits."""
    signatory = signature.party.signatory
    user = signatory.user if signatory else None
    if user is None or signature.state != PartySignature.State.WAITING:
        return
    sheet = signature.sheet
    facts = {"signature": signature, "memorandum": sheet.version.memorandum}
    name = f"memorandum_signing.{sheet.uid}.{signature.pk}"
    send_letter(
        "memoranda/letters/memorandum_signing_request.txt",
        user,
        name=name,
        page=sheet.get_absolute_url,
        facts=facts,
    )


def _who_decides(step: ApprovalStep, today: date) -> User | None:
    is_absent = step.absent_till is not None and step.absent_till >= today
    official = step.substitute if is_absent else step.official
    return official.user if official else None
