"""Import step by step: nothing in the edition until confirmed, then everything or nothing."""

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused
from schemes.documents.importing import sentence_of, writing
from schemes.models import EarlierFeature, Feature, Import
from schemes.services.imports import (
    BadRowsRemain,
    NothingToWrite,
    cancel_import,
    confirm_import,
    describe_again,
)
from schemes.services.locks import NotADraft
from tests.factories.core import NOON
from tests.factories.schemes import FeatureFactory, LayerFactory, publish, square

from . import good_files as good
from .importing import area, bring, choose, confirm, do_all, table

BOWTIE = "POLYGON ((77.5 43, 77.6 43.1, 77.6 43, 77.5 43.1, 77.5 43))"
GOOD = [["Б-1", "Қонаев", area(77.3)], ["Б-2", "Өскемен", area(77.4)]]


def codes(job, number):
    return [one["code"] for one in job.rows.get(number=number).problems]


def test_a_file_is_described_before_anything_is_chosen(scene):
    job = bring(scene, good.table_csv())

    assert job.state == Import.State.DESCRIBED
    assert job.description["kind"] == "csv"
    assert job.description["layers"][0]["count"] == 4


def test_a_hostile_file_ends_its_import_with_the_reason(scene):
    job = bring(scene, b"<OGRVRTDataSource/>", name="zones.geojson")

    assert job.state == Import.State.REFUSED
    assert job.refusal["code"] == "vrt"
    assert job.ended_at is not None


def test_staging_writes_nothing_into_the_edition(scene):
    before = Feature.objects.count()

    job = choose(scene, bring(scene, table(*GOOD)))

    assert job.state == Import.State.CHECKED
    assert job.report["counts"]["new"] == 2
    assert Feature.objects.count() == before


def test_confirmed_rows_become_objects_of_the_draft(scene):
    revision = scene.draft.revision
    job = choose(scene, bring(scene, table(*GOOD)))

    job = confirm(scene, job)

    assert job.state == Import.State.WRITTEN
    first = Feature.objects.get(edition=scene.draft, layer=scene.zones, key="Б-1")
    assert (first.name_kk, first.changed_by, first.version) == ("Қонаев", scene.planner, 1)
    assert first.shape.geom_type == "MultiPolygon"
    scene.draft.refresh_from_db()
    assert scene.draft.revision > revision
    events = set(JournalEntry.objects.values_list("event", flat=True))
    assert {"import_started", "import_confirmed", "import_written"} <= events


def test_a_repeated_import_changes_by_code_and_leaves_the_same_alone(scene):
    confirm(scene, choose(scene, bring(scene, table(*GOOD))))
    again = table(GOOD[0], ["Б-2", "Өскемен қаласы", GOOD[1][2]])

    job = choose(scene, bring(scene, again))
    counts = job.report["counts"]
    confirm(scene, job)

    assert (counts["new"], counts["updated"], counts["same"]) == (0, 1, 1)
    same, changed = Feature.objects.filter(key__in=["Б-1", "Б-2"]).order_by("key")
    assert (same.version, changed.version) == (1, 2)
    assert changed.name_kk == "Өскемен қаласы"
    assert EarlierFeature.objects.get(feature=changed).name_kk == "Өскемен"


def test_what_is_not_mapped_stays_as_it_was(scene):
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "Қабат", "label_ru": "Этажи"},
        {"code": "note", "type": "text", "label_kk": "Ескерту", "label_ru": "Примечание"},
    ]
    scene.zones.save()
    Feature.objects.filter(pk=scene.new.pk).update(
        attributes={"floors": 3, "note": "сақталады"}, version=2, changed_at=NOON
    )
    data = table([scene.new.key, "9", area(77.3)], heading=("key", "Қабат", "wkt"))

    confirm(scene, choose(scene, bring(scene, data)))

    scene.new.refresh_from_db()
    assert scene.new.attributes == {"floors": 9, "note": "сақталады"}
    assert scene.new.name_kk.endswith("нысан")


def test_a_crossing_outline_is_repaired_and_told(scene):
    job = choose(scene, bring(scene, table(["Б-1", "Көбелек", BOWTIE])))

    row = job.rows.get()
    assert row.is_repaired and row.shape.valid and row.shape.num_geom == 2
    assert row.problems[0]["code"] == "repaired" and row.problems[0]["is_warning"]


@pytest.mark.parametrize(
    ("wkt", "code"),
    [
        ("LINESTRING (77 43, 78 44)", "wrong_type"),
        ("POINT (77 43)", "wrong_type"),
        ("POLYGON ((77 43, 78 43, 77 43, 77 43))", "wrong_type"),
        ("POLYGON ((77 43, 78 43", "geometry_damaged"),
        ("", "no_geometry"),
        ("POLYGON ((0 86, 1 86, 1 87, 0 86))", "off_the_map"),
    ],
)
def test_a_shape_that_does_not_fit_is_refused_by_its_row(scene, wkt, code):
    job = choose(scene, bring(scene, table(["Б-1", "Қ", area(77.3)], ["Б-2", "Ө", wkt])))

    assert codes(job, 3) == [code]
    assert job.report["counts"]["refused"] == 1


def test_an_unfit_value_names_its_row_its_column_and_the_value(scene):
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "Қабат", "label_ru": "Этажи"}
    ]
    scene.zones.save()
    data = table(["Б-1", "тоғыз", area(77.3)], heading=("key", "Қабат", "wkt"))

    job = choose(scene, bring(scene, data))

    problem = job.rows.get(number=2).problems[0]
    assert (problem["field"], problem["facts"]["column"]) == ("a.floors", "Қабат")
    assert sentence_of(problem) == "“тоғыз” is not a number."


