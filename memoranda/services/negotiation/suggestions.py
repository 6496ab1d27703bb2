"""Suggestions of the parties: other words, a new clause, a removal; each with its reason."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.numbers import next_number
from agglo_portal.core.rules import require_move
from councils.services.agenda import ReasonNeeded

from ...models import Clause, ClauseKind, Party, Suggestion, SuggestionAnswer, VersionClause
from ..clauses import kind_at, sound_words
from ..locks import lock_clause, lock_suggestion
from .applying import place_of
from .hearing import (
    hearing_round,
    names_of,
    receive,
    require_negotiated,
    require_party,
    sent_clause,
)
from .refusals import NothingSuggested, OwnSuggestion

Kind = Suggestion.Kind


@transaction.atomic
def make_suggestion(
    clause: Clause,
    *,
    party: Party,
    kind: str,
    words: dict[str, str],
    reason_kk: str = "",
    reason_ru: str = "",
    shown_hash: str,
    new_kind: str = "",
    by: User,
    at: datetime,
) -> Suggestion:
    """Suggest other words for the clause, a new clause after it, or its removal; give it.

    `words`: the texts in Kazakh, Russian or both; an empty one leaves that text as it is. The
    clause as it was sent is kept beside, so that the suggestion can be shown and merged with what
    others suggest: nobody overwrites another's text. The same again, while it waits for an
    answer, is no act. Refuses words that are no longer the present ones, no reason in any
    language, what would change nothing, and a kind of clause that cannot stand there.
    """
    clause = lock_clause(clause)
    memorandum = clause.memorandum
    require_party(memorandum, party)
    round = hearing_round(memorandum, at=at)
    sent = sent_clause(clause, round, shown_hash=shown_hash)
    reasons = _reasons(reason_kk, reason_ru)
    words = _suggested(kind, sound_words(words), sent)
    new_kind = _kind_of_new(clause, new_kind) if kind == Kind.ADDITION else ""
    said = {"party": party, "clause": clause, "round": round, "kind": kind, "new_kind": new_kind}
    said |= dict.fromkeys(Clause.WORDS, "") | words | reasons
    if same := Suggestion.objects.filter(state=Suggestion.State.OPEN, **said).first():
        return same

    receive(round, party, by=by, at=at)
    suggestion = Suggestion.objects.create(
        memorandum=memorandum,
        number=next_number(f"suggestion:{memorandum.pk}"),
        base_hash=sent.text_hash,
        base_words=sent.words(),
        by=by,
        at=at,
        **said,
    )
    _announce(suggestion, sent, by=by, at=at)
    return suggestion


@transaction.atomic
def withdraw_suggestion(suggestion: Suggestion, *, by: User, at: datetime) -> Suggestion:
    """Take back the own party's suggestion that waits for an answer; it stays on the record.

    Refuses what was decided already.
    """
    suggestion = lock_suggestion(suggestion)
    require_negotiated(suggestion.memorandum)
    require_move(suggestion, Suggestion.State.WITHDRAWN)
    suggestion.state = Suggestion.State.WITHDRAWN
    suggestion.decided_by = by
    suggestion.decided_at = at
    suggestion.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
    journal.record(
        "suggestion_withdrawn",
        suggestion.memorandum,
        by=by,
        at=at,
        from_state=Suggestion.State.OPEN,
        to_state=suggestion.state,
        number=suggestion.number,
        **names_of(suggestion.party),
    )
    return suggestion


@transaction.atomic
def answer_suggestion(
    suggestion: Suggestion,
    *,
    party: Party,
    supports: bool,
    reason: str = "",
    by: User,
    at: datetime,
) -> SuggestionAnswer:
    """Say whether the party supports another's suggestion; its last answer counts; give it.

    The same again is no act. Refuses an answer to the own suggestion, one against without a
    reason, and what was decided already.
    """
    suggestion = lock_suggestion(suggestion)
    memorandum = suggestion.memorandum
    require_party(memorandum, party)
    round = hearing_round(memorandum, at=at)
    require_move(suggestion, Suggestion.State.ACCEPTED)  # it still waits
    if party.pk == suggestion.party_id:
        raise OwnSuggestion
    reason = reason.strip()
    if not supports and not reason:
        raise ReasonNeeded
    last = suggestion.answers.filter(party=party).order_by("-pk").first()
    if last is not None and (last.supports, last.reason) == (supports, reason):
        return last

    receive(round, party, by=by, at=at)
    answer = SuggestionAnswer.objects.create(
        suggestion=suggestion, party=party, supports=supports, reason=reason, by=by, at=at
    )
    journal.record(
        "suggestion_supported" if supports else "suggestion_opposed",
        memorandum,
        by=by,
        at=at,
        number=suggestion.number,
        **names_of(party),
    )
    return answer


def _announce(suggestion: Suggestion, sent: VersionClause, *, by: User, at: datetime) -> None:
    journal.record(
        "suggestion_made",
        suggestion.memorandum,
        by=by,
        at=at,
        to_state=suggestion.state,
        number=suggestion.number,
        kind=suggestion.kind,
        clause=sent.number,
        clause_uid=str(suggestion.clause.uid),
        **names_of(suggestion.party),
    )
    key = f"suggestion:{suggestion.pk}"
    outbox.order("tell_of_suggestion", key=key, at=at, suggestion=suggestion.pk)


def _reasons(reason_kk: str, reason_ru: str) -> dict[str, str]:
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if not any(reasons.values()):
        raise ReasonNeeded
    return reasons


def _suggested(kind: str, words: dict[str, str], sent: VersionClause) -> dict[str, str]:
    """Keep what is new in the words; a text alike the present one is not suggested."""
    if kind == Kind.REMOVAL:
        return {}
    if kind == Kind.CHANGE:
        base = sent.words()
        words = {name: text for name, text in words.items() if text != base[name]}
    words = {name: text for name, text in words.items() if text}
    if not words:
        raise NothingSuggested
    return words


def _kind_of_new(clause: Clause, wanted: str) -> str:
    """Give the kind of an added clause: the wanted one, else as of the clause before it, and a
    clause after the heading of a section. Refuses a kind that cannot stand there."""
    is_heading = clause.kind in (ClauseKind.SECTION, ClauseKind.PREAMBLE)
    kind = wanted or (ClauseKind.CLAUSE if is_heading else clause.kind)
    return kind_at(kind, place_of(clause, kind)[0])
