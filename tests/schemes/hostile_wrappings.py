"""Hostile by what they are packed in or by a name that lies; see hostile_files.py."""

import io
import random
import sqlite3
import stat
import struct
import tempfile
import zipfile
from pathlib import Path

from . import good_files as good

MAKERS: dict[str, tuple] = {}
BOMB = 40 * 1024 * 1024


def hostile(expected: str, *, name: str = "upload.geojson"):
    """`expected`: the code of the refusal, or "problem:code" of a row, or "warning:code"."""

    def register(make):
        MAKERS[make.__name__] = (make, expected, name)
        return make

    return register


def with_folder(make):
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder))


# Not what the name says --------------------------------------------------------------------------
@hostile("vrt")
def vrt_named_geojson(url):
    return (
        b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd</SrcDataSource>"
        b"</OGRVRTLayer></OGRVRTDataSource>"
    )


@hostile("vrt")
def vrt_that_fetches(url):
    source = f"/vsicurl/{url}/secret.csv"
    return f"<?xml version='1.0'?>\n<!-- x --><OGRVRTDataSource><OGRVRTLayer name='a'>\
<SrcDataSource>{source}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>".encode()


@hostile("empty")
def nothing_at_all(url):
    return b" \n"


@hostile("unknown_kind")
def noise(url):
    return random.Random(4).randbytes(100_000)


@hostile("pdf", name="zones.zip")
def pdf_named_zip(url):
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@hostile("dwg", name="plan.dxf")
def dwg_named_dxf(url):
    return b"AC1027" + bytes(200)


@hostile("shapefile_alone", name="zones.shp")
def shapefile_without_its_companions(url):
    return b"\x00\x00\x27\x0a" + bytes(96)


@hostile("sqlite_without_shapes", name="zones.gpkg")
def another_database(url):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE a (b)")
    return base.serialize()


@hostile("json_without_shapes")
def topojson(url):
    return b'{"type": "Topology", "objects": {}, "arcs": []}'


@hostile("utf_16", name="rows.csv")
def csv_in_utf_16(url):
    return "lon;lat\n76,9;43,2\n".encode("utf-16")


# Zips --------------------------------------------------------------------------------------------
@hostile("zip_bomb", name="zones.zip")
def zip_bomb(url):
    return good.zipped({"a.shp": bytes(BOMB), "a.shx": b"", "a.dbf": b""})


@hostile("damaged", name="zones.zip")
def zip_that_lies_about_its_size(url):
    data = good.zipped({"a.shp": bytes(BOMB), "a.shx": b"1", "a.dbf": b"1"})
    return data.replace(struct.pack("<I", BOMB), struct.pack("<I", 1000))


@hostile("zip_path", name="zones.zip")
def zip_that_climbs_out(url):
    return good.zipped({"../../etc/cron.d/a.shp": b"1", "a.dbf": b"1"})


@hostile("zip_link", name="zones.zip")
def zip_with_a_link(url):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("a.shp")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.dbf", b"1")
    return target.getvalue()


@hostile("zip_in_zip", name="zones.zip")
def zip_in_a_zip(url):
    return good.zipped({"a.shp": b"1", "inner.zip": good.zipped({"b.shp": b"1"})})


@hostile("zip_password", name="zones.zip")
def zip_with_a_password(url):
    data = bytearray(good.zipped({"a.shp": b"1", "a.dbf": b"1"}))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1
        if data[place : place + 4] == b"PK\x03\x04":
            data[place + 6] |= 1
    return bytes(data)


@hostile("zip_members", name="zones.zip")
def zip_of_a_thousand(url):
    return good.zipped({f"{number}.shp": b"" for number in range(1000)})


@hostile("vrt", name="zones.zip")
def zip_with_a_vrt(url):
    return good.zipped({"a.shp": b"1", "a.shx": b"1", "a.dbf": b"1", "a.vrt": b"<x/>"})


@hostile("damaged", name="zones.zip")
def zip_cut_short(url):
    return with_folder(good.shapefile)[:700]


@hostile("shapefile_part_missing", name="zones.zip")
def shapefile_without_its_table(url):
    return good.zipped({"a.shp": b"1", "a.shx": b"1"})


@hostile("damaged", name="zones.zip")
def shapefile_of_noise(url):
    noisy = random.Random(5).randbytes(5000)
    return good.zipped({"a.shp": noisy, "a.shx": noisy, "a.dbf": noisy})


@hostile("reference_unknown", name="zones.zip")
def projection_that_opens_a_file(url):
    wkt = 'GEOGCS["a",DATUM["b",SPHEROID["c",6378137,298]],PRIMEM["d",0],UNIT["e",0.017],\
EXTENSION["PROJ4","+proj=longlat +nadgrids=/etc/passwd +no_defs"]]'
    data = with_folder(good.shapefile)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return good.zipped(
        {name: wkt.encode() if name.endswith(".prj") else part for name, part in parts.items()}
    )
