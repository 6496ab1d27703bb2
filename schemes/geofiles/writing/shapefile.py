"""Shapefile for old programs: UTF-8 with .cpg, names of ten ASCII letters and a table of them.

A text holds 254 bytes, half as many Kazakh letters: what is longer is cut between letters, and
README.txt in the archive says where. The GeoPackage holds everything.
"""

import csv
import io
from itertools import islice
from pathlib import Path

import numpy
import pyogrio.raw

from agglo_portal.core.spreadsheets import BYTE_ORDER_MARK

from ...rules.attributes import label_of
from ...rules.file_names import short_names
from .columns import LANGUAGES, Column
from .exports import Export, Part

BATCH = 5_000
LONGEST_TEXT = 254  # bytes of a text column in a .dbf
GEOMETRY = {"point": "Point", "line": "MultiLineString", "polygon": "MultiPolygon"}
# How a column of a kind is typed in memory, and what stands in an empty place of it.
TYPES = {"integer": ("int64", 0), "boolean": ("int32", 0), "decimal": ("float64", 0.0)}


def write_layer(export: Export, part: Part, folder: Path) -> list[Path]:
    """Write the files of one layer, part by part, and the table of its columns."""
    path = folder / f"{part.layer.code}.shp"
    names = short_names(one.code for one in part.columns)
    objects = part.objects()
    append = False
    while (batch := list(islice(objects, BATCH))) or not append:
        blobs = numpy.array([bytes(row["wkb"]) for row, _values in batch], dtype=object)
        table = list(zip(*[values for _row, values in batch], strict=True)) or [()] * len(names)
        data = [_column(export, part, *one) for one in zip(part.columns, table, strict=True)]
        pyogrio.raw.write(
            path, blobs, [one for one, _mask in data], list(names.values()),
            field_mask=[mask for _one, mask in data], driver="ESRI Shapefile", encoding="UTF-8",
            geometry_type=GEOMETRY[part.layer.geometry_type], crs="EPSG:4326", append=append,
        )  # fmt: skip
        append = True
    (folder / f"{part.layer.code}-columns.csv").write_text(_table(part, names), encoding="utf-8")
    return sorted(folder.glob(f"{part.layer.code}[.-]*"))


def _column(export: Export, part: Part, column: Column, values: tuple):
    """Give the values of a column as an array and a mask of its empty places."""
    empty = numpy.array([value is None for value in values], dtype=bool)
    if column.kind == "date":
        days = [value or "NaT" for value in values]
        return numpy.array(days, dtype="datetime64[D]"), None
    if column.kind not in TYPES:
        texts = [None if one is None else _cut(export, part, column, one) for one in values]
        return numpy.array(texts, dtype=object), None
    kind, nothing = TYPES[column.kind]
    if column.kind == "decimal":
        values = [None if v is None else export.number(v, part, column) for v in values]
    return numpy.array([nothing if v is None else v for v in values], dtype=kind), empty


def _cut(export: Export, part: Part, column: Column, text: str) -> str:
    encoded = str(text).encode()
    if len(encoded) <= LONGEST_TEXT:
        return str(text)
    export.lose("text_cut", part, column.code)
    return encoded[:LONGEST_TEXT].decode(errors="ignore")


def _table(part: Part, names: dict[str, str]) -> str:
    """Give the table that says what each column and each code in it stands for."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["column", "code", "type", "value", *[f"label_{one}" for one in LANGUAGES]])
    for column in part.columns:
        definition = {f"label_{one}": column.label for one in LANGUAGES} | dict(column.definition)
        labels = [label_of(definition, one) for one in LANGUAGES]
        writer.writerow([names[column.code], column.code, column.kind, "", *labels])
        for choice in column.choices:
            labels = [label_of(choice, one) for one in LANGUAGES]
            writer.writerow([names[column.code], column.code, "", choice["code"], *labels])
    return BYTE_ORDER_MARK + table.getvalue()
