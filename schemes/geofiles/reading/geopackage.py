"""GeoPackage, read as the SQLite file it is: tables only, nothing in it is run.

No driver and no extension has a say: an authorizer lets plain reading through and nothing else,
so that views, triggers, attached files and functions of SQL stay what they are, text.
"""

import sqlite3
from collections.abc import Iterator

import shapely

from .batches import Batch, Request, clean_row, samples_of
from .contents import Field, Layer, Reference, Unreadable
from .references import reference_of

ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
PRAGMAS = {"table_xinfo", "trusted_schema", "cell_size_check"}
FUNCTIONS = {"count"}
FIRST = 1000
TYPES = {"BOOLEAN": "yes_no", "DATE": "date", "DATETIME": "time"}
LAYERS = """
SELECT c.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id,
       s.definition
FROM gpkg_contents c
JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
WHERE c.data_type = 'features'
"""


def _may(action, first, second, _base, _trigger):
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in PRAGMAS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


class GeoPackageSource:
    """The feature tables of a GeoPackage."""

    encoding, encoding_is_guessed = "utf-8", False

    def __init__(self, request: Request):
        self.limits, self.warnings = request.limits, []
        self.base = sqlite3.connect(f"file:{request.path}?mode=ro&immutable=1", uri=True)
        self.base.text_factory = lambda text: text.decode("utf-8", "replace")
        self.base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024)
        self.base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self.base.set_authorizer(_may)
        self._ask("PRAGMA trusted_schema = OFF")
        self.tables = {row[0]: row[1:] for row in self._ask(LAYERS).fetchall()}
        if not self.tables:
            raise Unreadable("geopackage_without_shapes")
        if len(self.tables) > self.limits.layers:
            raise Unreadable("too_many_layers", most=self.limits.layers)
        for table in self.tables:
            self._require_plain(table)

    def layers(self) -> list[Layer]:
        return [self._layer(name) for name in self.tables]

    def batches(self, layer: str) -> Iterator[Batch]:
        if layer not in self.tables:
            raise Unreadable("layer_unknown", layer=layer[:100])
        rows = self._ask(self._select(layer))
        number = 0
        while True:
            try:
                part = rows.fetchmany(self.limits.batch)
            except (sqlite3.Error, OverflowError) as error:
                raise Unreadable("damaged", detail=str(error)[:200]) from error
            if not part:
                return
            yield self._batch(layer, part, number)
            number += len(part)

    def _layer(self, name: str) -> Layer:
        count = self._ask(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]  # noqa: S608
        rows = self._ask(self._select(name)).fetchmany(FIRST)
        batch = self._batch(name, rows, 0)
        shapes = batch.shapes[~(shapely.is_missing(batch.shapes) | shapely.is_empty(batch.shapes))]
        fields = [
            Field(column, kind, samples_of(batch.attributes, column))
            for column, kind in self._columns(name).items()
        ]
        return Layer(
            name=name,
            count=count,
            geometry_types=sorted({shape.geom_type for shape in shapes}),
            fields=fields,
            reference=self._reference(name),
            bounds=[float(one) for one in shapely.total_bounds(shapes)] if len(shapes) else None,
        )

    def _reference(self, table: str) -> Reference:
        _column, number, organisation, code, definition = self.tables[table]
        if number in (None, 0, -1):
            return Reference()
        if str(organisation).upper() == "EPSG" and (found := reference_of(f"EPSG:{code}")).is_known:
            return found
        return reference_of(str(definition or ""))

    def _batch(self, table: str, rows: list[tuple], before: int) -> Batch:
        batch = Batch(numbers=[before + place + 1 for place in range(len(rows))])
        blobs = [_wkb(row[0], batch, place) for place, row in enumerate(rows)]
        batch.take_wkb(blobs, self.limits)
        columns = self._columns(table)
        yes_no = {name for name, kind in columns.items() if kind == "yes_no"}
        for place, row in enumerate(rows):
            values = dict(zip(columns, row[1:], strict=True))
            for name in yes_no:
                values[name] = None if values[name] is None else bool(values[name])
            for name, value in values.items():
                values[name] = None if isinstance(value, bytes) else value
            batch.attributes.append(clean_row(values, batch, place, self.limits))
        return batch

    def _select(self, table: str) -> str:
        names = [self.tables[table][0], *self._columns(table)]
        return f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)}"  # noqa: S608

    def _columns(self, table: str) -> dict[str, str]:
        """Columns that hold something: no key, no shape, no computed ones, no binary ones."""
        found = {}
        for _id, name, kind, _null, _default, key, hidden in self._ask(
            f"PRAGMA table_xinfo({_quoted(table)})"
        ).fetchall():
            kind = str(kind).upper()
            if name != self.tables[table][0] and not key and not hidden and "BLOB" not in kind:
                found[name] = _type(kind)
        if len(found) > self.limits.fields:
            raise Unreadable("too_many_fields", most=self.limits.fields)
        return found

    def _require_plain(self, table: str) -> None:
        made = self._ask("SELECT type, sql FROM sqlite_master WHERE name = ?", table).fetchall()
        if [kind for kind, _sql in made] != ["table"]:
            raise Unreadable("geopackage_view", layer=table[:100])
        if str(made[0][1]).strip().upper().startswith("CREATE VIRTUAL"):
            raise Unreadable("geopackage_view", layer=table[:100])

    def _ask(self, query: str, *values):
        try:
            return self.base.execute(query, values)
        except sqlite3.Error as error:
            raise Unreadable("damaged", detail=str(error)[:200]) from error


def _type(declared: str) -> str:
    if "INT" in declared:
        return "whole"
    if declared.startswith(("REAL", "DOUBLE", "FLOAT", "NUMERIC")):
        return "number"
    return TYPES.get(declared, "text")


def _wkb(blob, batch: Batch, place: int) -> bytes | None:
    """Take the header of a GeoPackage's shape off."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        batch.spoil(place, "geometry_damaged")
        return None
    flags = blob[3]
    envelope = ENVELOPES.get(flags >> 1 & 7)
    if envelope is None or flags & 0x20:
        batch.spoil(place, "geometry_damaged")
        return None
    return None if flags & 0x10 else blob[8 + envelope :]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
