"""Pages of an import: for whom they are, what they show in each state, what they send."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schemes.models import Feature, Import
from tests.factories.core import NOON
from tests.sessions import enter

from . import good_files as good
from .importing import area, bring, choose, confirm, do_all, table

ROWS = [
    ["Б-1", "Қонаев", area(77.3)],
    ["Б-2", "Өскемен", area(77.4)],
    ["Б-3", "<b>нүкте</b>", "POINT (77 43)"],
]


@pytest.fixture(autouse=True)
def _now(time_machine_at_noon):
    """Acts of pages happen at NOON."""


@pytest.fixture
def time_machine_at_noon():
    import time_machine

    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def planner(client, scene):
    enter(client, scene.planner)
    return client


def address(name, record=None, **more):
    return reverse(f"schemes:{name}", kwargs={"uid": record.uid} if record else more)


def create_address(scene):
    return address("import_create", scheme=scene.scheme.code, edition=scene.draft.code)


def text_of(response):
    return response.content.decode()


def test_a_stranger_does_not_see_the_import_and_a_member_may_not(client, scene):
    job = bring(scene, table(*ROWS))

    enter(client, scene.outsider)
    assert client.get(job.get_absolute_url()).status_code == 404
    enter(client, scene.member)
    assert client.get(job.get_absolute_url()).status_code == 403


def test_the_planner_is_offered_the_layers_of_the_own_organisation(planner, scene):
    page = text_of(planner.get(create_address(scene)))

    assert "Аймақтар" in page and "Көлік дәліздері" not in page


def test_a_published_edition_leads_back_to_its_page(planner, scene):
    place = {"scheme": scene.scheme.code, "edition": scene.published.code}

    answer = planner.get(address("import_create", **place))

    assert answer.status_code == 302 and answer.url == scene.published.get_absolute_url()


def test_a_file_is_brought_read_mapped_checked_and_written_through_the_pages(planner, scene):
    upload = SimpleUploadedFile("аймақ.csv", table(*ROWS[:2]))
    answer = planner.post(create_address(scene), {"layer": "zoning", "upload": upload})
    job = Import.objects.get()
    assert answer.status_code == 302 and job.started_by == scene.planner
    assert "hx-trigger" in text_of(planner.get(job.get_absolute_url()))

    do_all()
    page = planner.get(job.get_absolute_url())
    form = page.context["form"]
    assert form.initial["column-key"] == "key" and form.initial["geometry_wkt"] == "wkt"
    data = {f"column-{code}": code for code in ("key", "name_kk")} | {"geometry_wkt": "wkt"}
    data["reference"] = "file"
    assert planner.post(address("import_map", job), data).status_code == 302
    do_all()
    assert "Қонаев" not in text_of(planner.get(address("import_rows", job)))
    assert planner.post(address("import_confirm", job)).status_code == 302
    do_all()

    assert Feature.objects.filter(key__in=["Б-1", "Б-2"]).count() == 2
    assert planner.get(job.get_absolute_url()).context["job"].state == Import.State.WRITTEN


def test_a_wrong_choice_is_said_at_its_field(planner, scene):
    job = bring(scene, table(*ROWS))
    data = {"column-key": "key", "geometry_x": "key", "reference": "other", "code": "SK-42"}

    page = planner.post(address("import_map", job), data | {"all-cost": "көп"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"code", "geometry_x", "all-cost"}


def test_one_value_for_all_and_a_system_by_its_code(planner, scene):
    job = bring(scene, table(*ROWS[:2]))
    data = {"column-name_kk": "name_kk", "geometry_wkt": "wkt", "all-status": "planned"}

    planner.post(address("import_map", job), data | {"reference": "other", "code": "4326"})
    do_all()

    job.refresh_from_db()
    assert job.choices["reference"] == "EPSG:4326"
    assert {row.values["status"] for row in job.rows.all()} == {"planned"}


def test_a_required_attribute_needs_a_column_or_a_value(planner, scene):
    scene.zones.attributes = [
        {"code": "zone", "type": "text", "label_kk": "Аймақ", "label_ru": "Зона", "required": True}
    ]
    scene.zones.save()
    job = bring(scene, table(*ROWS))

    data = {"geometry_wkt": "wkt", "reference": "file"}
    page = planner.post(address("import_map", job), data)

    assert set(page.context["form"].errors) == {"column-a.zone"}


def test_bad_rows_ask_for_a_word_and_are_named_with_their_field(planner, scene):
    job = choose(scene, bring(scene, table(*ROWS)))

    page = text_of(planner.get(job.get_absolute_url()))
    assert 'name="leave_out"' in page
    assert "&lt;b&gt;нүкте&lt;/b&gt;" in page and "<b>нүкте</b>" not in page
    planner.post(address("import_confirm", job))
    job.refresh_from_db()
    assert job.state == Import.State.CHECKED
    planner.post(address("import_confirm", job), {"leave_out": "on"})
    job.refresh_from_db()
    assert job.state == Import.State.WRITING


def test_the_report_is_a_table_of_problems(planner, scene):
    job = choose(scene, bring(scene, table(*ROWS)))

    answer = planner.get(address("import_report", job))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[1].startswith("4,Б-3,")


def test_staged_shapes_say_what_becomes_of_them(planner, scene):
    job = choose(scene, bring(scene, table(*ROWS)))

    shapes = json.loads(planner.get(address("import_shapes", job)).content)

    assert [one["properties"]["row"] for one in shapes["features"]] == [2, 3]
    assert shapes["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_rows_are_filtered_by_outcome_and_by_problem(planner, scene):
    job = choose(scene, bring(scene, table(*ROWS)))

    def numbers(query):
        rows = planner.get(address("import_rows", job) + query).context["rows"]
        return [row["number"] for row in rows]

    assert numbers("?outcome=new") == [2, 3]
    assert numbers("?problem=wrong_type") == [4]
    assert numbers("?problem=repaired") == []


def test_a_refused_file_says_why(planner, scene):
    job = bring(scene, b"%PDF-1.7", name="map.pdf")

    assert job.state == Import.State.REFUSED
    assert "PDF" in text_of(planner.get(job.get_absolute_url()))


def test_columns_can_be_chosen_anew_after_a_check(planner, scene):
    job = choose(scene, bring(scene, table(*ROWS)))

    page = planner.get(address("import_map", job))

    assert page.context["form"].initial["column-key"] == "key"


def test_letters_can_be_read_anew(planner, scene, tmp_path):
    job = bring(scene, good.shapefile(tmp_path), name="zones.zip")

    planner.post(address("import_letters", job), {"encoding": "cp1251"})
    do_all()

    page = text_of(planner.get(job.get_absolute_url()))
    assert "ТљРѕРЅР°РµРІ" in page


def test_a_written_import_cannot_be_cancelled(planner, scene):
    job = confirm(scene, choose(scene, bring(scene, table(*ROWS[:2]))))

    planner.post(address("import_cancel", job))

    job.refresh_from_db()
    assert job.state == Import.State.WRITTEN


def test_the_page_of_a_check_asks_as_many_queries_for_many_rows(
    planner, scene, django_assert_max_num_queries
):
    rows = [[f"Б-{n}", "Қ", f"POINT (77 {43 + n / 100})"] for n in range(30)]
    job = choose(scene, bring(scene, table(*rows)))

    with django_assert_max_num_queries(30):
        planner.get(job.get_absolute_url())
