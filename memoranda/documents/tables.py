"""A document's table as a workbook: for those who count on."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from agglo_portal.core import printable
from agglo_portal.core.documents import without_clock
from agglo_portal.core.word import EPOCH

WIDEST = 60


def xlsx_of(data: dict, *, language: str) -> bytes:
    """Give the table of the document with its title above; the same data give the same bytes.

    Every cell is text: what a person typed is never read as a formula.
    """
    data = printable.clean(data)
    table = next(part for part in data["parts"] if part["is"] == "table")
    book = Workbook()
    sheet = book.active
    sheet.title = data["sheet"]
    _write(sheet, 1, [data["title"]], bold=True)
    for number, line in enumerate(data["notes"], start=2):
        _write(sheet, number, [line])
    first = len(data["notes"]) + 3
    _write(sheet, first, table["columns"], bold=True, wrap=True)
    for number, cells in enumerate(table["rows"], start=first + 1):
        _write(sheet, number, [_text(cell["blocks"]) for cell in cells], wrap=True)
    for place, width in enumerate(table["widths"], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(width, WIDEST)
    sheet.freeze_panes = sheet.cell(first + 1, 1)
    book.properties.title, book.properties.creator = data["title"], ""
    book.properties.language = language
    book.properties.created = book.properties.modified = EPOCH
    output = io.BytesIO()
    book.save(output)
    return without_clock(output.getvalue())


def _write(sheet, row: int, texts: list[str], *, bold: bool = False, wrap: bool = False) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.data_type = "s"  # after the value: openpyxl takes "=…" for a formula
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def _text(blocks: list[dict]) -> str:
    return "\n".join("".join(run["text"] for run in block["runs"]) for block in blocks)
