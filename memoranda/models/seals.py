"""What the database itself refuses: touching what was said, sent, frozen or signed."""

import pgtrigger

from agglo_portal.core.seals import keeps, never_deleted, refuses


def APPEND_ONLY(name: str) -> list[pgtrigger.Trigger]:
    """Rows are added and never changed or deleted."""
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


UNSIGNED = "('draft','negotiation','approval','prepared','signing','cancelled')"
SIGNED = f"OLD.state NOT IN {UNSIGNED}"

MEMORANDUM = [
    keeps(
        "memorandum_out_for_approval_keeps_its_words",
        "state", "signed_at", "title_en", "called_for_by", "cancelled_reason", "updated_at",
        when="OLD.state IN ('approval','prepared','signing')",
    ),
    pgtrigger.Protect(
        name="signed_memorandum_never_goes_back",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"{SIGNED} AND NEW.state IN {UNSIGNED}"),
    ),
    keeps(
        "signed_memorandum_keeps_its_words",
        "state", "number", "year", "registered_at", "in_force_on", "ended_on", "act",
        "title_en", "ends_on", "updated_at", "called_for_by",
        when=SIGNED,
    ),
    keeps(
        "registered_number_is_given_once",
"state", "in_force_on", "ended_on", "act", "title_en", "ends_on", "updated_at",
        "called_for_by", "kind", "is_template", "body", "title_kk", "title_ru", "place_kk",
        "place_ru", "relation", "amends", "signs_in_order", "starts", "starts_on",
        "version_number", "signed_at", "is_demo",
        when="OLD.number IS NOT NULL",
    ),
    never_deleted("sent_memorandum_is_never_deleted", when="OLD.version_number > 0"),
]  # fmt: skip

CLAUSE = [
    refuses(
        "words_change_only_while_they_are_worked_on",
        rows="""SELECT 1 FROM memoranda_memorandum m
                WHERE m.id IN (OLD.memorandum_id, NEW.memorandum_id)
                  AND m.state NOT IN ('draft', 'negotiation')""",
        message="the text is frozen: it is being approved, signed or in force",
    ),
]

SUGGESTION = [
    keeps(
        "suggested_words_stay_as_they_were",
        "state", "merged_into", "decision_reason", "decided_by", "decided_at", "updated_at",
        when="TRUE",
    ),
    keeps("decided_suggestion_is_immutable", when="OLD.state <> 'open'"),
    never_deleted("suggestion_is_never_deleted"),
]  # fmt: skip

APPROVAL_STEP = [
    keeps("given_approval_is_immutable", when="OLD.state IN ('agreed', 'agreed_with_remarks')"),
    never_deleted(
        "approval_step_that_spoke_is_never_deleted",
        when="OLD.state <> 'waiting' OR OLD.remark <> ''",
    ),
]

SIGNING_SHEET = [
    keeps("frozen_bytes_are_never_exchanged", "state", "sent_at", "closed_at", "reason",
          "updated_at", when="OLD.file_kk_id IS NOT NULL AND OLD.file_ru_id IS NOT NULL"),
    keeps("closed_signing_is_immutable", when="OLD.state IN ('refused','cancelled','complete')"),
    never_deleted("signing_is_never_deleted"),
]  # fmt: skip

SIGNATURE = [
    keeps("given_party_signature_names_the_same_bytes", "state", when="OLD.state = 'signed'"),
    keeps("refused_or_void_party_signature_is_kept", when="OLD.state IN ('refused', 'void')"),
    never_deleted("party_signature_is_never_deleted"),
    refuses(
        "signatures_of_a_complete_signing_are_kept",
        rows="""SELECT 1 FROM memoranda_signingsheet s
                WHERE s.id IN (OLD.sheet_id, NEW.sheet_id) AND s.state = 'complete'""",
        message="the memorandum is signed by all",
    ),
]
