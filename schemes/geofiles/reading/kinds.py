"""What a file is, by its bytes alone: its name is never asked."""

import re
import sqlite3
import zipfile
from pathlib import Path

from .contents import Unreadable

HEAD = 64 * 1024
SIGNS = [  # what people bring by mistake, with words of its own
    (b"%PDF", "pdf"),
    (b"AC10", "dwg"),
    (b"AutoCAD Binary DXF", "dxf_binary"),
    (b"Rar!", "packed_otherwise"),
    (b"7z\xbc\xaf", "packed_otherwise"),
    (b"\x1f\x8b", "packed_otherwise"),
    (b"\x00\x00\x27\x0a", "shapefile_alone"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
]
XML_ROOT = re.compile(rb"^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<([\w:.-]+)", re.S)
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
DXF_START = re.compile(rb"^\s*(?:999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION\b")
GEOJSON_TYPES = (
    "FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon"
    "|GeometryCollection"
)
GEOJSON = re.compile(rb'"type"\s*:\s*"(?:' + GEOJSON_TYPES.encode() + rb')"')


def kind_of(path: Path) -> str:
    """Give the kind of the file; refuses what is none of ours, saying what it is if known."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise Unreadable("empty")
    for sign, code in SIGNS:
        if head.startswith(sign):
            raise Unreadable(code)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(b"SQLite format 3\0"):
        return _kind_of_sqlite(path)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("utf_16")
    return _kind_of_text(head.removeprefix(b"\xef\xbb\xbf").lstrip())


def _kind_of_text(head: bytes) -> str:
    if DXF_START.match(head):
        return "dxf"
    if b"\0" in head:
        raise Unreadable("unknown_kind")
    if head.startswith(b"<"):
        return _kind_of_xml(head)
    if head.startswith((b"{", b"[")):
        if GEOJSON.search(head):
            return "geojson"
        raise Unreadable("json_without_shapes")
    return "csv"


def _kind_of_xml(head: bytes) -> str:
    root = XML_ROOT.match(head)
    name = root[1].rpartition(b":")[2].lower() if root else b""
    if name in (b"ogrvrtdatasource", b"vrtdataset"):
        raise Unreadable("vrt")
    if DOCTYPE.search(head):
        raise Unreadable("xml_entities")
    if name != b"kml":
        raise Unreadable("xml_unknown")
    return "kml"


def _kind_of_sqlite(path: Path) -> str:
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_contents')"
    try:
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as base:
            found = base.execute(query).fetchone()[0]
    except sqlite3.Error as error:
        raise Unreadable("damaged") from error
    if not found:
        raise Unreadable("sqlite_without_shapes")
    return "geopackage"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    if "[content_types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        raise Unreadable("office_without_tables")
    if any(name.endswith((".shp", ".dbf")) for name in names):
        return "shapefile"
    if any(name.endswith(".kml") for name in names):
        return "kmz"
    raise Unreadable("zip_without_shapefile")
