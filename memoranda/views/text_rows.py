"""The text as rows of a page: number, words in both languages, where it stands."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from ..models import Memorandum
from ..reports.matrix import Matrix, Row
from ..rules.matrix import State
from ..rules.numbering import ANNEX

# What a glance at a clause tells, the weightiest first.
REMARKS = (State.COMMENTS, State.SUGGESTS)


@dataclass(frozen=True)
class TextRow:
    """A clause on a page. `clause` has the four texts; `tone` is its mark in the tree."""

    clause: object
    number: str
    depth: int
    anchor: str
    url: str = ""
    tone: str = ""
    note: str = ""
    is_current: bool = False

    @property
    def kind(self) -> str:
        return self.clause.kind

    @property
    def is_annex(self) -> bool:
        """Annexes have a counter of their own: they are named in words, "1-қосымша"."""
        return self.kind == ANNEX

    @property
    def indent(self) -> int:
        """How far in the tree: three steps are shown."""
        return min(self.depth, 2)


class Words:
    """A row of the consolidated text, read as a clause is."""

    operation = ""

    def __init__(self, row):
        self.row = row
        self.kind, self.pk = row.kind, row.clause.pk
        self.source, self.is_repealed = row.source, row.is_repealed
        for name, text in row.words.items():
            setattr(self, name, text)

    @property
    def heading(self) -> str:
        return self.heading_ru if get_language() == "ru" else self.heading_kk

    @property
    def text(self) -> str:
        return self.text_ru if get_language() == "ru" else self.text_kk


def tone_of_row(row: Row) -> str:
    """Say in one mark where a clause stands: objected to, waited for, remarked on, agreed."""
    states = {cell.state for cell in row.cells}
    if State.OBJECTS in states:
        return "bad"
    if any(cell.owes for cell in row.cells):
        return "wait"
    if states & set(REMARKS):
        return "warn"
    return "ok" if row.cells else ""


def rows_of_matrix(memorandum: Memorandum, matrix: Matrix, current=None) -> list[TextRow]:
    """Give the clauses of the present version with their marks; `current` is the open one."""
    rows = []
    for row in matrix.rows:
        clause = row.clause
        rows.append(
            TextRow(
                clause,
                clause.number,
                clause.depth,
                anchor_of(clause.position),
                url=clause_url(memorandum, clause.clause),
                tone=tone_of_row(row),
                is_current=current is not None and clause.clause_id == current.pk,
            )
        )
    return rows


def rows_of_version(clauses) -> list[TextRow]:
    """Give the clauses of any version, without marks."""
    return [TextRow(one, one.number, one.depth, anchor_of(one.position)) for one in clauses]


def rows_of_tree(tree) -> list[TextRow]:
    """Give the working text, numbered, without marks."""
    return [
        TextRow(one.node, one.number, one.depth, anchor_of(place))
        for place, one in enumerate(tree, start=1)
    ]


def rows_of_consolidated(rows) -> list[TextRow]:
    """Give the consolidated text; each row says whose wording it is."""
    return [
        TextRow(Words(row), row.number, row.depth, anchor_of(place))
        for place, row in enumerate(rows, start=1)
    ]


def clause_url(memorandum: Memorandum, clause) -> str:
    return reverse("memoranda:clause_detail", args=[memorandum.uid, clause.uid])


def anchor_of(position: int) -> str:
    """The part of the page where a clause stands."""
    return f"p{position}"
