"""The matrix clauses × parties: who agrees to what, what waits for whom and since when.

Six queries for a memorandum of any size. An agreement is to the hash of a clause's two texts; what
a cell says is judged by rules.matrix.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from ..models import (
    Memorandum,
    Party,
    Position,
    Receipt,
    Reminder,
    Round,
    Suggestion,
    Version,
    VersionClause,
)
from ..rules.matrix import RowState, State, cell, row_state
from .reading import current_version

OWES = (State.FELL, State.READ, State.NOT_READ)


def owes_word(state: State, said_hash: str, current_hash: str) -> bool:
    """Whether the party has yet to speak on the clause as it stands.

    An objection stands until the party itself ends it; when the text changed it is asked again.
    """
    return state in OWES or (state == State.OBJECTS and said_hash != current_hash)


@dataclass(frozen=True)
class Cell:
    """Where a party stands on a clause of the version."""

    party: Party
    state: State
    owes: bool
    position: Position | None = None
    suggestions: tuple[Suggestion, ...] = ()
    is_late: bool = False


@dataclass(frozen=True)
class Row:
    """A clause of the version with the word of every party."""

    clause: VersionClause
    cells: list[Cell]
    state: RowState

    @property
    def is_heading(self) -> bool:
        """Whether only its heading is agreed to: the words stand in what is below it."""
        return not (self.clause.text_kk or self.clause.text_ru)


@dataclass(frozen=True)
class Standing:
    """A party in the round: what waits for it, since when, what it received and was reminded of."""

    party: Party
    waiting: list[VersionClause]
    since: datetime | None
    receipt: Receipt | None
    reminder: Reminder | None

    @property
    def has_answered(self) -> bool:
        return not self.waiting

    def days_waited(self, today: date) -> int:
        """Days since it was asked; nought when nothing waits."""
        if not self.waiting or self.since is None:
            return 0
        return (today - timezone.localdate(self.since)).days


@dataclass(frozen=True)
class Matrix:
    """All rows in reading order, the parties in their order, and how many rows are how far."""

    version: Version | None
    round: Round | None
    rows: list[Row] = field(default_factory=list)
    parties: list[Standing] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def is_agreed(self) -> bool:
        """Whether every party agrees to every clause of exactly this version."""
        return bool(self.rows) and self.counts[RowState.READY] == self.total

    @property
    def next_blocking(self) -> Row | None:
        """The first clause that stands in the way: objected to, else not yet agreed by all."""
        for state in (RowState.BLOCKED, RowState.OPEN):
            for row in self.rows:
                if row.state == state:
                    return row
        return None

    @property
    def waiting_parties(self) -> list[Standing]:
        return [standing for standing in self.parties if standing.waiting]

    def row_of(self, clause) -> Row | None:
        """The row of this clause of the working text, if it stands in the version."""
        return next((row for row in self.rows if row.clause.clause_id == clause.pk), None)


def matrix_of(memorandum: Memorandum, *, version: Version | None = None) -> Matrix:
    """Give the matrix of the present version, or of an earlier one as it stood in its round.

    Constant number of queries. It holds nothing of internal notes. A memorandum that was never
    sent has an empty matrix.
    """
    version = version or current_version(memorandum)
    if version is None:
        return Matrix(None, None, counts=_counted([]))
    parties = list(memorandum.parties.select_related("organisation").in_order())
    clauses = version.clauses.select_related("clause").order_by("position")
    words = _words(version)
    suggestions = _suggestions(memorandum, version)
    receipts = {one.party_id: one for one in version.round.receipts.select_related("by")}
    rows = []
    for clause in clauses:
        cells = [
            _cell(party, clause, version.round, words, suggestions, receipts) for party in parties
        ]
        rows.append(Row(clause, cells, row_state(one.state for one in cells)))
    return Matrix(
        version,
        version.round,
        rows,
        _standings(parties, rows, version, receipts),
        _counted(rows),
    )


def _words(version: Version) -> dict[tuple[int, int], Position]:
    """The last word of each party on each clause up to this version's round."""
    said = Position.objects.filter(
        round__version__memorandum=version.memorandum_id, round__version__number__lte=version.number
    )
    last = said.select_related("by").current()
    return {(one.party_id, one.clause_id): one for one in last}


def _suggestions(
    memorandum: Memorandum, version: Version
) -> dict[tuple[int, int], list[Suggestion]]:
    """Suggestions without an answer; of an earlier version those that were made in its round."""
    made = memorandum.suggestions.order_by("number")
    if version.number == memorandum.version_number:
        made = made.filter(state=Suggestion.State.OPEN)
    else:
        made = made.filter(round__version=version)
    found = defaultdict(list)
    for one in made:
        found[one.party_id, one.clause_id].append(one)
    return found


def _cell(party, clause, round, words, suggestions, receipts) -> Cell:
    key = party.pk, clause.clause_id
    position = words.get(key)
    open_ones = tuple(suggestions.get(key, ()))
    said_hash = position.text_hash if position else ""
    state = cell(
        position.stance if position else "",
        said_hash,
        clause.text_hash,
        bool(open_ones),
        party.pk in receipts,
    )
    is_late = bool(
        position
        and position.round_id == round.pk
        and not position.by_silence
        and timezone.localdate(position.at) > round.due_on
    )
    return Cell(
        party,
        state,
        owes_word(state, said_hash, clause.text_hash),
        position,
        open_ones,
        is_late,
    )


def _standings(parties, rows, version, receipts) -> list[Standing]:
    last = Reminder.objects.filter(
        memorandum=version.memorandum_id, subject=Reminder.Subject.ROUND, at__gte=version.at
    )
    reminders = {one.organisation_id: one for one in last.order_by("at", "pk")}
    return [
        Standing(
            party,
            waiting=(waiting := [row.clause for row in rows if row.cells[place].owes]),
            since=version.at if waiting else None,
            receipt=receipts.get(party.pk),
            reminder=reminders.get(party.organisation_id),
        )
        for place, party in enumerate(parties)
    ]


def _counted(rows: list[Row]) -> dict[str, int]:
    counted = Counter(row.state for row in rows)
    return {str(state): counted[state] for state in RowState}
