"""The text as it stands on a day: the signed version with the amendments then in force.

Original clauses keep their numbers whatever is inserted or repealed, so that citations stay true;
an inserted clause is numbered after the one it follows: 3.2-1, 3.2-2. A repealed clause stays in
its place, shown as repealed. Each row says which memorandum gave it its present wording.
"""

from dataclasses import dataclass, field
from datetime import date

from ..models import Clause, Memorandum, Operation, VersionClause
from ..rules import force

# What may stand in what: a clause inserted "after" a section or an annex is put at its end.
RANKS = {"annex": 0, "section": 1, "clause": 2, "subclause": 3}


@dataclass(eq=False)
class Row:
    """A clause of the consolidated text."""

    clause: Clause  # of the original, or of the amendment that inserted it
    kind: str
    number: str
    words: dict[str, str]
    source: Memorandum | None = None  # whose wording; nothing: as it was signed
    operation: str = ""  # what the source did: replace, insert, repeal
    former: list[dict[str, str]] = field(default_factory=list)  # earlier wordings, oldest first
    parent: "Row | None" = None
    children: list["Row"] = field(default_factory=list)
    inserted: list["Row"] = field(default_factory=list)  # those numbered after this one

    @property
    def is_repealed(self) -> bool:
        return self.operation == Operation.REPEAL

    @property
    def depth(self) -> int:
        return self.parent.depth + 1 if self.parent else 0


@dataclass(frozen=True)
class Consolidated:
    """The text on a day: its rows in reading order and what they are made of."""

    memorandum: Memorandum
    on: date
    rows: list[Row]
    amendments: list[Memorandum]  # applied, in their order
    annexes: list[Memorandum]  # separate texts that stand beside this one on the day
    lost: list[VersionClause]  # changes of something that is not in the text


def consolidated(memorandum: Memorandum, on: date) -> Consolidated:
    """Give the text of a memorandum on a day (six queries, however many amendments there are).

    Amendments count from their first day in force until their end, without their suspensions, in
    the order of that day, then of their making.
    """
    text = _Text(_clauses_of([memorandum]).get(memorandum.pk, []))
    changing = changes_of(memorandum, on)
    amendments = [one for one in changing if one.relation == Memorandum.Relation.AMENDMENT]
    clauses = _clauses_of(amendments)
    for amendment in amendments:
        text.amend(amendment, clauses.get(amendment.pk, []))
    annexes = [one for one in changing if one.relation == Memorandum.Relation.ANNEX]
    return Consolidated(memorandum, on, text.rows(), amendments, annexes, text.lost)


def changes_of(memorandum: Memorandum, on: date) -> list[Memorandum]:
    """Give the amendments and annexes of a memorandum that are in force on the day, in order."""
    found = memorandum.amendments.public().filter(in_force_on__lte=on)
    found = found.prefetch_related("force_events").order_by("in_force_on", "pk")
    return [one for one in found if _is_in_force(one, on)]


def _is_in_force(memorandum: Memorandum, on: date) -> bool:
    events = sorted(memorandum.force_events.all(), key=lambda event: (event.on, event.pk))
    return force.is_in_force(((e.kind, e.on) for e in events), memorandum.ends_on, on)


def _clauses_of(memoranda: list[Memorandum]) -> dict[int, list[VersionClause]]:
    """The clauses of the present (the signed) version of each, in reading order."""
    present = {(one.pk, one.version_number) for one in memoranda}
    rows = VersionClause.objects.filter(version__memorandum__in=memoranda)
    rows = rows.select_related("version", "clause").order_by("version", "position")
    found: dict[int, list[VersionClause]] = {}
    for row in rows.filter(version__number__in={number for _pk, number in present}):
        if (row.version.memorandum_id, row.version.number) in present:
            found.setdefault(row.version.memorandum_id, []).append(row)
    return found


