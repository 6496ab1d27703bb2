"""Who comes first, works first: the memorandum's row is the lock of all that belongs to it."""

from ..models import (
    ApprovalSheet,
    ApprovalStep,
    Clause,
    Memorandum,
    Obligation,
    Party,
    Progress,
    SigningSheet,
    Suggestion,
)


def lock_memorandum(memorandum: Memorandum | int) -> Memorandum:
    """Lock the memorandum until the transaction ends and give it as it is now, with its body."""
    pk = getattr(memorandum, "pk", memorandum)
    rows = Memorandum.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=pk)


def lock_clause(clause: Clause) -> Clause:
    """Lock the clause's memorandum and give the clause as it is now."""
    memorandum = lock_memorandum(clause.memorandum_id)
    now = Clause.objects.select_related("parent").get(pk=clause.pk)
    now.memorandum = memorandum
    return now


def lock_party(party: Party) -> Party:
    """Lock the party's memorandum and give the party as it is now."""
    memorandum = lock_memorandum(party.memorandum_id)
    now = Party.objects.select_related("organisation").get(pk=party.pk)
    now.memorandum = memorandum
    return now


def lock_suggestion(suggestion: Suggestion) -> Suggestion:
    """Lock the suggestion's memorandum and give the suggestion as it is now."""
    memorandum = lock_memorandum(suggestion.memorandum_id)
    now = Suggestion.objects.select_related("clause", "party__organisation").get(pk=suggestion.pk)
    now.memorandum = now.clause.memorandum = memorandum
    return now


def lock_approval(sheet: ApprovalSheet) -> ApprovalSheet:
    """Lock the memorandum of the approval sheet and give the sheet as it is now."""
    memorandum = lock_memorandum(sheet.party.memorandum_id)
    now = ApprovalSheet.objects.select_related("party__organisation", "version").get(pk=sheet.pk)
    now.party.memorandum = now.version.memorandum = memorandum
    return now


def lock_step(step: ApprovalStep) -> ApprovalStep:
    """Lock the memorandum of the step and give the step as it is now, with its sheet."""
    sheet = lock_approval(step.sheet)
    now = ApprovalStep.objects.get(pk=step.pk)
    now.sheet = sheet
    return now


def lock_signing(sheet: SigningSheet) -> SigningSheet:
    """Lock the memorandum of the signing and give the signing as it is now."""
    memorandum = lock_memorandum(sheet.version.memorandum_id)
    now = SigningSheet.objects.select_related("version").get(pk=sheet.pk)
    now.version.memorandum = memorandum
    return now


def lock_obligation(obligation: Obligation) -> Obligation:
    """Lock the obligation's memorandum and give the obligation as it is now."""
    memorandum = lock_memorandum(obligation.memorandum_id)
    now = Obligation.objects.select_related("executor").get(pk=obligation.pk)
    now.memorandum = memorandum
    return now


def lock_progress(progress: Progress) -> Progress:
    """Lock the memorandum of the report and give the report as it is now."""
    obligation = lock_obligation(progress.obligation)
    now = Progress.objects.get(pk=progress.pk)
    now.obligation = obligation
    return now
