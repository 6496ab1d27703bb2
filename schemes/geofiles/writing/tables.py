"""CSV and XLSX: one heading row of “label [code]”, choices as words, outlines as WKT.

Points have their longitude and latitude too. Texts that a spreadsheet would take for a formula
stay texts: marked in CSV (`as_typed` gives them back), typed as text in XLSX.
"""

from decimal import Decimal
from pathlib import Path

import openpyxl
import shapely
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from agglo_portal.core import spreadsheets

from ...models import Layer
from ...rules.file_names import heading
from .exports import Export, Part, about

LONGEST_CELL = 32_767  # letters that a cell of XLSX holds
PLACES = {Layer.GeometryType.POINT: ["lon", "lat"]}


def write_csv(export: Export, part: Part, path: Path) -> Path:
    """Write a layer as lines of text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(spreadsheets.heading_line(_headings(part)))
        for row, values in part.objects():
            shown = [_shown(*one) for one in zip(part.columns, values, strict=True)]
            file.write(spreadsheets.line([*shown, *_place(part, row)]))
    return path


def write_xlsx(export: Export) -> Path:
    """Write a workbook, a sheet for each layer and one that says what it all is."""
    book = openpyxl.Workbook(write_only=True)
    for part in export.parts:
        sheet = book.create_sheet(part.layer.code)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, one) for one in _headings(part)])
        for row, values in part.objects():
            pairs = zip(part.columns, values, strict=True)
            cells = [_xlsx_value(export, part, *one) for one in pairs]
            cells += _xlsx_place(export, part, row)
            sheet.append([_cell(sheet, one) for one in cells])
    notes = book.create_sheet("README")
    for text in about(export).splitlines():
        notes.append([_cell(notes, text)])
    path = export.folder / f"{export.name}.xlsx"
    book.save(path)
    return path


def _headings(part: Part) -> list[str]:
    columns = [heading(one.code, one.label) for one in part.columns]
    return [*columns, *PLACES.get(part.layer.geometry_type, []), "wkt"]


def _shown(column, value):
    value = column.shown(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _place(part: Part, row: dict) -> list:
    shape = shapely.from_wkb(bytes(row["wkb"]))
    wkt = shapely.to_wkt(shape, rounding_precision=-1)
    if part.layer.geometry_type == Layer.GeometryType.POINT:
        return [shape.x, shape.y, wkt]
    return [wkt]


def _xlsx_value(export: Export, part: Part, column, value):
    value = column.shown(value)
    if isinstance(value, Decimal):
        # A cell reckons with 15 digits: what has more stays a text, digit for digit.
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, str):
        kept = ILLEGAL_CHARACTERS_RE.sub("", value)
        if kept != value:
            export.lose("letters_lost", part, column.code)
        return kept
    return value


def _xlsx_place(export: Export, part: Part, row: dict) -> list:
    *numbers, wkt = _place(part, row)
    if len(wkt) > LONGEST_CELL:
        export.lose("shape_left_out", part, "wkt")
        wkt = None
    return [*numbers, wkt]


def _cell(sheet, value):
    """A text that the library would take for a formula or an error is marked as a text."""
    if not isinstance(value, str) or not value.startswith(("=", "#")):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
