"""The matrix as a table for spreadsheets."""

import csv
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from councils.exports import BYTE_ORDER_MARK, FORMULA_STARTS

from .looks import CELLS, ROWS
from .reports.matrix import Matrix


class _Echo:
    """A file that gives back what is written: the table is sent row by row."""

    def write(self, text: str) -> str:
        return text


def matrix_as_csv(matrix: Matrix, language: str) -> Iterator[str]:
    """Give a heading, then a row a clause: number, both headings, a column a party with its state
    and reason, the result. Nothing of internal notes."""
    writer = csv.writer(_Echo())
    with translation.override(language):
        names = [str(one.party) for one in matrix.parties]
        heading = [_("Number"), _("Clause (kk)"), _("Clause (ru)"), *names, _("Result")]
        lines = [writer.writerow(_safe(_row(row))) for row in matrix.rows]
        first = writer.writerow(_safe(heading))
    yield BYTE_ORDER_MARK + first
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


def _safe(row: list) -> list[str]:
    """A text that a spreadsheet would take for a formula is marked as text."""
    texts = [str(value) for value in row]
    return [f"'{text}" if text.startswith(FORMULA_STARTS) else text for text in texts]
