"""Files of a layer as other programs get them: codes, labels, styles, credits, cuts."""

import csv
import io
import json
import sqlite3
import zipfile

import openpyxl
import pyogrio
import pytest
import shapely
from lxml import etree

from schemes.rules.file_names import code_in_heading, short_names

from ..factories.schemes import FeatureFactory, square
from .exported import FULL, LETTERS, LONG, OTHER, export, make_layer

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def layer(scene):
    return make_layer(scene)


def ask(path, question, *given):
    base = sqlite3.connect(path)
    try:
        return base.execute(question, given).fetchall()
    finally:
        base.close()


# GeoPackage --------------------------------------------------------------------------------------
def test_a_geopackage_is_read_by_gdal_with_all_layers(scene, layer, tmp_path):
    made = export(scene, tmp_path, "gpkg", layers=())

    names = {name for name, _kind in pyogrio.list_layers(made.path)}
    assert names == {"zoning", "transport", "hard", "layer_styles"}
    info = pyogrio.read_info(made.path, layer="hard")
    assert (info["features"], info["crs"], info["geometry_type"]) == (
        3,
        "EPSG:4326",
        "MultiPolygon",
    )
    meta, _ids, wkb, columns = pyogrio.raw.read(made.path, layer="hard", bbox=(76.8, 43, 77.2, 44))
    rows = dict(zip(meta["fields"], columns, strict=True))
    assert list(rows["note"]) == [LETTERS, OTHER["note"], None]
    assert rows["height_above"][0] == -12.75
    assert shapely.from_wkb(wkb[0]).equals(shapely.from_wkt(square().wkt))


def test_a_geopackage_keeps_codes_and_shows_words(scene, layer, tmp_path):
    made = export(scene, tmp_path, "gpkg", language="kk")

    labels = dict(ask(made.path, "SELECT column_name, title FROM gpkg_data_columns"))
    assert labels["use"] == "түрі"
    assert labels["height_above"] == "биіктігі, м"
    choices = ask(
        made.path,
        "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name = ?",
        "hard_use",
    )
    assert ("housing", "тұрғын аймақ") in choices
    assert ask(made.path, "SELECT use FROM hard ORDER BY fid") == [
        ("housing",),
        ("green_2",),
        (None,),
    ]


def test_a_geopackage_carries_the_look_of_the_layer(scene, layer, tmp_path):
    made = export(scene, tmp_path, "gpkg", language="ru")

    [(qml, sld)] = ask(
        made.path, "SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = 'hard'"
    )
    drawn = etree.fromstring(qml.encode())
    assert drawn.find("renderer-v2").get("attr") == "use"
    assert [one.get("value") for one in drawn.iter("category")] == ["housing", ""]
    assert "243,220,192,102" in qml  # #f3dcc0, four tenths of it
    rules = etree.fromstring(sld.encode()).iter("{http://www.opengis.net/sld}Title")
    assert [one.text for one in rules] == ["жилая зона", "Трудный слой"]


def test_an_edited_geopackage_keeps_its_index(scene, layer, tmp_path):
    path = export(scene, tmp_path, "gpkg").path
    shape = shapely.to_wkb(shapely.MultiPolygon([shapely.box(80, 45, 81, 46)]))

    pyogrio.raw.write(
        path, [shape], [], [], layer="hard", driver="GPKG", append=True,
        geometry_type="MultiPolygon", crs="EPSG:4326",
    )  # fmt: skip

    found = pyogrio.raw.read(path, layer="hard", bbox=(80.2, 45.2, 80.4, 45.4))
    assert len(found[2]) == 1


# The others --------------------------------------------------------------------------------------
def test_a_geojson_says_once_what_its_columns_are(scene, layer, tmp_path):
    made = export(scene, tmp_path, "geojson", language="ru")

    data = json.loads(made.path.read_text())
    assert (data["name"], data["title"]) == ("hard", "Трудный слой")
    assert data["attribution"] == layer.attribution
    columns = {one["code"]: one for one in data["columns"]}
    assert columns["use"]["choices"]["green"] == "зелёная"
    first = data["features"][0]
    assert first["properties"]["use"] == "housing"
    assert first["properties"]["height_above"] == -12.75
    assert first["properties"]["is_paved"] is True
    assert shapely.Polygon(first["geometry"]["coordinates"][0][0]).exterior.is_ccw


def test_a_kml_shows_names_and_words(scene, layer, tmp_path):
    made = export(scene, tmp_path, "kml", language="ru")

    root = etree.parse(made.path).getroot()
    assert root.find(f".//{KML}Folder/{KML}name").text == "Трудный слой [hard]"
    first = root.find(f".//{KML}Placemark")
    assert first.find(f"{KML}name").text == "Конаев <b>жирный</b> & Ко"
    data = {one.get("name"): one for one in first.iter(f"{KML}Data")}
    assert data["use"].find(f"{KML}value").text == "жилая зона"
    assert data["use"].find(f"{KML}displayName").text == "вид"
    # Its word is that of another choice too: the code stands instead.
    second = root.findall(f".//{KML}Placemark")[1]
    values = {one.get("name"): one.find(f"{KML}value").text for one in second.iter(f"{KML}Data")}
    assert values["use"] == "green_2"
    styles = {one.get("id"): one for one in root.iter(f"{KML}Style")}
    assert first.find(f"{KML}styleUrl").text == "#hard-1"
    assert styles["hard-1"].find(f"{KML}PolyStyle/{KML}color").text == "66c0dcf3"


