"""The matrix as a table for spreadsheets."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from agglo_portal.core.spreadsheets import heading_line, line

from .looks import CELLS, ROWS
from .reports.matrix import Matrix


def matrix_as_csv(matrix: Matrix, language: str) -> Iterator[str]:
    """Give a heading, then a row a clause: number, both headings, a column a party with its state
    and reason, the result. Nothing of internal notes."""
    with translation.override(language):
        names = [str(one.party) for one in matrix.parties]
        heading = [_("Number"), _("Clause (kk)"), _("Clause (ru)"), *names, _("Result")]
        lines = [line(_row(row)) for row in matrix.rows]
        first = heading_line(heading)
    yield first
    yield from lines


def _row(row) -> list[str]:
    clause = row.clause
    return [
        clause.number,
        clause.heading_kk or clause.text_kk[:200],
        clause.heading_ru or clause.text_ru[:200],
        *[_cell(cell) for cell in row.cells],
        str(ROWS[str(row.state)][2]),
    ]


def _cell(cell) -> str:
    said = cell.position
    reasons = " / ".join(filter(None, [said.reason_kk, said.reason_ru])) if said else ""
    state = str(CELLS[str(cell.state)][2])
    return f"{state}: {reasons}" if reasons else state
