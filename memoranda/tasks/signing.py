"""Ordered work: letters to approvers and signatories, the frozen files."""

from django.utils import timezone

from agglo_portal.core import outbox

from ..letters import signing as letters
from ..models import ApprovalStep, PartySignature


@outbox.handles("send_approval_request")
def send_approval_request(payload: dict) -> None:
    steps = ApprovalStep.objects.select_related(
        "sheet__version__memorandum", "official__user", "substitute__user"
    )
    step = steps.filter(pk=payload["step"]).first()
    if step is not None:  # taken off the sheet meanwhile
        today = timezone.localdate()
        letters.send_approval_request(step, returns=payload["returns"], today=today)


@outbox.handles("send_memorandum_signing_request")
def send_signing_request(payload: dict) -> None:
    signatures = PartySignature.objects.select_related(
        "sheet__version__memorandum", "party__organisation", "party__signatory__user"
    )
    letters.send_signing_request(signatures.get(pk=payload["signature"]))