def test_a_csv_is_safe_to_open_and_names_its_columns(scene, layer, tmp_path):
    made = export(scene, tmp_path, "csv", language="kk")

    raw = made.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    heading, first, second, _third = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert "түрі [use]" in heading
    row, other = (
        dict(zip(map(code_in_heading, heading), one, strict=True)) for one in (first, second)
    )
    assert row["formula"] == f"'{FULL['formula']}"
    assert row["height_above"] == "-12.75"  # a number is no formula
    assert other["note"] == f"'{OTHER['note']}"
    assert row["wkt"].startswith("MULTIPOLYGON (((76.9 43.2")


def test_points_in_a_csv_have_their_longitude_and_latitude(scene, tmp_path):
    roads = scene.roads
    roads.geometry_type = "point"
    roads.save()
    FeatureFactory(edition=scene.draft, layer=roads, shape="SRID=4326;POINT(76.95 43.25)")

    made = export(scene, tmp_path, "csv", layers=["transport"])

    heading, row = csv.reader(io.StringIO(made.path.read_text(encoding="utf-8-sig")))
    values = dict(zip(heading, row, strict=True))
    assert (values["lon"], values["lat"], values["wkt"]) == (
        "76.95",
        "43.25",
        "POINT (76.95 43.25)",
    )


def test_a_workbook_holds_texts_as_texts(scene, layer, tmp_path):
    made = export(scene, tmp_path, "xlsx", language="kk")

    book = openpyxl.load_workbook(made.path)
    heading, row, *_others = book["hard"].iter_rows()
    cells = {code_in_heading(top.value): cell for top, cell in zip(heading, row, strict=True)}
    assert (cells["formula"].value, cells["formula"].data_type) == (FULL["formula"], "s")
    assert cells["height_above"].value == -12.75
    assert cells["use"].value == "тұрғын аймақ"
    notes = "\n".join(str(row[0].value or "") for row in book["README"].iter_rows())
    assert layer.attribution in notes


def test_an_outline_too_long_for_a_cell_is_left_out_and_told(scene, layer, tmp_path):
    circle = shapely.Point(77, 43).buffer(0.1, quad_segs=500)
    FeatureFactory(
        edition=scene.draft, layer=layer, shape=f"SRID=4326;{shapely.MultiPolygon([circle]).wkt}"
    )

    made = export(scene, tmp_path, "xlsx")

    assert [(one["code"], one["count"]) for one in made.report["losses"]] == [("shape_left_out", 1)]
    notes = [row[0].value for row in openpyxl.load_workbook(made.path)["README"].iter_rows()]
    assert any("hard.wkt: " in str(one) for one in notes)


def test_a_shapefile_comes_with_what_it_needs(scene, layer, tmp_path):
    FeatureFactory(edition=scene.draft, layer=layer, attributes={"note": LONG})

    made = export(scene, tmp_path, "shp", language="kk")

    with zipfile.ZipFile(made.path) as archive:
        names = set(archive.namelist())
        assert {"hard.shp", "hard.dbf", "hard.prj", "hard.cpg", "README.txt"} <= names
        assert archive.read("hard.cpg").strip() == b"UTF-8"
        table = archive.read("hard-columns.csv").decode("utf-8-sig")
        readme = archive.read("README.txt").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert all(one["column"].isascii() and len(one["column"]) <= 10 for one in rows)
    assert ("height_ab2", "height_above_sea") in {(one["column"], one["code"]) for one in rows}
    assert any(one["value"] == "housing" and one["label_kk"] == "тұрғын аймақ" for one in rows)
    assert layer.attribution in readme
    assert "hard.note: 1 " in readme


def test_two_long_codes_get_two_short_names():
    codes = ["height_above", "height_above_sea", "height_abo", "key"]

    names = short_names(codes)

    assert names["height_abo"] == "height_abo"
    assert len(set(names.values())) == len(codes)
    assert names == short_names(codes)


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ({"phase": "now"}, ["Қ-1", "Қ-3"]),
        ({"phase": "first"}, ["Қ-1", "Қ-2", "Қ-3"]),
        ({"status": "planned"}, ["Қ-1"]),
        ({"words": "өтеген  ҚОНАЕВ"}, ["Қ-1"]),
        ({"attributes": {"use": "housing", "is_paved": True}}, ["Қ-1"]),
        ({"bbox": [10, 10, 11, 11]}, []),
        ({"bbox": [76.95, 43.25, 77.5, 43.6]}, ["Қ-1", "Қ-2", "Қ-3"]),
    ],
)
def test_a_filter_leaves_what_it_means(scene, layer, tmp_path, chosen, keys):
    made = export(scene, tmp_path, "geojson", **chosen)

    data = json.loads(made.path.read_text())
    assert [one["properties"]["key"] for one in data["features"]] == keys


def test_what_was_taken_off_is_in_no_file(scene, layer, tmp_path):
    made = export(scene, tmp_path, "geojson", layers=["zoning"])
    assert made.report["objects"] == {"zoning": 2}

    scene.new.removed_at = scene.new.changed_at
    scene.new.version += 1
    scene.new.save()

    assert export(scene, tmp_path, "geojson", layers=["zoning"]).report["objects"] == {"zoning": 1}


@pytest.mark.parametrize("format", ["gpkg", "shp", "geojson", "kml", "csv", "xlsx"])
def test_an_edition_with_empty_layers_is_a_sound_file(scene, tmp_path, format):
    made = export(scene, tmp_path, format, layers=["transport"])

    assert made.path.stat().st_size > 0
    assert made.report["objects"] == {"transport": 0}
    assert made.report["losses"] == []
