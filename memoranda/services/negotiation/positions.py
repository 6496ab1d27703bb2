"""The word of a party on a clause: it agrees, comments, objects, or takes its word back."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User
from councils.services.agenda import ReasonNeeded

from ...models import Clause, Memorandum, Party, Position, Round, Suggestion, VersionClause
from ..locks import lock_clause, lock_memorandum
from .hearing import hearing_round, names_of, receive, require_party, sent_clause
from .refusals import NothingSaid, TextChanged

Stance = Position.Stance
WITH_REASON = (Stance.COMMENTS, Stance.OBJECTS)


@transaction.atomic
def take_position(
    clause: Clause,
    *,
    party: Party,
    stance: str,
    shown_hash: str,
    reason_kk: str = "",
    reason_ru: str = "",
    by: User,
    at: datetime,
) -> Position:
    """Say where the party stands on the clause whose words it read; give this word.

    It holds for the two texts of `shown_hash` and is added to what the party said before, never
    in its place; the same again is no act. Refuses words that are no longer the present ones, a
    comment or objection without a reason, and what is not heard any more.
    """
    clause = lock_clause(clause)
    require_party(clause.memorandum, party)
    round = hearing_round(clause.memorandum, at=at, agrees=stance == Stance.AGREES)
    sent = sent_clause(clause, round, shown_hash=shown_hash)
    reasons = _reasons(stance, reason_kk, reason_ru)
    last = _last_word(party, clause)
    if stance == Stance.WITHDRAWN and (last is None or last.stance == Stance.WITHDRAWN):
        raise NothingSaid
    if last is not None and _says_the_same(last, stance, reasons, sent, round):
        return last

    receive(round, party, by=by, at=at)
    position = Position.objects.create(
        party=party,
        clause=clause,
        round=round,
        stance=stance,
        text_hash=sent.text_hash,
        by=by,
        at=at,
        **reasons,
    )
    journal.record(
        _EVENTS[stance],
        clause.memorandum,
        by=by,
        at=at,
        version=round.version.number,
        clause=sent.number,
        clause_uid=str(clause.uid),
        **names_of(party),
    )
    return position


@transaction.atomic
def agree_to_all(
    memorandum: Memorandum,
    *,
    party: Party,
    shown: dict[str, str],
    with_own_reservations: bool = False,
    by: User,
    at: datetime,
) -> list[Position]:
    """Agree to all clauses that were shown with the words they have; give the new words.

    `shown`: hashes by the clause's uid. Left as they are: clauses to which the party agrees
    already, those it commented on or objects to unless `with_own_reservations`, and always those
    for which it suggests other words. Refuses when a shown text is no longer the present one.
    """
    memorandum = lock_memorandum(memorandum)
    require_party(memorandum, party)
    round = hearing_round(memorandum, at=at, agrees=True)
    sent = _shown_clauses(round, shown)
    agreed = _to_be_agreed(party, sent, round, with_own_reservations)
    if not agreed:
        return []

    receive(round, party, by=by, at=at)
    positions = Position.objects.bulk_create(
        Position(
            party=party,
            clause=clause.clause,
            round=round,
            stance=Stance.AGREES,
            text_hash=clause.text_hash,
            by=by,
            at=at,
        )
        for clause in agreed
    )
    journal.record(
        "positions_agreed",
        memorandum,
        by=by,
        at=at,
        version=round.version.number,
        count=len(positions),
        clauses=[clause.number for clause in agreed],
        **names_of(party),
    )
    return positions


_EVENTS = {
    Stance.AGREES: "clause_agreed",
    Stance.COMMENTS: "clause_commented",
    Stance.OBJECTS: "clause_objected",
    Stance.WITHDRAWN: "position_withdrawn",
}


def _reasons(stance: str, reason_kk: str, reason_ru: str) -> dict[str, str]:
    """A comment and an objection say why, in one language at least; other words need no reason."""
    if stance not in WITH_REASON:
        return {"reason_kk": "", "reason_ru": ""}
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if not any(reasons.values()):
        raise ReasonNeeded
    return reasons


def _last_word(party: Party, clause: Clause) -> Position | None:
    return Position.objects.filter(party=party, clause=clause).order_by("-pk").first()


def _says_the_same(
    last: Position, stance: str, reasons: dict, sent: VersionClause, round: Round
) -> bool:
    """An agreement to these very words stands through rounds; another word is said in each."""
    if last.stance != stance or last.text_hash != sent.text_hash or last.by_silence:
        return False
    is_alike = all(getattr(last, name) == value for name, value in reasons.items())
    return is_alike and (stance == Stance.AGREES or last.round_id == round.pk)


def _shown_clauses(round: Round, shown: dict[str, str]) -> list[VersionClause]:
    """Give the clauses with these addresses; refuse if one does not have the words of its hash."""
    shown = {str(uid): text_hash for uid, text_hash in shown.items()}
    rows = round.version.clauses.select_related("clause").order_by("position")
    sent = [row for row in rows if str(row.clause.uid) in shown]
    if len(sent) < len(shown) or any(row.text_hash != shown[str(row.clause.uid)] for row in sent):
        raise TextChanged
    return sent


def _to_be_agreed(
    party: Party, sent: list[VersionClause], round: Round, with_own_reservations: bool
) -> list[VersionClause]:
    said = Position.objects.filter(party=party, clause__in=[one.clause_id for one in sent])
    last = {one.clause_id: one for one in said.current()}
    own = Suggestion.objects.filter(party=party, state=Suggestion.State.OPEN)
    suggested = set(own.values_list("clause_id", flat=True))

    def is_left(clause: VersionClause) -> bool:
        word = last.get(clause.clause_id)
        if clause.clause_id in suggested:
            return True
        if word is None:
            return False
        if word.stance == Stance.AGREES:
            return word.text_hash == clause.text_hash and not word.by_silence
        # An objection stands until the party ends it; a comment is on the words it was said to.
        is_reserved = word.stance == Stance.OBJECTS or (
            word.stance == Stance.COMMENTS
            and (word.round_id == round.pk or word.text_hash == clause.text_hash)
        )
        return is_reserved and not with_own_reservations

    return [clause for clause in sent if not is_left(clause)]
