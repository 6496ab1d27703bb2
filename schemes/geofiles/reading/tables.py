"""CSV and XLSX: a row is an object, its place stands in two columns or in one as WKT."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import numpy
import openpyxl
import shapely

from . import archives, coordinates, encodings, kinds
from .batches import Batch, Request, clean_row, samples_of
from .contents import Field, Layer, Reference, Unreadable
from .references import reference_of

LONGEST_LINE = 8 * 1024 * 1024
LONGEST_HEADING = 64 * 1024
FIRST = 500
# A text that a spreadsheet would take for a formula goes out marked (core.spreadsheets).
MARK = re.compile(r"^'(?='*[=+\-@\t\r])")
MACROS = re.compile(r"vba|macrosheets", re.I)
Line = tuple[int, list]


class TableSource:
    """What CSV and XLSX have in common: a heading, lines under it, and columns with places."""

    encoding, encoding_is_guessed = "utf-8", False

    def __init__(self, request: Request):
        self.request, self.limits = request, request.limits
        self.warnings: list[tuple[str, dict]] = []

    def names(self) -> list[str]:
        raise NotImplementedError

    def lines(self, layer: str) -> Iterator[Line]:
        """Give the lines with their numbers; the first is the heading."""
        raise NotImplementedError

    def layers(self) -> list[Layer]:
        found = [layer for name in self.names() if (layer := self._layer(name))]
        if not found:
            raise Unreadable("table_empty")
        return found

    def batches(self, layer: str) -> Iterator[Batch]:
        lines = self.lines(layer)
        heading = self._heading(next(lines, (0, []))[1])
        place_of = self.request.geometry or coordinates.guess(heading, [])
        if not set(place_of.values()) <= set(heading) or not (
            set(place_of) == {"wkt"} or set(place_of) == {"x", "y"}
        ):
            raise Unreadable("coordinates_not_chosen")
        part: list[Line] = []
        for line in lines:
            part.append(line)
            if len(part) >= self.limits.batch:
                yield self._batch(heading, part, place_of)
                part = []
        yield self._batch(heading, part, place_of)

    def _layer(self, name: str) -> Layer | None:
        lines = self.lines(name)
        heading = self._heading(next(lines, (0, []))[1])
        first: list[list] = []
        count = 0
        for _number, cells in lines:
            count += 1
            if len(first) < FIRST:
                first.append(cells)
        if not heading or not count:
            return None
        place_of = coordinates.guess(heading, first)
        rows = [dict(zip(heading, cells, strict=False)) for cells in first]
        shapes = [one for one in self._shapes(heading, first, place_of) if one is not None]
        return Layer(
            name=name,
            count=count,
            geometry_types=sorted({one.geom_type for one in shapes}),
            fields=[Field(one, _type(rows, one), samples_of(rows, one)) for one in heading],
            reference=_looks_like_degrees(shapes),
            geometry=place_of,
            bounds=[float(one) for one in shapely.total_bounds(shapes)] if shapes else None,
        )

    def _heading(self, cells: list) -> list[str]:
        while cells and cells[-1] in (None, ""):
            cells = cells[:-1]
        if len(cells) > self.limits.fields:
            raise Unreadable("too_many_fields", most=self.limits.fields)
        names: list[str] = []
        for place, cell in enumerate(cells):
            name = str(cell if cell is not None else "").strip()[:100] or f"#{place + 1}"
            names.append(name if name not in names else f"{name} ({place + 1})")
        return names

    def _shapes(self, heading, rows, place_of) -> list:
        if not place_of:
            return []
        batch = self._batch(heading, list(enumerate(rows)), place_of)
        return [None if place in batch.problems else one for place, one in enumerate(batch.shapes)]

    def _batch(self, heading: list[str], lines: list[Line], place_of: dict) -> Batch:
        batch = Batch(numbers=[number for number, _cells in lines])
        shapes = [None] * len(lines)
        for place, (_number, cells) in enumerate(lines):
            if any(cell not in (None, "") for cell in cells[len(heading) :]):
                batch.spoil(place, "too_many_cells", most=len(heading))
            values = dict(zip(heading, [*cells, *[None] * len(heading)], strict=False))
            if "wkt" in place_of:
                shapes[place] = self._from_wkt(batch, place, values.pop(place_of["wkt"]))
            else:
                shapes[place] = self._from_numbers(batch, place, values, place_of)
            batch.attributes.append(clean_row(values, batch, place, self.limits))
        batch.shapes = numpy.empty(len(shapes), dtype=object)
        batch.shapes[:] = shapes
        return batch

    def _from_wkt(self, batch: Batch, place: int, text):
        text = re.sub(r"^\s*SRID=\d+;", "", str(text or ""), flags=re.I).strip()
        if not text:
            return None
        if text.count(",") > self.limits.vertices_of_feature:
            batch.spoil(place, "too_many_vertices", most=self.limits.vertices_of_feature)
            return None
        shape = shapely.from_wkt(text, on_invalid="ignore")
        if shape is None:
            batch.spoil(place, "geometry_damaged")
        return shape

    def _from_numbers(self, batch: Batch, place: int, values: dict, place_of: dict):
        written = {side: values.get(place_of[side]) for side in ("x", "y")}
        if all(one in (None, "") for one in written.values()):
            return None
        read = {side: coordinates.number(one) for side, one in written.items()}
        for side, number in read.items():
            if number is None:
                value = str(written[side] if written[side] is not None else "")[:40]
                batch.spoil(place, "not_a_number", field=place_of[side], value=value)
                return None
        return shapely.Point(read["x"], read["y"])


class CsvSource(TableSource):
    """A text with separators; letters and separator are found out from its beginning."""

    def __init__(self, request: Request):
        super().__init__(request)
        csv.field_size_limit(LONGEST_LINE)
        with request.path.open("rb") as file:
            head = file.read(1024 * 1024)
        self.encoding, self.encoding_is_guessed = request.encoding, False
        if not self.encoding:
            self.encoding, self.encoding_is_guessed = encodings.guess([head])
        first = head[:LONGEST_HEADING].decode(self.encoding, "replace").partition("\n")[0]
        self.separator = max(";\t,|", key=first.count)
        if not first.count(self.separator) and not coordinates.WKT.search(
            head.decode(self.encoding, "replace").partition("\n")[2]
        ):
            raise Unreadable("unknown_kind")

    def names(self) -> list[str]:
        return [self.request.name]

    def lines(self, layer: str) -> Iterator[Line]:
        codec = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        with self.request.path.open(encoding=codec, errors="replace", newline="") as file:
            reader = csv.reader(_bounded(file), delimiter=self.separator)
            try:
                for number, cells in enumerate(reader, start=1):
                    if any(cells):
                        yield number, [MARK.sub("", cell) for cell in cells]
            except csv.Error as error:
                raise Unreadable("damaged", detail=str(error)[:200]) from error


class XlsxSource(TableSource):
    """A workbook: each sheet is a layer; formulas are read as their last values."""

    def __init__(self, request: Request):
        super().__init__(request)
        members = archives.check(request.path, request.limits)
        if any(MACROS.search(member.filename) for member in members):
            raise Unreadable("macros")
        _refuse_entities(request.path, members)
        path = request.path.rename(request.folder / "book.xlsx")
        try:
            self.book = openpyxl.load_workbook(
                path, read_only=True, data_only=True, keep_links=False
            )
        except MemoryError:
            raise
        except Exception as error:  # openpyxl raises whatever its parts do
            raise Unreadable("damaged", detail=str(error)[:200]) from error

    def names(self) -> list[str]:
        names = [sheet.title for sheet in self.book.worksheets]
        if len(names) > self.limits.layers:
            raise Unreadable("too_many_layers", most=self.limits.layers)
        return names

    def lines(self, layer: str) -> Iterator[Line]:
        if layer not in self.book.sheetnames:
            raise Unreadable("layer_unknown", layer=layer[:100])
        sheet = self.book[layer]
        sheet.reset_dimensions()
        try:
            rows = sheet.iter_rows(values_only=True, max_col=self.limits.fields + 1)
            for number, cells in enumerate(rows, start=1):
                if any(cell not in (None, "") for cell in cells):
                    yield number, list(cells)
        except Unreadable:
            raise
        except MemoryError:
            raise
        except Exception as error:  # as above
            raise Unreadable("damaged", detail=str(error)[:200]) from error


def _bounded(file) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Unreadable("line_too_long")
        yield line


def _refuse_entities(path, members) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as file:
                        if kinds.DOCTYPE.search(file.read(kinds.HEAD)):
                            raise Unreadable("xml_entities")
    except archives.DAMAGED as error:
        raise Unreadable("damaged") from error


def _type(rows: list[dict], name: str) -> str:
    values = [row[name] for row in rows if row.get(name) not in (None, "")]
    if not values:
        return "text"
    if all(isinstance(one, bool) for one in values):
        return "yes_no"
    if all(isinstance(one, date | datetime) for one in values):
        return "date"
    numbers = [coordinates.number(one) for one in values]
    if any(one is None for one in numbers) or any(re.match(r"^0\d", str(one)) for one in values):
        return "text"
    return "whole" if all(one.is_integer() for one in numbers) else "number"


def _looks_like_degrees(shapes: list) -> Reference:
    """Tables say nothing of their system: small numbers are taken for degrees of WGS 84."""
    if not shapes:
        return Reference()
    west, south, east, north = shapely.total_bounds(shapes)
    is_small = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 180
    return reference_of("EPSG:4326") if is_small else Reference()
