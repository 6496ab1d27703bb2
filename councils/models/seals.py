"""What the database itself refuses: changing what was counted, signed or published.

The services never try it; these triggers hold for queryset updates, raw SQL and the admin alike
(domain rule 26: after signing the content is immutable).
"""

import pgtrigger

from agglo_portal.core.seals import keeps, never_deleted, refuses

# Decisions ---------------------------------------------------------------------------------------
SEALED = "OLD.sealed_at IS NOT NULL"

DECISION = [
    keeps(
        "sealed_decision_is_immutable", "published_at", "title_en", "updated_at", when=SEALED
    ),
    keeps(
        "decision_is_published_once",
        "title_en", "updated_at",
        when="OLD.published_at IS NOT NULL",
    ),
    never_deleted(
        "registered_decision_is_never_deleted",
        when=f"{SEALED} OR OLD.number IS NOT NULL",
    ),
]  # fmt: skip

POINT = [
    refuses(
        "point_of_sealed_decision_is_immutable",
        rows="""SELECT 1 FROM councils_decision d
                WHERE d.id IN (OLD.decision_id, NEW.decision_id) AND d.sealed_at IS NOT NULL""",
        message="the decision is sealed: its minutes are signed",
    )
]

CO_EXECUTOR = [
    refuses(
        "co_executor_of_sealed_decision_is_immutable",
        rows="""SELECT 1 FROM councils_decision d JOIN councils_decisionpoint p
                ON p.decision_id = d.id
                WHERE p.id IN (OLD.point_id, NEW.point_id) AND d.sealed_at IS NOT NULL""",
        message="the decision is sealed: its minutes are signed",
    )
]

# Votes -------------------------------------------------------------------------------------------
POLL = [
    keeps(
        "closed_poll_keeps_its_result",
        "state", "annulled_reason", "updated_at",
        when="OLD.state = 'closed'",
    ),
    keeps("annulled_poll_is_immutable", when="OLD.state = 'annulled'"),
    never_deleted("poll_is_never_deleted"),
    refuses(
        "no_poll_on_a_sealed_decision",
        rows="""SELECT 1 FROM councils_decision d
                WHERE d.id IN (OLD.decision_id, NEW.decision_id) AND d.sealed_at IS NOT NULL""",
        message="the decision is sealed: its minutes are signed",
    ),
]  # fmt: skip

VOTE = [
    # The shared lock makes a vote wait for a closing that counts at this moment, and the other
    # way round: what is stored was counted, even if a statement came past the services.
    refuses(
        "vote_only_while_the_poll_is_open",
        lock="""PERFORM 1 FROM councils_poll p
                WHERE p.id IN (OLD.poll_id, NEW.poll_id) ORDER BY p.id FOR SHARE;""",
        rows="""SELECT 1 FROM councils_poll p
                WHERE p.id IN (OLD.poll_id, NEW.poll_id) AND p.state <> 'open'""",
        message="the poll is closed",
    )
]

# Minutes -----------------------------------------------------------------------------------------
COMPLETE = """SELECT 1 FROM councils_minutes m
              WHERE m.id IN (OLD.minutes_id, NEW.minutes_id) AND m.state = 'complete'"""

MINUTES = [
    pgtrigger.Protect(
        name="signed_minutes_are_immutable",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__state="complete"),
    )
]

SECTION = [
    refuses(
        "section_of_signed_minutes_is_immutable",
        rows=COMPLETE,
        message="the minutes are signed",
    )
]

MINUTES_FILE = [
    pgtrigger.Protect(
        name="minutes_file_is_immutable",
        operation=pgtrigger.Update | pgtrigger.Delete,
    )
]

SIGNATURE = [
    keeps("given_signature_names_the_same_bytes", "state", when="OLD.state = 'signed'"),
    keeps("refused_or_void_signature_is_immutable", when="OLD.state IN ('refused', 'void')"),
    never_deleted("signature_is_never_deleted"),
    refuses(
        "signatures_of_signed_minutes_are_complete",
        rows=COMPLETE,
        message="the minutes are signed",
    ),
]
