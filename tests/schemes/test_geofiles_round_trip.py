"""What went out comes back: Kazakh attributes through every format, by the portal's own import."""

import pytest
from django.core.files import File

from schemes.documents.importing.targets import guess_columns, targets_of
from schemes.geofiles.reading import Description
from schemes.models import Feature, ImportRow
from schemes.rules.attributes import LONGEST_TEXT
from schemes.services.imports import Choices, choose_columns, start_import

from ..factories.core import NOON
from .exported import LONG, export, make_layer

FORMATS = ["gpkg", "shp", "geojson", "kml", "csv", "xlsx"]
WORDS = ["key", "name_kk", "name_ru", "name_en", "status", "phase", "responsible", "cost", "source"]


@pytest.fixture
def bring_back(scene, do_ordered_work):
    """Import a file into its own layer up to the report, columns as the import guesses them."""

    def bring(path, layer):
        with path.open("rb") as opened:
            upload = File(opened, name=path.name)
            job = start_import(scene.draft, layer=layer, upload=upload, by=scene.secretary, at=NOON)
        do_ordered_work()
        job.refresh_from_db()
        source = Description.from_data(job.description).layers[0]
        columns = guess_columns(targets_of(layer, "ru"), source.fields)
        choices = Choices(
            layer=source.name,
            columns=columns,
            reference=source.reference.code,
            geometry=source.geometry,
        )
        choose_columns(job, choices=choices, by=scene.secretary, at=NOON)
        do_ordered_work()
        job.refresh_from_db()
        return job, columns

    return bring


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("format", FORMATS)
def test_every_attribute_comes_back_unchanged(scene, bring_back, tmp_path, format, language):
    layer = make_layer(scene)

    made = export(scene, tmp_path, format, language=language)
    job, columns = bring_back(made.path, layer)

    rows = job.rows.order_by("number")
    assert [row.problems for row in rows if any(not p["is_warning"] for p in row.problems)] == []
    assert {row.outcome for row in rows} == {ImportRow.Outcome.SAME}
    assert set(columns) >= {*WORDS, *(f"a.{one['code']}" for one in layer.attributes)}


@pytest.mark.slow
@pytest.mark.parametrize("format", [one for one in FORMATS if one != "shp"])
def test_a_long_text_comes_back_whole(scene, bring_back, tmp_path, format):
    layer = make_layer(scene)
    text = (LONG * 3)[:LONGEST_TEXT].strip()
    _say(scene, text)

    job, _columns = bring_back(export(scene, tmp_path, format).path, layer)

    row = next(row for row in job.rows.all() if row.values.get("key") == "Қ-1")
    assert row.values["attributes"]["note"] == text


@pytest.mark.slow
def test_a_shapefile_cuts_a_long_text_between_letters_and_says_so(scene, bring_back, tmp_path):
    layer = make_layer(scene)
    _say(scene, LONG)

    made = export(scene, tmp_path, "shp")
    job, _columns = bring_back(made.path, layer)

    row = next(row for row in job.rows.all() if row.values.get("key") == "Қ-1")
    kept = row.values["attributes"]["note"]
    assert LONG.startswith(kept)
    assert 240 <= len(kept.encode()) <= 254
    assert made.report["losses"] == [
        {"code": "text_cut", "layer": "hard", "column": "note", "count": 1}
    ]


def _say(scene, text: str) -> None:
    feature = Feature.objects.get(edition=scene.draft, key="Қ-1")
    feature.attributes["note"] = text
    feature.version += 1
    feature.save()
