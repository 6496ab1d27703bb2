"""Hostile by what stands in them: XML, databases, JSON, drawings, tables; see hostile_files.py."""

import io
import json
import random
import struct
import zipfile

import shapely

from . import good_files as good

MAKERS: dict[str, tuple] = {}
SQUARE = shapely.to_wkb(good.SQUARES[0])


def hostile(expected: str, *, name: str = "upload.geojson"):
    """As in hostile_wrappings.py."""

    def register(make):
        MAKERS[make.__name__] = (make, expected, name)
        return make

    return register


# XML ---------------------------------------------------------------------------------------------
@hostile("xml_entities", name="zones.kml")
def kml_that_reads_a_file(url):
    return good.kml(head='<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


@hostile("xml_entities", name="zones.kml")
def kml_of_a_billion_laughs(url):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return good.kml(head=f"<!DOCTYPE kml [{laughs}]>", extra="<name>&l9;</name>")


@hostile("xml_unknown", name="zones.kml")
def kml_with_entities_after_a_long_comment(url):
    head = f'<!--{"x" * 70_000}--><!DOCTYPE kml [<!ENTITY x SYSTEM "{url}/x">]>'
    return good.kml(head=head).replace("Қонаев".encode(), b"&x;")


@hostile("warning:kml_links", name="zones.kml")
def kml_that_links_elsewhere(url):
    return good.kml(extra=f"<NetworkLink><Link><href>{url}/more.kml</href></Link></NetworkLink>")


@hostile("xml_entities", name="zones.kmz")
def kmz_with_entities(url):
    head = f'<!DOCTYPE kml SYSTEM "{url}/kml.dtd">'
    return good.zipped({"doc.kml": good.kml(head=head)})


@hostile("damaged", name="zones.kml")
def kml_of_endless_depth(url):
    return b"<kml><Document>" + b"<Folder>" * 100_000


@hostile("xml_unknown", name="zones.kml")
def svg_named_kml(url):
    return b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


# GeoPackage --------------------------------------------------------------------------------------
@hostile("geopackage_view", name="zones.gpkg")
def geopackage_with_an_endless_view(url):
    return good.geopackage_by_sql(
        "CREATE VIEW zones AS WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n)"
        " SELECT x'' AS geom, a AS name FROM n"
    )


@hostile("geopackage_view", name="zones.gpkg")
def geopackage_with_a_virtual_table(url):
    return good.geopackage_by_sql("CREATE VIRTUAL TABLE zones USING fts5(geom, name)")


@hostile("damaged", name="zones.gpkg")
def geopackage_whose_catalogue_is_a_view(url):
    return good.geopackage_by_sql(
        "DROP TABLE gpkg_contents",
        "CREATE VIEW gpkg_contents AS SELECT load_extension('/tmp/x.so') AS table_name,"
        " 'features' AS data_type, 4326 AS srs_id",
    )


@hostile("damaged", name="zones.gpkg")
def geopackage_that_computes(url):
    return good.geopackage_by_sql(
        "CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom BLOB AS (zeroblob(900000000)), a TEXT)",
        "INSERT INTO zones (a) VALUES ('a')",
    )


@hostile("problem:geometry_damaged", name="zones.gpkg")
def geopackage_that_promises_a_billion_points(url):
    wkb = b"\x01" + struct.pack("<II", 2, 2**30) + bytes(64)
    return good.geopackage_by_sql(rows=[(good.gpkg_blob(wkb), "a")], table="plain")


@hostile("problem:curve", name="zones.gpkg")
def geopackage_with_curves(url):
    wkb = b"\x01" + struct.pack("<II", 8, 3) + struct.pack("<6d", 76, 43, 77, 44, 78, 43)
    return good.geopackage_by_sql(rows=[(good.gpkg_blob(wkb), "a")], table="plain")


@hostile("damaged", name="zones.gpkg")
def geopackage_with_torn_pages(url):
    data = bytearray(
        good.geopackage_by_sql(rows=[(good.gpkg_blob(SQUARE), "a")] * 300, table="plain")
    )
    data[4096 * 2 :] = random.Random(6).randbytes(len(data) - 4096 * 2)
    return bytes(data)


# JSON --------------------------------------------------------------------------------------------
@hostile("damaged")
def json_of_endless_depth(url):
    return b'{"type": "FeatureCollection", "features": ' + b"[" * 500_000


@hostile("damaged")
def json_cut_short(url):
    return good.geojson()[:400]


@hostile("problem:not_finite")
def json_with_endless_numbers(url):
    return (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1},'
        b'"geometry": {"type": "Point", "coordinates": [NaN, Infinity]}}]}'
    )


