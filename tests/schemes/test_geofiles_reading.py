"""Sound files of every format come in unchanged, Kazakh letters and all."""

import io

import pyproj
import pytest
import shapely

from schemes.geofiles import reading
from tests.schemes import good_files as good


def read(data, *, name="zones", layer=0, reference="", **more):
    """Describe the file, read one layer of it; give both and the reading itself."""
    described = reading.describe(io.BytesIO(data), name=name, encoding=more.get("encoding", ""))
    found = described.layers[layer]
    reference = reference or found.reference.code or found.reference.wkt
    choice = reading.Choice(found.name, reference=reference, **more)
    with reading.rows(io.BytesIO(data), choice, name=name) as rows:
        return described, list(rows), rows


def shape_of(row):
    return shapely.from_wkb(row.wkb)


def lanes_of(row):
    return None if row.attributes["lanes"] is None else int(row.attributes["lanes"])


AREAS = {
    "geopackage": lambda folder: good.geopackage(folder),
    "geojson": lambda folder: good.geojson(),
    "kml": lambda folder: good.kml(),
    "kmz": lambda folder: good.kmz(),
    "csv": lambda folder: good.wkt_csv(),
    "shapefile": good.shapefile,
}


@pytest.mark.parametrize("kind", AREAS)
def test_areas_and_kazakh_attributes_are_read_as_they_are(kind, tmp_path):
    described, rows, _reading = read(AREAS[kind](tmp_path))

    name = {"kml": "name", "kmz": "name", "shapefile": "name"}.get(kind, "Атауы")
    assert described.kind == kind
    assert [row.attributes[name] for row in rows] == good.NAMES
    assert [row.attributes["status"] for row in rows] == good.STATUS
    assert [lanes_of(row) for row in rows][:2] == good.LANES[:2]
    assert [row.problem for row in rows] == [""] * 4
    for row, square in zip(rows, good.SQUARES, strict=True):
        assert shape_of(row).equals_exact(square, 1e-9, normalize=True)


@pytest.mark.parametrize(
    "data",
    [good.table_csv(), good.table_csv(separator="\t", encoding="utf-8"), good.table_xlsx()],
    ids=["csv", "tabs", "xlsx"],
)
def test_tables_bring_places_in_columns_named_in_kazakh_with_decimal_commas(data):
    described, rows, _reading = read(data)

    assert described.layers[0].geometry == {"x": "Бойлық", "y": "Ендік"}
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert [row.attributes["Атауы"] for row in rows] == good.NAMES
    assert shape_of(rows[0]).equals_exact(good.SQUARES[0].centroid, 1e-6)


def test_a_drawing_says_no_system_and_its_closed_lines_are_areas():
    described, rows, _reading = read(good.dxf(), reference="EPSG:4326")

    assert not described.layers[0].reference.is_known
    assert shape_of(rows[0]).geom_type == "Polygon"
    assert rows[0].attributes["Layer"] == "Аймақ Қ"


@pytest.mark.parametrize("codec", ["CP1251", "UTF-8"])
def test_letters_of_a_shapefile_without_cpg_are_found_out(codec, tmp_path, monkeypatch):
    monkeypatch.setattr(good, "NAMES", ["Талгар", "Каскелен", "Узынагаш", "Алматы"])

    described, rows, _reading = read(good.shapefile(tmp_path, encoding=codec, with_cpg=False))

    assert described.encoding == codec.lower()
    assert described.encoding_is_guessed is (codec == "CP1251")
    assert [row.attributes["name"] for row in rows] == good.NAMES


def test_wrong_letters_can_be_seen_and_others_chosen(tmp_path):
    data = good.shapefile(tmp_path)

    described, rows, _reading = read(data, encoding="cp1251")

    assert described.layers[0].fields[0].samples[0].startswith("ТљРѕРЅР°РµРІ")
    assert rows[0].attributes["name"] != good.NAMES[0]
    assert read(data, encoding="utf-8")[1][0].attributes["name"] == good.NAMES[0]


def test_letters_of_the_kazakh_code_page_are_recognised():
    rows = [["Атауы", "lon", "lat"], ["Қонаев Өскемен Ұзынағаш Әл Ғылым Ү Ң Һ І", "76.9", "43.2"]]

    described, found, _reading = read(good.table_csv(rows=rows, encoding="kz1048"))

    assert (described.encoding, described.encoding_is_guessed) == ("kz1048", True)
    assert found[0].attributes["Атауы"] == rows[1][0]


@pytest.mark.parametrize(("code", "metres"), [(good.UTM, 0.01), (good.SK42, 6)])
def test_other_systems_are_led_to_wgs_84(code, metres, tmp_path):
    there = pyproj.Transformer.from_crs("EPSG:4326", code, always_xy=True)
    moved = [shapely.transform(one, there.transform, interleaved=False) for one in good.SQUARES]

    described, rows, _reading = read(good.geopackage(tmp_path, shapes=moved, crs=code))

    found, meant = shape_of(rows[0]).centroid, good.SQUARES[0].centroid
    _a, _b, apart = pyproj.Geod(ellps="WGS84").inv(found.x, found.y, meant.x, meant.y)
    assert described.layers[0].reference.code == code
    assert apart < metres


def test_the_accuracy_of_sk_42_is_known(tmp_path):
    data = good.geopackage(tmp_path, crs=good.SK42)

    reference = read(data)[0].layers[0].reference

    assert reference.accuracy_m is not None and 1 <= reference.accuracy_m <= 10


def test_a_table_in_metres_waits_for_its_system():
    rows = [["name", "x", "y"], ["Қ", "8566000", "5350000"]]

    with pytest.raises(reading.Unreadable) as refusal:
        read(good.table_csv(rows=rows))

    assert refusal.value.code == "reference_unknown"


def test_swapped_axes_can_be_turned():
    rows = [["name", "lon", "lat"], ["Қ", "43.2", "76.9"]]

    _described, found, _reading = read(good.table_csv(rows=rows), swap_axes=True)

    assert shape_of(found[0]) == shapely.Point(76.9, 43.2)


def test_heights_are_let_go():
    rows = [["name", "wkt"], ["Қ", "POINT Z (76.9 43.2 700)"]]

    _described, found, _reading = read(good.table_csv(rows=rows))

    assert not shape_of(found[0]).has_z
