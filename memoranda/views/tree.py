"""What the page of the working text shows of each clause; a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import F

from ..models import Clause, ClauseRevision, Memorandum, Suggestion, VersionClause
from ..reports.parity import Found, parity_of
from ..reports.reading import current_version, hash_of, label_of, tree_of
from ..rules.numbering import Numbered
from ..services.clauses.places import PLACES, TWIN
from ..variables import tokens_in


@dataclass
class Row:
    """A clause in the tree: its number, its marks, and where it can be moved."""

    clause: Clause
    number: str
    depth: int
    differences: list[Found] = field(default_factory=list)
    is_new: bool = False
    is_changed: bool = False
    suggestion: Suggestion | None = None
    ways: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """How people call it: пункт 3.2."""
        return label_of(self.clause.kind, self.number) or self.clause.get_kind_display()

    @property
    def tone(self) -> str:
        """What the outline shows of it: what blocks, what differs, what is new; else nothing."""
        if self.clause.lagging or self.is_blocked or self.unfilled:
            return "bad"
        if self.open:
            return "warn"
        return "new" if self.is_new or self.is_changed else ""

    @property
    def unfilled(self) -> list[str]:
        """Variables that still stand in its words; those of a template are meant."""
        if self.clause.memorandum.is_template:
            return []
        return [f"{{{name}}}" for name in tokens_in(*self.clause.words().values())]

    @property
    def open(self) -> list[Found]:
        """Differences that nobody marked as meant."""
        return [one for one in self.differences if one.mark is None]

    @property
    def is_blocked(self) -> bool:
        return any(one.is_blocking for one in self.differences)

    @property
    def takes(self) -> list[str]:
        """Kinds that can stand inside it."""
        return [kind for kind in Clause.Kind.values if self.clause.kind in PLACES[kind]]


@dataclass
class Branch:
    """A node of the top with the numbers of what is in it, for the outline."""

    row: Row
    rows: list[Row] = field(default_factory=list)


def rows_of(memorandum: Memorandum, tree: list[Numbered] | None = None) -> list[Row]:
    """Give the working text in reading order with what each clause's marks say."""
    tree = tree_of(memorandum) if tree is None else tree
    differences: dict[int, list[Found]] = {}
    for one in parity_of(memorandum, tree):
        differences.setdefault(one.clause.pk, []).append(one)
    sent = _sent_hashes(memorandum)
    suggested = _suggested(memorandum)
    rows = []
    for one in tree:
        clause = one.node
        clause.memorandum = memorandum
        row = Row(clause, one.number, one.depth, differences.get(clause.pk, []))
        if sent is not None:
            row.is_new = clause.pk not in sent
            row.is_changed = not row.is_new and sent[clause.pk] != hash_of(clause)
        if row.is_new or row.is_changed:
            row.suggestion = suggested.get(clause.pk)
        rows.append(row)
    _find_ways(rows)
    return rows


def outline_of(rows: list[Row]) -> list[Branch]:
    """Give the nodes of the top, each with all rows below it."""
    branches: list[Branch] = []
    for row in rows:
        if row.depth == 0:
            branches.append(Branch(row))
        else:
            branches[-1].rows.append(row)
    return branches


def step(tree: list[Numbered], clause: Clause, way: str) -> tuple[Clause | None, int] | None:
    """Say where one step (up, down, in, out) leads: the parent and the place; None: nowhere.

    "In" puts it last into the node before it, "out" right after what it stood in.
    """
    beside, index = _beside(tree, clause)
    nodes = {one.node.pk: one.node for one in tree}
    parent = nodes.get(clause.parent_id)
    if way == "up" and index > 0:
        return parent, index
    if way == "down" and index < len(beside) - 1:
        return parent, index + 2
    if way == "in" and index > 0 and _fits(clause.kind, beside[index - 1]):
        inside = [one for one in nodes.values() if one.parent_id == beside[index - 1].pk]
        return beside[index - 1], len(inside) + 1
    if way == "out" and parent is not None:
        above = nodes.get(parent.parent_id)
        if _fits(clause.kind, above):
            return above, _beside(tree, parent)[1] + 2
    return None


def _find_ways(rows: list[Row]) -> None:
    """Say of each row where it can go, without looking through the whole tree for each."""
    nodes = {row.clause.pk: row.clause for row in rows}
    families: dict[int | None, list[Row]] = {}
    for row in rows:
        families.setdefault(row.clause.parent_id, []).append(row)
    for family in families.values():
        for index, row in enumerate(family):
            parent = nodes.get(row.clause.parent_id)
            if index > 0:
                row.ways.add("up")
                if _fits(row.clause.kind, family[index - 1].clause):
                    row.ways.add("in")
            if index < len(family) - 1:
                row.ways.add("down")
            if parent is not None and _fits(row.clause.kind, nodes.get(parent.parent_id)):
                row.ways.add("out")


def _fits(kind: str, parent: Clause | None) -> bool:
    place = parent.kind if parent else None
    return any(place in PLACES[one] for one in (kind, TWIN.get(kind)) if one)


def _beside(tree: list[Numbered], clause: Clause) -> tuple[list[Clause], int]:
    beside = [one.node for one in tree if one.node.parent_id == clause.parent_id]
    return beside, [one.pk for one in beside].index(clause.pk)


def _sent_hashes(memorandum: Memorandum) -> dict[int, str] | None:
    version = current_version(memorandum) if memorandum.version_number else None
    if version is None:
        return None
    rows = VersionClause.objects.filter(version=version)
    return dict(rows.values_list("clause_id", "text_hash"))


def _suggested(memorandum: Memorandum) -> dict[int, Suggestion]:
    """The suggestions from which the present wordings come."""
    revisions = ClauseRevision.objects.filter(
        clause__memorandum=memorandum,
        clause__revision=F("revision"),
        suggestion__isnull=False,
    ).select_related("suggestion__party__organisation")
    return {one.clause_id: one.suggestion for one in revisions}
