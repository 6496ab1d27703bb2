"""Tables for spreadsheets, sent row by row: Kazakh letters and formulas are taken care of."""

import csv
from collections.abc import Iterable
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"  # so that spreadsheets read Kazakh letters as they are
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500


class _Echo:
    """A file that gives back what is written: the table is sent row by row."""

    def write(self, text: str) -> str:
        return text


def heading_line(names: Iterable) -> str:
    """Give the first line of a table, with the mark by which spreadsheets know its letters."""
    return BYTE_ORDER_MARK + line(names)


def line(row: Iterable) -> str:
    """Give a row as a line; what a spreadsheet would take for a formula is marked as text."""
    return csv.writer(_Echo()).writerow([_cell(value) for value in row])


def _cell(value) -> str:
    """A number stays a number; a text that already looks marked is marked once more."""
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float | Decimal)
    return text if is_number or not _looks_marked(text) else f"'{text}"


def as_typed(text: str) -> str:
    """Give back the text of a cell that `line` marked."""
    return text[1:] if text.startswith("'") and _looks_marked(text) else text


def _looks_marked(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_STARTS)