def test_codes_that_stand_twice_are_all_refused(scene):
    job = choose(scene, bring(scene, table(*GOOD, ["Б-1", "Тағы", area(77.6)])))

    assert codes(job, 2) == ["key_twice"] and codes(job, 4) == ["key_twice"]


def test_an_outline_that_is_in_the_layer_is_a_double_if_the_row_has_no_code(scene):
    rows = [["Қ", scene.new.shape.wkt], ["Ө", area(77.3)], ["Ө тағы", area(77.3)]]

    job = choose(scene, bring(scene, table(*rows, heading=("name_kk", "wkt"))))

    assert [codes(job, n) for n in (2, 3, 4)] == [["shape_in_layer"], [], ["shape_twice"]]
    assert job.report["counts"]["refused"] == 2


def test_a_place_outside_the_agglomeration_is_told(scene):
    boundary = LayerFactory(scheme=scene.scheme, code="boundary")
    FeatureFactory(edition=scene.draft, layer=boundary, shape=square(77, 43, 1))
    rows = [["Б-1", "ішінде", area(77.3)], ["Б-2", "сыртында", area(80)]]

    job = choose(scene, bring(scene, table(*rows)))

    assert codes(job, 2) == []
    assert codes(job, 3) == ["outside_territory"]
    assert job.report["counts"]["refused"] == 0


def test_bad_rows_are_left_out_only_by_explicit_word(scene):
    job = choose(scene, bring(scene, table(*GOOD, ["Б-3", "Қ", "POINT (77 43)"])))

    with pytest.raises(BadRowsRemain):
        confirm_import(job, leave_out=False, by=scene.planner, at=NOON)
    job = confirm(scene, job, leave_out=True)

    assert job.state == Import.State.WRITTEN
    assert Feature.objects.filter(key__startswith="Б-").count() == 2
    assert [row.number for row in job.rows.all()] == [4]


def test_an_import_that_changes_nothing_is_refused(scene):
    confirm(scene, choose(scene, bring(scene, table(*GOOD))))

    with pytest.raises(NothingToWrite):
        confirm(scene, choose(scene, bring(scene, table(*GOOD))))


def test_a_cancelled_import_leaves_nothing_and_cannot_be_confirmed(scene):
    job = choose(scene, bring(scene, table(*GOOD)))

    cancel_import(job, by=scene.planner, at=NOON)

    assert not job.rows.exists()
    with pytest.raises(MoveRefused):
        confirm_import(job, leave_out=True, by=scene.planner, at=NOON)


def test_an_edition_that_was_submitted_takes_no_import(scene):
    job = choose(scene, bring(scene, table(*GOOD)))
    publish(scene.draft)

    with pytest.raises(NotADraft):
        confirm_import(job, leave_out=True, by=scene.planner, at=NOON)


def test_an_edition_submitted_after_the_word_is_not_written(scene):
    job = choose(scene, bring(scene, table(*GOOD)))
    confirm_import(job, leave_out=False, by=scene.planner, at=NOON)
    publish(scene.draft)

    do_all()

    job.refresh_from_db()
    assert (job.state, job.refusal["code"]) == (Import.State.REFUSED, "edition_is_not_a_draft")
    assert not Feature.objects.filter(key="Б-1").exists()


def test_other_letters_are_read_anew(scene, tmp_path):
    job = bring(scene, good.shapefile(tmp_path), name="қала.zip")

    describe_again(job, encoding="cp1251", by=scene.planner, at=NOON)
    do_all()

    job.refresh_from_db()
    assert job.state == Import.State.DESCRIBED
    assert job.description["layers"][0]["fields"][0]["samples"][0].startswith("Т")


def test_a_file_in_another_system_lands_where_it_belongs(scene, tmp_path):
    data = good.geopackage(tmp_path, crs=good.SK42)

    job = bring(scene, data, name="zones.gpkg")

    layer = job.description["layers"][0]
    assert layer["reference"]["code"] == good.SK42
    assert layer["reference"]["accuracy_m"] > 1


def test_two_imports_into_one_layer_do_not_double_what_both_bring(scene):
    first = choose(scene, bring(scene, table(*GOOD)))
    second = choose(scene, bring(scene, table(*GOOD)))

    confirm(scene, first)
    second = confirm(scene, second)

    assert second.state == Import.State.CHECKED
    assert second.report["changed_meanwhile"] is True
    assert second.report["counts"]["same"] == 2
    assert Feature.objects.filter(key__startswith="Б-").count() == 2


def test_a_worker_that_fails_amid_the_writing_leaves_nothing_and_it_is_done_again(
    scene, monkeypatch
):
    job = choose(scene, bring(scene, table(*GOOD)))
    person = writing._person
    monkeypatch.setattr(writing, "_person", lambda _pk: 1 / 0)

    job = confirm(scene, job)

    assert job.state == Import.State.WRITING
    assert not Feature.objects.filter(key__startswith="Б-").exists()
    monkeypatch.setattr(writing, "_person", person)
    OutboxMessage.objects.filter(state="waiting").update(due_at=NOON)
    do_all()
    job.refresh_from_db()
    assert job.state == Import.State.WRITTEN
    assert Feature.objects.filter(key__startswith="Б-").count() == 2
