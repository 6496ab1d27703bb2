"""Who may do what: can_<act>(user, record) answers for the person, the service for the state.

Three kinds of persons: the secretariat of the memorandum's body; those who speak for a party (its
head, deputies, coordinator: by posts valid today); other people of a party, who read and leave
internal notes. A superuser sees texts, but acts for nobody and reads no internal note.
"""

from django.utils import timezone

from agglo_portal.core.models import User
from councils.models import Official
from councils.permissions import bodies_led_by, is_secretariat, posts_of

from .documents.text import REGISTERED
from .models import (
    SPEAKERS,
    ApprovalSheet,
    ApprovalStep,
    Clause,
    Memorandum,
    MemorandumFile,
    Obligation,
    Party,
    Progress,
    Suggestion,
)


def official_of(user: User) -> Official | None:
    """Give the official whose account this is; one query, kept on the user."""
    if not user.is_authenticated:
        return None
    if not hasattr(user, "_official"):
        user._official = Official.objects.filter(user=user).first()
    return user._official


def party_of(user: User, memorandum: Memorandum) -> Party | None:
    """Give the party among whose people the person is today; the first by order if of several."""
    posts = posts_of(user)
    if not posts:
        return None
    parties = memorandum.parties.filter(organisation__in=posts)
    return parties.select_related("organisation").in_order().first()


def leads(user: User, memorandum: Memorandum) -> bool:
    """Whether the person is of the secretariat that keeps this text."""
    return is_secretariat(user, memorandum.body)


def is_of(user: User, party: Party) -> bool:
    """Whether the person has a post in the party's organisation today."""
    return party.organisation_id in posts_of(user)


def speaks_for(user: User, party: Party) -> bool:
    """Whether the person's word is the party's word."""
    if not is_of(user, party):
        return False
    official = official_of(user)
    if official is not None and official.pk in (party.coordinator_id, party.signatory_id):
        return True
    return bool(posts_of(user)[party.organisation_id] & SPEAKERS)


def can_draft_memorandum(user: User, body=None) -> bool:
    return is_secretariat(user, body) if body else bool(bodies_led_by(user))


# The working text, its parties and versions ---------------------------------------------------
can_read_draft = can_import_clauses = can_send_version = can_remind_parties = leads
can_open_approval = can_return_to_negotiation = leads
can_prepare_signing = can_send_for_signing = can_withdraw_signing = leads
can_register_memorandum = can_suspend_memorandum = leads
can_resume_memorandum = can_terminate_memorandum = can_add_obligation = can_order_report = leads


def can_change_clause(user: User, clause: Clause) -> bool:
    return leads(user, clause.memorandum)


can_move_clause = can_remove_clause = can_restore_clause = can_change_clause
can_confirm_pair = can_change_clause


def can_download_files(user: User, memorandum: Memorandum) -> bool:
    """Whoever sees the text; an approval sheet is its party's own (can_read_approval)."""
    return Memorandum.objects.visible_to(user).filter(pk=memorandum.pk).exists()


def can_read_file(user: User, file: MemorandumFile) -> bool:
    """Texts of versions and protocols for parties and secretariat, an approval sheet for its
    party, the registered text and the yearly report for whoever sees the register."""
    memorandum, purpose = file.memorandum, MemorandumFile.Purpose(file.purpose)
    if purpose == purpose.APPROVAL_SHEET:
        party = file.edition.partition(":")[0]
        sheets = ApprovalSheet.objects.filter(version=file.version_id, party__uid=party)
        return any(can_read_approval(user, sheet) for sheet in sheets.select_related("party"))
    if memorandum.is_public and (purpose == purpose.REPORT or file.edition == REGISTERED):
        return can_download_files(user, memorandum)
    return can_negotiate(user, memorandum)


# Negotiation --------------------------------------------------------------------------------------
def can_negotiate(user: User, memorandum: Memorandum) -> bool:
    """Whether the person sees positions, suggestions and the discussion: parties, secretariat."""
    return user.is_superuser or leads(user, memorandum) or party_of(user, memorandum) is not None


def can_take_position(user: User, party: Party) -> bool:
    return speaks_for(user, party)


can_suggest = can_answer_suggestion = can_take_position


def can_withdraw_suggestion(user: User, suggestion: Suggestion) -> bool:
    return speaks_for(user, suggestion.party)


def can_accept_suggestion(user: User, suggestion: Suggestion) -> bool:
    return leads(user, suggestion.memorandum)


can_reject_suggestion = can_merge_suggestion = can_accept_suggestion


def can_add_remark(user: User, memorandum: Memorandum) -> bool:
    if leads(user, memorandum):
        return True
    party = party_of(user, memorandum)
    return party is not None and speaks_for(user, party)


def can_add_note(user: User, party: Party) -> bool:
    return is_of(user, party)


# Approval and signing -----------------------------------------------------------------------------
def can_read_approval(user: User, sheet: ApprovalSheet) -> bool:
    """A party's own people; the secretariat and the others learn only how far it is."""
    return is_of(user, sheet.party) or any(
        is_named(user, step) for step in sheet.steps.select_related("official", "substitute")
    )


def can_add_step(user: User, sheet: ApprovalSheet) -> bool:
    return speaks_for(user, sheet.party)


can_remove_step = can_reopen_step = can_add_step


def is_named(user: User, step: ApprovalStep) -> bool:
    official = official_of(user)
    return official is not None and official.pk in (step.official_id, step.substitute_id)


def can_decide_step(user: User, step: ApprovalStep) -> bool:
    """The named person, or the substitute while that person is absent."""
    official = official_of(user)
    if official is None:
        return False
    if official.pk == step.official_id:
        return True
    is_absent = step.absent_till is not None and step.absent_till >= timezone.localdate()
    return is_absent and official.pk == step.substitute_id


def can_sign_memorandum(user: User, party: Party) -> bool:
    """The named signatory alone (domain rules 28 and 29)."""
    official = official_of(user)
    return official is not None and official.pk == party.signatory_id


can_refuse_signing = can_sign_memorandum


# Fulfilment ---------------------------------------------------------------------------------------
def can_change_obligation(user: User, obligation: Obligation) -> bool:
    return leads(user, obligation.memorandum)


can_cancel_obligation = can_reopen_obligation = can_change_obligation


def can_report_progress(user: User, obligation: Obligation) -> bool:
    """People of the executor who speak for it."""
    kinds = posts_of(user).get(obligation.executor_id, set())
    return bool(kinds & SPEAKERS)


def can_accept_progress(user: User, progress: Progress) -> bool:
    return leads(user, progress.obligation.memorandum)


can_return_progress = can_accept_progress