@hostile("problem:outside_world")
def json_in_metres_that_says_degrees(url):
    shape = {"type": "Point", "coordinates": [8566000, 5350000]}
    feature = {"type": "Feature", "properties": {"a": 1}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


@hostile("warning:nothing")
def json_whose_system_is_a_link(url):
    return good.geojson(crs={"type": "link", "properties": {"href": f"{url}/crs", "type": "proj4"}})


@hostile("too_many_features")
def json_of_too_many(url):
    point = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[77,43]}}'
    return f'{{"type":"FeatureCollection","features":[{",".join([point] * 2001)}]}}'.encode()


# Drawings and tables -----------------------------------------------------------------------------
@hostile("dxf_binary", name="plan.dxf")
def binary_drawing(url):
    return b"AutoCAD Binary DXF\r\n\x1a\0" + bytes(100)


@hostile("too_heavy", name="plan.dxf")
def drawing_of_blocks_in_blocks(url):
    blocks = ""
    for level in reversed(range(12)):
        inner = f"0\nINSERT\n8\n0\n2\nB{level + 1}\n10\n1\n20\n1\n" * 12 if level < 11 else (
            "0\nLINE\n8\n0\n10\n0\n20\n0\n11\n1\n21\n1\n"
        )  # fmt: skip
        blocks += f"0\nBLOCK\n8\n0\n2\nB{level}\n70\n0\n10\n0\n20\n0\n{inner}0\nENDBLK\n"
    insert = "0\nINSERT\n8\n0\n2\nB0\n10\n0\n20\n0\n"
    return (
        f"0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n0\nENDSEC\n"
        f"0\nSECTION\n2\nBLOCKS\n{blocks}0\nENDSEC\n"
        f"0\nSECTION\n2\nENTITIES\n{insert}0\nENDSEC\n0\nEOF\n"
    ).encode()


@hostile("too_many_fields", name="rows.csv")
def table_of_a_million_columns(url):
    return b",".join([b"a"] * 20_000) + b"\n" + b",".join([b"1"] * 1_000_000)


@hostile("line_too_long", name="rows.csv")
def table_of_one_endless_line(url):
    return b"lon;lat;" + b";" * (12 * 1024 * 1024)


@hostile("problem:too_many_vertices", name="rows.csv")
def table_with_a_shape_of_too_many_points(url):
    points = ",".join(f"{76 + n / 1e6:.6f} 43" for n in range(60_000))
    return f'name;wkt\na;"LINESTRING({points})"\n'.encode()


@hostile("problem:not_a_number", name="rows.csv")
def table_with_words_for_numbers(url):
    return "name;lon;lat\nҚ;жетпіс алты;43\n".encode()


@hostile("warning:axes_swapped", name="rows.csv")
def table_with_swapped_axes(url):
    return b"name;lon;lat\na;43,2;76,9\nb;43,3;76,8\n"


@hostile("macros", name="rows.xlsx")
def workbook_with_macros(url):
    return _with_member(good.table_xlsx(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")


@hostile("xml_entities", name="rows.xlsx")
def workbook_with_entities(url):
    entity = f'<!DOCTYPE x [<!ENTITY y SYSTEM "{url}/x">]><x>&y;</x>'.encode()
    return _with_member(good.table_xlsx(), "xl/extra.xml", entity)


@hostile("table_empty", name="rows.xlsx")
def workbook_without_rows(url):
    return good.table_xlsx(rows=[])


@hostile("office_without_tables", name="rows.xlsx")
def letter_named_workbook(url):
    return good.zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})


def _with_member(data: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, part)
    return target.getvalue()
