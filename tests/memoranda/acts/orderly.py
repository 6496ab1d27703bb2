"""Whose act it is, and which comes next."""

from memoranda.models import Clause, Memorandum, Position
from memoranda.reports.attempts import approval_sheets, last_signing
from memoranda.reports.gates_signing import is_ahead_of
from memoranda.reports.reading import current_version

from .base import steps_of

TEXT = ["change_clause", "add_clause", "move_clause", "remove_clause", "restore_clause",
        "confirm_pair", "send_version"]  # fmt: skip
TALK = ["take_position", "agree_to_all", "make_suggestion", "withdraw_suggestion",
        "answer_suggestion", "accept_suggestion", "reject_suggestion", "merge_suggestion",
        "add_remark", "add_note", "close_round"]  # fmt: skip
SHEETS = ["open_approval", "return_to_negotiation", "add_step", "remove_step", "decide_step",
          "reopen_step", "prepare_signing"]  # fmt: skip
SIGNING = ["freeze", "send_for_signing", "sign", "refuse", "withdraw_signing", "register"]
ACTS = [*TEXT, *TALK, *SHEETS, *SIGNING, "cancel"]
OF_PARTIES = {
    "take_position", "agree_to_all", "make_suggestion", "answer_suggestion", "add_remark",
    "add_note", "add_step", "remove_step", "reopen_step",
}  # fmt: skip
State = Memorandum.State
LIKELY = {
    State.DRAFT: [*TEXT, "add_note"],
    State.NEGOTIATION: [*TEXT, *TALK, *TALK, *["open_approval"] * 5],
    State.APPROVAL: [*SHEETS, *["add_step", "decide_step"] * 5, "add_note", "take_position",
                     "change_clause"],
    State.PREPARED: [*SIGNING, "change_clause", "accept_suggestion", "take_position"],
    State.SIGNING: [*SIGNING, *["sign"] * 6, "change_clause", "agree_to_all", "decide_step"],
}  # fmt: skip


def fitting(memorandum, attempt) -> str:
    """Whose act it is, so that mischief gets past the door: of one party, or the secretariat."""
    number = attempt.party + 1
    if attempt.name in ("sign", "refuse"):
        return f"head {number}"
    if attempt.name == "withdraw_suggestion":
        waiting = memorandum.suggestions.filter(state="open").order_by("pk")
        rows = waiting or memorandum.suggestions.order_by("pk")
        return f"coordinator {rows[attempt.pick % len(rows)].party.position}" if rows else "staff 1"
    if attempt.name == "decide_step":
        rows = list(steps_of(memorandum))
        return rows[attempt.pick % len(rows)].official.user.name if rows else "staff 1"
    if attempt.name in OF_PARTIES:
        return f"coordinator {number}"
    return "secretary"


def next_act(memorandum) -> tuple[str, str, dict]:
    """The orderly next act, by whom it is done, and what it is about."""
    state = memorandum.state
    if state == State.NEGOTIATION:
        return _next_in_negotiation(memorandum)
    if state == State.APPROVAL:
        return _next_in_approval(memorandum)
    if state == State.PREPARED:
        sheet = last_signing(memorandum)
        return ("send_for_signing" if sheet.file_kk else "freeze"), "secretary", {}
    if state == State.SIGNING:
        waiting = last_signing(memorandum).signatures.filter(state="waiting")
        return "sign", f"head {waiting.order_by('position').first().party.position}", {}
    if state == State.SIGNED:
        return "register", "secretary", {}
    return _mend(memorandum) or ("send_version", "secretary", {"word": 1})


def _mend(memorandum):
    """What the text needs before it can be sent: clauses, second languages, confirmed pairs."""
    rows = list(memorandum.clauses.order_by("pk"))
    if all(clause.removed_at for clause in rows):
        return "restore_clause", "secretary", {"clause": 0}
    for number, clause in enumerate(rows):
        if clause.removed_at is not None:
            continue
        if bool(clause.text_kk) != bool(clause.text_ru):
            return "change_clause", "secretary", {"clause": number, "word": clause.pk % 5}
        if clause.lagging:
            return "confirm_pair", "secretary", {"clause": number}
    return None


def _next_in_negotiation(memorandum):
    version = current_version(memorandum)
    waiting = memorandum.suggestions.filter(state="open")
    if waiting.exists():
        kept = Clause.objects.kept().filter(pk__in=waiting.values("clause"))
        # chosen words resolve what both changed; a suggestion on a removed clause is rejected
        act = "accept_suggestion" if kept.count() and waiting.count() % 2 else "reject_suggestion"
        return act, "secretary", {"is_stale": True, "word": 2}
    if version.approval_sheets.exists() or is_ahead_of(memorandum, version):
        return _mend(memorandum) or ("send_version", "secretary", {"word": 1})
    rows = dict(version.clauses.values_list("clause_id", "text_hash"))
    for party in memorandum.parties.in_order():
        said = Position.objects.filter(party=party).current()
        agreed = {one.clause_id: one.text_hash for one in said if one.stance == "agrees"}
        if any(agreed.get(clause) != text_hash for clause, text_hash in rows.items()):
            return "agree_to_all", f"coordinator {party.position}", {}
    return "open_approval", "secretary", {}


def _next_in_approval(memorandum):
    for number, sheet in enumerate(approval_sheets(memorandum)):
        position = sheet.party.position
        if sheet.state == "open" and not sheet.steps.exists():
            return "add_step", f"coordinator {position}", {"party": number, "word": 0, "pick": 2}
        if sheet.state == "approved":
            continue
        waits = "returned" if sheet.state == "returned" else "waiting"
        step = sheet.steps.filter(state=waits).order_by("stage", "pk").first()
        younger = steps_of(memorandum).filter(pk__gt=step.pk)
        about = {"party": number, "pick": younger.count(), "word": 0}
        if waits == "returned":
            return "reopen_step", f"coordinator {position}", about
        return "decide_step", step.official.user.name, about
    return "prepare_signing", "secretary", {}
