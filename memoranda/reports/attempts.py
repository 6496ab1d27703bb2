"""How far a text is on its way to being signed: its approval sheets and its signing."""

from django.db.models import Max, Min, Q

from ..models import (
    ApprovalSheet,
    ApprovalStep,
    Memorandum,
    PartySignature,
    SigningSheet,
)

AGREED = (ApprovalStep.State.AGREED, ApprovalStep.State.AGREED_WITH_REMARKS)


def approval_sheets(memorandum: Memorandum):
    """Give the approval sheets of the version sent last, in the order of the parties."""
    sheets = ApprovalSheet.objects.filter(
        version__memorandum=memorandum, version__number=memorandum.version_number
    )
    sheets = sheets.select_related("party__organisation", "version")
    return sheets.order_by("party__position", "pk")


def last_signing(memorandum: Memorandum) -> SigningSheet | None:
    """Give the last attempt to have the text signed, whatever became of it."""
    sheets = SigningSheet.objects.filter(version__memorandum=memorandum)
    sheets = sheets.select_related("version", "file_kk", "file_ru")
    return sheets.order_by("-pk").first()


def signing_under_way(memorandum: Memorandum) -> SigningSheet | None:
    """Give the signing that is prepared or sent and not yet ended."""
    sheet = last_signing(memorandum)
    State = SigningSheet.State
    return sheet if sheet and sheet.state in (State.PREPARED, State.SENT) else None


def current_stage(sheet: ApprovalSheet) -> int | None:
    """Give the stage whose turn it is: the lowest with a step that has not agreed yet."""
    return sheet.steps.exclude(state__in=AGREED).aggregate(stage=Min("stage"))["stage"]


def decided_stage(sheet: ApprovalSheet) -> int:
    """Give the last stage in which somebody has spoken; 0 if nobody has."""
    decided = sheet.steps.exclude(state=ApprovalStep.State.WAITING)
    return decided.aggregate(stage=Max("stage"))["stage"] or 0


def waits_for_an_earlier_one(signature: PartySignature) -> bool:
    """Whether a party before this one has still to sign, where the parties sign in order."""
    if not signature.sheet.version.memorandum.signs_in_order:
        return False
    before = Q(position__lt=signature.position, state=PartySignature.State.WAITING)
    return signature.sheet.signatures.filter(before).exists()
