"""Finding the record of an address among those the person may see; the invisible is 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import (
    ApprovalSheet,
    ApprovalStep,
    Clause,
    Memorandum,
    Party,
    Remark,
    SigningSheet,
    Suggestion,
)
from ..permissions import can_negotiate, can_read_approval


def find_memorandum(request, uid) -> Memorandum:
    """A text that the person may see: the register, what was sent to them, their own drafts."""
    return get_object_or_404(_visible(request).select_related("body"), uid=uid)


def find_negotiated(request, uid) -> Memorandum:
    """A text whose negotiation the person may see: of a party or of its secretariat."""
    memorandum = find_memorandum(request, uid)
    if not can_negotiate(request.user, memorandum):
        raise Http404
    return memorandum


def find_clause(request, uid) -> Clause:
    """A clause of a text whose negotiation the person may see."""
    clauses = Clause.objects.select_related("memorandum__body")
    clause = get_object_or_404(clauses, uid=uid, memorandum__in=_visible(request))
    return _negotiated(request, clause)


def find_suggestion(request, uid) -> Suggestion:
    """A suggestion in a negotiation which the person may see."""
    suggestions = Suggestion.objects.select_related(
        "memorandum__body", "clause", "party__organisation"
    )
    found = get_object_or_404(suggestions, uid=uid, memorandum__in=_visible(request))
    found.clause.memorandum = found.memorandum
    return _negotiated(request, found)


def find_remark(request, uid) -> Remark:
    """A remark in a negotiation which the person may see."""
    remarks = Remark.objects.select_related("memorandum__body", "attached")
    return _negotiated(
        request, get_object_or_404(remarks, uid=uid, memorandum__in=_visible(request))
    )


def find_party(request, uid) -> Party:
    """A party of a text whose negotiation the person may see."""
    parties = Party.objects.select_related("memorandum__body", "organisation")
    return _negotiated(
        request, get_object_or_404(parties, uid=uid, memorandum__in=_visible(request))
    )


def find_approval(request, uid) -> ApprovalSheet:
    """An approval sheet that the person may read: of their own party."""
    sheets = ApprovalSheet.objects.select_related(
        "party__organisation", "version__memorandum__body"
    )
    sheet = get_object_or_404(sheets, uid=uid, version__memorandum__in=_visible(request))
    if not can_read_approval(request.user, sheet):
        raise Http404
    return sheet


def find_step(request, uid) -> ApprovalStep:
    """A step of an approval sheet that the person may read."""
    steps = ApprovalStep.objects.select_related("sheet", "official", "substitute")
    step = get_object_or_404(steps, uid=uid)
    step.sheet = find_approval(request, step.sheet.uid)
    return step


def find_signing(request, uid) -> SigningSheet:
    """An attempt to sign: of a text one negotiates; of a public one the complete attempt."""
    sheets = SigningSheet.objects.select_related("version__memorandum__body", "file_kk", "file_ru")
    sheet = get_object_or_404(sheets, uid=uid, version__memorandum__in=_visible(request))
    if not is_for_all(sheet) and not can_negotiate(request.user, sheet.version.memorandum):
        raise Http404
    return sheet


def is_for_all(sheet: SigningSheet) -> bool:
    """Whether everybody may have its files: of the signed text that stands in the register."""
    is_complete = sheet.state == SigningSheet.State.COMPLETE
    return is_complete and sheet.version.memorandum.is_public


def _negotiated(request, record):
    if not can_negotiate(request.user, record.memorandum):
        raise Http404
    return record


def _visible(request):
    return Memorandum.objects.visible_to(request.user)
