"""Sound files in every format that the portal reads, with Kazakh attributes; made, not kept."""

import csv
import io
import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import numpy
import openpyxl
import pyogrio.raw
import shapely

NAMES = ["Қонаев", "Өскемен ауданы", "Ұзынағаш — Іле", "Әл-Фараби, Ғылым, Үшарал, Һәм Ңғ"]
STATUS = ["бар", "жоспарда", None, "бар"]
LANES = [2, 4, None, 6]
SQUARES = [shapely.box(76.9 + n / 10, 43.2, 76.95 + n / 10, 43.25) for n in range(4)]
UTM = "EPSG:32643"
SK42 = "EPSG:28413"


def gdal_bytes(folder: Path, driver: str, suffix: str, *, shapes=SQUARES, crs="EPSG:4326", **more):
    """Write a file by GDAL; give its path."""
    path = folder / f"made{suffix}"
    lanes = numpy.array([-1 if one is None else one for one in LANES], dtype="int32")
    pyogrio.raw.write(
        path,
        numpy.array(shapely.to_wkb(shapes), dtype=object),
        [numpy.array(NAMES, dtype=object), numpy.array(STATUS, dtype=object), lanes],
        ["name" if driver == "ESRI Shapefile" else "Атауы", "status", "lanes"],
        geometry_type=more.pop("geometry_type", shapes[0].geom_type),
        crs=crs,
        driver=driver,
        **more,
    )
    return path


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def shapefile(folder: Path, *, encoding="UTF-8", with_cpg=True, **more) -> bytes:
    path = gdal_bytes(folder, "ESRI Shapefile", ".shp", encoding=encoding, **more)
    parts = {
        f"қала/{one.name}": one.read_bytes()
        for one in sorted(folder.glob("made.*"))
        if with_cpg or one.suffix != ".cpg"
    }
    path.unlink()
    return zipped(parts)


def geopackage(folder: Path, **more) -> bytes:
    path = gdal_bytes(folder, "GPKG", ".gpkg", **more)
    data = path.read_bytes()
    path.unlink()
    return data


def geopackage_by_sql(*statements: str, rows=(), table="zones") -> bytes:
    """A GeoPackage made by hand, so that anything may stand in it."""
    base = sqlite3.connect(":memory:")
    base.executescript(f"""
        CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
        INSERT INTO gpkg_contents VALUES ('{table}', 'features', 4326);
        INSERT INTO gpkg_geometry_columns VALUES ('{table}', 'geom', 4326);
        CREATE TABLE plain (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
    """)
    for statement in statements:
        base.execute(statement)
    base.executemany("INSERT INTO plain (geom, name) VALUES (?, ?)", rows)
    base.commit()
    return base.serialize()


def gpkg_blob(wkb: bytes) -> bytes:
    return b"GP\0\x01" + struct.pack("<i", 4326) + wkb


def features(shapes=SQUARES) -> list[dict]:
    return [
        {
            "type": "Feature",
            "properties": {"Атауы": name, "status": status, "lanes": lanes},
            "geometry": shapely.geometry.mapping(shape),
        }
        for name, status, lanes, shape in zip(NAMES, STATUS, LANES, shapes, strict=True)
    ]


def geojson(**more) -> bytes:
    data = {"type": "FeatureCollection", **more, "features": features()}
    return json.dumps(data, ensure_ascii=False).encode()


def kml(*, extra="", head="") -> bytes:
    marks = "".join(
        f"<Placemark><name>{name}</name><ExtendedData>"
        f'<Data name="status"><value>{status or ""}</value></Data>'
        f'<Data name="lanes"><value>{"" if lanes is None else lanes}</value></Data></ExtendedData>'
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x},{y},700" for x, y in shape.exterior.coords)
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for name, status, lanes, shape in zip(NAMES, STATUS, LANES, SQUARES, strict=True)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><Folder><name>Аймақтар</name>{marks}</Folder>{extra}</Document></kml>"
    ).encode()


def kmz() -> bytes:
    return zipped({"doc.kml": kml(), "files/icon.png": b"\x89PNG"})


def dxf(*, entities: str = "") -> bytes:
    ring = "".join(f"10\n{x:.3f}\n20\n{y:.3f}\n" for x, y in SQUARES[0].exterior.coords[:-1])
    head = "0\nLWPOLYLINE\n5\n1A\n100\nAcDbEntity\n8\nАймақ Қ\n100\nAcDbPolyline\n90\n4\n70\n1\n"
    square = head + ring
    return (
        "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n9\n$DWGCODEPAGE\n3\nUTF-8\n0\nENDSEC\n"
        f"0\nSECTION\n2\nENTITIES\n{square}{entities}0\nENDSEC\n0\nEOF\n"
    ).encode()


ROWS = [
    ["Атауы", "Бойлық", "Ендік", "status", "lanes"],
    *[
        [
            name,
            f"{shape.centroid.x:.6f}".replace(".", ","),
            f"{shape.centroid.y:.6f}",
            status,
            lanes,
        ]
        for name, status, lanes, shape in zip(NAMES, STATUS, LANES, SQUARES, strict=True)
    ],
]


def table_csv(*, rows=ROWS, separator=";", encoding="utf-8-sig") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue().encode(encoding)


def wkt_csv() -> bytes:
    rows = [
        ["Атауы", "status", "lanes", "wkt"],
        *[
            [name, status, lanes, shape.wkt]
            for name, status, lanes, shape in zip(NAMES, STATUS, LANES, SQUARES, strict=True)
        ],
    ]
    return table_csv(rows=rows, separator=",")


def table_xlsx(*, rows=ROWS) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Аймақтар"
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
