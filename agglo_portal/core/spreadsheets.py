"""Tables for spreadsheets, sent row by row: Kazakh letters and formulas are taken care of."""

import csv
from collections.abc import Iterable

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
    texts = ["" if value is None else str(value) for value in row]
    return csv.writer(_Echo()).writerow(
        [f"'{text}" if text.startswith(FORMULA_STARTS) else text for text in texts]
    )
