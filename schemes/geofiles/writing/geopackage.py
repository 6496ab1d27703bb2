"""GeoPackage 1.3, written as the SQLite file it is: a table for each layer, styles beside.

A column is named by its code; its label and the labels of its choices stand where the standard
keeps them (gpkg_data_columns and its constraints), so QGIS shows words and the codes come back.
"""

import sqlite3
import struct
from itertools import islice
from pathlib import Path

import shapely

from ...models import Layer
from ...rules import attributes as rules
from . import geopackage_tables as tables
from .columns import Column
from .exports import Export, Part
from .styles_qml import qml
from .styles_sld import sld

BATCH = 5_000
GEOMETRY = {"point": "POINT", "line": "MULTILINESTRING", "polygon": "MULTIPOLYGON"}
TYPES = {"integer": "INTEGER", "decimal": "REAL", "date": "DATE", "boolean": "BOOLEAN"}
WITH_BOX = struct.pack("<2sBBi", b"GP", 0, 0b011, 4326)
WITHOUT_BOX = struct.pack("<2sBBi", b"GP", 0, 0b001, 4326)


def write(export: Export) -> Path:
    """Write all layers into one file."""
    path = export.folder / f"{export.name}.gpkg"
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        base.executescript(tables.START)
        for part in export.parts:
            _write_layer(base, export, part)
        base.executescript(tables.MARKS)
    finally:
        base.close()
    return path


def _write_layer(base: sqlite3.Connection, export: Export, part: Part) -> None:
    name, layer = part.layer.code, part.layer
    columns = ", ".join(f'"{one.code}" {TYPES.get(one.kind, "TEXT")}' for one in part.columns)
    base.execute(
        f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
        f"geom {GEOMETRY[layer.geometry_type]}, {columns})"
    )
    base.execute(
        f'CREATE VIRTUAL TABLE "rtree_{name}_geom" USING rtree(id, minx, maxx, miny, maxy)'
    )
    base.execute("BEGIN")
    bounds = _write_rows(base, export, part)
    base.execute("COMMIT")
    day = export.at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
        (name, _title(layer), _description(export, layer), day, *bounds),
    )
    base.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
        (name, GEOMETRY[layer.geometry_type]),
    )
    base.executescript(tables.index_of(name))
    for column in part.columns:
        _write_label(base, export, name, column)
    base.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, 'geom', ?, ?, ?, 1, ?, '', ?)",
        (name, name, qml(part, export.language), sld(part),
         _title(layer), day),
    )  # fmt: skip


def _write_rows(base: sqlite3.Connection, export: Export, part: Part) -> tuple:
    marks = ", ".join("?" * (len(part.columns) + 2))
    into = f'INSERT INTO "{part.layer.code}" VALUES ({marks})'  # noqa: S608 codes are our own
    index = f'INSERT INTO "rtree_{part.layer.code}_geom" VALUES (?, ?, ?, ?, ?)'  # noqa: S608
    west, south, east, north = [], [], [], []
    objects, number = part.objects(), 0
    while batch := list(islice(objects, BATCH)):
        blobs = [bytes(row["wkb"]) for row, _values in batch]
        boxes = shapely.bounds(shapely.from_wkb(blobs)).tolist()
        rows, places = [], []
        for (_row, values), blob, box in zip(batch, blobs, boxes, strict=True):
            number += 1
            stored = [_stored(export, part, *one) for one in zip(part.columns, values, strict=True)]
            rows.append((number, _geometry(part.layer, blob, box), *stored))
            places.append((number, box[0], box[2], box[1], box[3]))
        base.executemany(into, rows)
        base.executemany(index, places)
        columns = list(zip(*boxes, strict=True))
        west, south = [min([*west, *columns[0]])], [min([*south, *columns[1]])]
        east, north = [max([*east, *columns[2]])], [max([*north, *columns[3]])]
    return tuple(one[0] for one in (west, south, east, north)) if number else (None,) * 4


def _geometry(layer: Layer, wkb: bytes, box: list[float]) -> bytes:
    if layer.geometry_type == Layer.GeometryType.POINT:
        return WITHOUT_BOX + wkb
    return WITH_BOX + struct.pack("<4d", box[0], box[2], box[1], box[3]) + wkb


def _stored(export: Export, part: Part, column: Column, value):
    if column.kind == "decimal" and value is not None:
        return export.number(value, part, column)
    return int(value) if isinstance(value, bool) else value


def _write_label(base: sqlite3.Connection, export: Export, name: str, column: Column) -> None:
    constraint = f"{name}_{column.code}" if column.choices else None
    base.execute(
        "INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, ?, NULL, ?)",
        (name, column.code, column.label, column.label, constraint),
    )
    for choice in column.choices:
        base.execute(
            "INSERT INTO gpkg_data_column_constraints VALUES "
            "(?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
            (constraint, choice["code"], rules.label_of(choice, export.language)),
        )


def _title(layer: Layer) -> str:
    # The table's title must be unique in the file, as the standard wants it.
    return f"{layer.name} [{layer.code}]"


def _description(export: Export, layer: Layer) -> str:
    parts = [str(export.edition.scheme), export.edition.code, layer.attribution]
    return ". ".join(one for one in parts if one)
