"""Rounds of the demo: a version is sent, then each says what the file says, at its time."""

from datetime import datetime

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import User
from councils.demo.clock import Clock

from ..models import Clause, Memorandum, Suggestion
from ..reports.reading import current_version, version_rows
from ..services.clauses import change_clause
from ..services.negotiation import (
    accept_suggestion,
    add_note,
    add_remark,
    agree_to_all,
    answer_suggestion,
    close_round,
    make_suggestion,
    merge_suggestion,
    note_reading,
    reject_suggestion,
    remind_parties,
    take_position,
)
from ..services.versions import send_version
from .people import party_of
from .reading import words_in

STANCES = ("agrees", "comments", "objects")


def play(memorandum: Memorandum, entry: dict, clock: Clock, *, by: User) -> None:
    """Send the version and let the parties and the secretariat act."""
    send_version(
        memorandum,
        due_on=clock.day(entry["due"]),
        silence_is_consent=entry.get("silence_is_consent", False),
        note=entry.get("note", ""),
        by=by,
        at=clock.desk_moment(entry["sent"]),
    )
    memorandum.refresh_from_db()
    for act in entry.get("act", []):
        who = user_of(act["who"]) if "who" in act else by
        _act(memorandum, act, by=who, at=clock.desk_moment(act["at"]))
        memorandum.refresh_from_db()


def clause_of(memorandum: Memorandum, number: str, kind: str = "") -> Clause:
    """Give the clause that has this number in the present version."""
    for row in version_rows(current_version(memorandum)):
        if row.number == number and row.kind != "annex" and kind in ("", row.kind):
            return row.clause
    raise LookupError(f"{memorandum} has no clause {number}")


def _act(memorandum: Memorandum, act: dict, *, by: User, at: datetime) -> None:
    what = act["what"]
    if what in _BY_PARTY or what in STANCES:
        party = party_of(memorandum, by)
        if what in STANCES:
            _speak(memorandum, act, party, by=by, at=at)
        else:
            _BY_PARTY[what](memorandum, act, party, by=by, at=at)
    else:
        _BY_SECRETARIAT[what](memorandum, act, by=by, at=at)


# The parties -------------------------------------------------------------------------------------
def _reasons(act: dict) -> dict[str, str]:
    return {name: act.get(name, "") for name in ("reason_kk", "reason_ru")}


def _shown(memorandum: Memorandum, clause: Clause) -> str:
    return current_version(memorandum).clauses.get(clause=clause).text_hash


def _speak(memorandum, act, party, *, by, at):
    clause = clause_of(memorandum, act["clause"])
    shown = _shown(memorandum, clause)
    take_position(
        clause,
        party=party,
        stance=act["what"],
        shown_hash=shown,
        **_reasons(act),
        by=by,
        at=at,
    )


def _agree_to_all(memorandum, act, party, *, by, at):
    left = set(act.get("but", []))
    rows = version_rows(current_version(memorandum))
    shown = {str(row.clause.uid): row.text_hash for row in rows if row.number not in left}
    agree_to_all(memorandum, party=party, shown=shown, with_own_reservations=True, by=by, at=at)


def _suggest(memorandum, act, party, *, by, at):
    clause = clause_of(memorandum, act["clause"])
    make_suggestion(
        clause,
        party=party,
        kind=act.get("kind", Suggestion.Kind.CHANGE),
        words=words_in(act),
        shown_hash=_shown(memorandum, clause),
        **_reasons(act),
        by=by,
        at=at,
    )


def _answer(memorandum, act, party, *, by, at):
    answer_suggestion(
        _numbered(memorandum, act["number"]),
        party=party,
        supports=act["supports"],
        reason=act.get("reason", ""),
        by=by,
        at=at,
    )


def _note(memorandum, act, party, *, by, at):
    clause = clause_of(memorandum, act["clause"])
    add_note(clause, party=party, text=act["text"], by=by, at=at)


def _remark(memorandum, act, party, *, by, at):
    clause = clause_of(memorandum, act["clause"])
    about = _numbered(memorandum, act["number"]) if "number" in act else None
    add_remark(clause, text=act["text"], party=party, suggestion=about, by=by, at=at)


def _read(memorandum, act, party, *, by, at):
    note_reading(current_version(memorandum).round, party, by=by, at=at)


# The secretariat ---------------------------------------------------------------------------------
def _numbered(memorandum: Memorandum, number: int) -> Suggestion:
    return memorandum.suggestions.get(number=number)


def _accept(memorandum, act, *, by, at):
    reason = act.get("reason", "")
    accept_suggestion(_numbered(memorandum, act["number"]), reason=reason, by=by, at=at)


def _reject(memorandum, act, *, by, at):
    reject_suggestion(_numbered(memorandum, act["number"]), reason=act["reason"], by=by, at=at)


def _merge(memorandum, act, *, by, at):
    into = _numbered(memorandum, act["into"])
    words = {name: text for name, text in words_in(act).items() if text} or None
    merge_suggestion(
        _numbered(memorandum, act["number"]),
        into=into,
        words=words,
        reason=act.get("reason", ""),
        by=by,
        at=at,
    )


def _change(memorandum, act, *, by, at):
    clause = clause_of(memorandum, act["clause"])
    clause.refresh_from_db()
    words = {name: text for name, text in words_in(act).items() if text}
    change_clause(
        clause,
        words=words,
        base_revision=clause.revision,
        reason=act.get("reason", ""),
        by=by,
        at=at,
    )


def _remind(memorandum, act, *, by, at):
    remind_parties(memorandum, by=by, at=at)


def _close(memorandum, act, *, by, at):
    close_round(current_version(memorandum).round, by=None, at=at)


def _say(memorandum, act, *, by, at):
    add_remark(clause_of(memorandum, act["clause"]), text=act["text"], by=by, at=at)


_BY_PARTY = {
    "agree_to_all": _agree_to_all,
    "suggest": _suggest,
    "answer": _answer,
    "note": _note,
    "remark": _remark,
    "read": _read,
}
_BY_SECRETARIAT = {
    "accept": _accept,
    "reject": _reject,
    "merge": _merge,
    "change": _change,
    "close": _close,
    "remind": _remind,
    "say": _say,
}