class _Text:
    """The tree of rows while amendments are laid over it."""

    def __init__(self, clauses: list[VersionClause]):
        self.top = Row(clause=None, kind="", number="", words={})
        self.by_clause: dict[int, Row] = {}
        self.lost: list[VersionClause] = []
        rows: dict[int, Row] = {}
        for clause in clauses:
            rows[clause.pk] = _row(clause, clause.kind, clause.number)
            self._hang(rows[clause.pk], rows.get(clause.parent_id))

    def rows(self) -> list[Row]:
        """All rows in reading order; those at the top have no parent."""
        found: list[Row] = []

        def walk(row: Row) -> None:
            for child in row.children:
                found.append(child)
                walk(child)

        walk(self.top)
        for row in self.top.children:
            row.parent = None
        return found

    def amend(self, amendment: Memorandum, clauses: list[VersionClause]) -> None:
        """Do what each clause of the amendment says, in its reading order."""
        below: dict[int | None, list[VersionClause]] = {}
        for clause in clauses:
            below.setdefault(clause.parent_id, []).append(clause)
        for clause in clauses:
            if not clause.operation:
                continue
            target = self.by_clause.get(clause.target_id)
            if target is None:
                self.lost.append(clause)
            elif clause.operation == Operation.REPEAL:
                self._repeal(target, amendment)
            elif clause.operation == Operation.REPLACE:
                self._replace(target, clause, amendment, below)
            else:
                self._insert(target, clause, amendment, below)

    def _repeal(self, row: Row, by: Memorandum) -> None:
        if row.is_repealed:
            return
        row.source, row.operation = by, Operation.REPEAL
        for child in row.children:
            self._repeal(child, by)

    def _replace(self, row: Row, clause: VersionClause, by: Memorandum, below) -> None:
        row.former.append(row.words)
        row.words = clause.words()
        row.source, row.operation = by, Operation.REPLACE
        news = _plain(below, clause)
        if news:
            for child in row.children:
                self._repeal(child, by)
            self._hang_all(row, news, by, below, after=_last_number(row))

    def _insert(self, target: Row, clause: VersionClause, by: Memorandum, below) -> None:
        """Put the new clause after the target and all that was put after it before; a lower one
        (a clause after a section) at the end of what stands in the target."""
        if RANKS.get(clause.kind, 0) > RANKS.get(target.kind, len(RANKS)):
            self._hang_all(target, [clause], by, below, after=_last_number(target))
            return
        chain = self._chain(target)
        number = f"{chain.number}-{len(chain.inserted) + 1}" if chain.number else ""
        new = _row(clause, clause.kind, number, by)
        last = chain.inserted[-1] if chain.inserted else chain
        siblings = (target.parent or self.top).children
        self._hang(new, target.parent, at=siblings.index(last) + 1)
        chain.inserted.append(new)
        self._hang_all(new, _plain(below, clause), by, below, after=0)

    def _chain(self, target: Row) -> Row:
        """The clause after which the new one is numbered: the last inserted continues its row."""
        for sibling in (target.parent or self.top).children:
            if sibling.inserted and sibling.inserted[-1] is target:
                return sibling
        return target

    def _hang_all(self, parent: Row, clauses, by: Memorandum, below, *, after: int) -> None:
        prefix = "" if parent.kind == "annex" else f"{parent.number}."
        for count, clause in enumerate(clauses, start=after + 1):
            row = _row(clause, clause.kind, f"{prefix}{count}", by)
            self._hang(row, parent)
            self._hang_all(row, _plain(below, clause), by, below, after=0)

    def _hang(self, row: Row, parent: Row | None, at: int | None = None) -> None:
        row.parent = parent or self.top
        siblings = row.parent.children
        siblings.insert(len(siblings) if at is None else at, row)
        self.by_clause[row.clause.pk] = row


def _last_number(parent: Row) -> int:
    """How far the numbers in the parent go; "3.2-1" counts no further than "3.2"."""
    return sum("-" not in child.number.rpartition(".")[2] for child in parent.children)


def _row(clause: VersionClause, kind: str, number: str, by: Memorandum | None = None) -> Row:
    operation = Operation.INSERT if by else ""
    return Row(clause.clause, kind, number, clause.words(), by, operation)


def _plain(below, clause: VersionClause) -> list[VersionClause]:
    """What stands under the clause and belongs to its wording."""
    return [child for child in below.get(clause.pk, []) if not child.operation]
