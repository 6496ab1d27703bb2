"""Dashboard, indicators, places of measures: empty and full, for anyone and for the secretariat."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from councils.desk import todos_of
from schemes.desk import count_waiting
from schemes.models import Indicator, IndicatorValue
from schemes.services.measure_parts import place_measure
from schemes.services.measure_reports import accept_report, report_measure
from tests.councils.register import queries_of
from tests.factories.core import NOON
from tests.factories.schemes import IndicatorFactory, IndicatorValueFactory, MeasureFactory

from .planning import SAID, approved_scene, as_user, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return approved_scene(scene)


def text_of(address, client=None):
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# The dashboard ------------------------------------------------------------------------------------
def test_a_dashboard_without_data_says_so(scene):
    page = text_of(url("dashboard_detail", scene.scheme.code))
    assert "Показателей пока нет" in page
    assert 'id="measure-map"' not in page


def test_a_dashboard_shows_charts_with_tables_and_sources(made, scene):
    indicator = IndicatorFactory(agglomeration=scene.scheme.agglomeration)
    for _number in range(3):
        IndicatorValueFactory(indicator=indicator)
    place_measure(made.measure, scene.old, by=made.secretary, at=NOON)

    page = text_of(url("dashboard_detail", scene.scheme.code))

    assert "chart__plot" in page
    assert "<title" in page
    assert "Бюро национальной статистики" in page
    assert page.count("В виде таблицы") == 4  # one indicator, three charts of measures
    assert 'id="measure-map"' in page
    assert " style=" not in page


def test_measures_of_a_draft_plan_are_not_on_the_dashboard_of_anyone(made, scene):
    made.plan.__class__.objects.update(state="draft", act=None)
    assert "Разработать транспортную модель" not in text_of(
        url("dashboard_detail", scene.scheme.code)
    )


def test_shapes_of_measures_say_how_they_stand_and_keep_drafts_back(made, scene):
    place_measure(made.measure, scene.old, by=made.secretary, at=NOON)
    place_measure(made.measure, scene.new, by=made.secretary, at=NOON)  # only in the draft
    address = url("measure_shapes", scene.scheme.code)

    (shape,) = json.loads(Client().get(address).content)["features"]
    assert shape["properties"]["value"] == "planned"
    assert shape["geometry"]["type"].endswith("Polygon")
    assert len(json.loads(as_user(made.secretary).get(address).content)["features"]) == 2


# Places -------------------------------------------------------------------------------------------
def test_a_place_is_found_by_its_name_added_and_taken_off(made, scene):
    client = as_user(made.secretary)
    page = url("measure_places", made.measure.uid)
    assert scene.old.name_ru in text_of(f"{page}?q={scene.old.key}", client)

    answer = client.post(url("place_add", made.measure.uid, scene.old.uid), {"q": "А-1"})
    assert "q=" in answer.url
    place = made.measure.places.get()
    assert "sketch" in text_of(url("measure_detail", made.measure.uid))
    client.post(url("place_remove", made.measure.uid, place.pk))

    assert not made.measure.places.exists()


# Indicators ---------------------------------------------------------------------------------------
def test_an_indicator_and_its_value_are_given_by_the_pages(scene):
    client = as_user(scene.secretary)
    client.post(
        url("indicator_create"),
        {
            "agglomeration": scene.scheme.agglomeration.pk, "direction": "social",
            "name_kk": "Халық саны", "name_ru": "Население", "unit_kk": "адам",
            "unit_ru": "человек", "decimals": 0, "position": 1, "code": "people",
        },
    )  # fmt: skip
    indicator = Indicator.objects.get()
    value = {
        "value": "2347924", "kind": "fact", "on": "2026-01-01", "precision": "day",
        "extent_kk": "Алматы қаласы", "extent_ru": "", "source_kk": "БНС", "source_ru": "БНС",
        "is_confirmed": "on",
    }  # fmt: skip

    page = client.post(url("value_create", indicator.uid), value).content.decode()
    assert "Есть что исправить" in page or "error-summary" in page
    assert not IndicatorValue.objects.exists()
    client.post(url("value_create", indicator.uid), value | {"extent_ru": "город Алматы"})

    page = text_of(url("indicator_detail", indicator.uid))
    assert "2 347 924" in page.replace("\xa0", " ")
    assert "город Алматы" in page


def test_measures_are_named_beside_the_indicator_that_they_change(made, scene):
    indicator = IndicatorFactory(agglomeration=scene.scheme.agglomeration)
    client = as_user(made.secretary)
    page = url("indicator_link", indicator.uid)
    assert "Разработать транспортную модель" in text_of(page, client)

    client.post(page, {"measures": [made.measure.pk]})

    assert str(made.measure.uid) in text_of(url("indicator_detail", indicator.uid))
    assert str(indicator.uid) in text_of(url("measure_detail", made.measure.uid))


def test_contradicting_sources_are_marked_and_explained(scene):
    indicator = IndicatorFactory(agglomeration=scene.scheme.agglomeration)
    same = {"indicator": indicator, "on": "2015-01-01", "precision": "year"}
    IndicatorValueFactory(**same, value=9)
    IndicatorValueFactory(**same, value=20, source_kk="Басқа", source_ru="Другой")

    page = text_of(url("indicator_detail", indicator.uid))

    assert "источники считали по-разному" in page
    assert page.count(">источники расходятся<") == 2


def test_values_are_a_table_with_all_that_makes_them_values(scene):
    value = IndicatorValueFactory(indicator__agglomeration=scene.scheme.agglomeration)
    for address in (url("indicators_csv"), url("indicator_csv", value.indicator.uid)):
        text = b"".join(Client().get(address).streaming_content).decode()
        assert "город Алматы" in text
        assert "Бюро национальной статистики" in text
    assert Client().get(url("indicators_csv") + "?agglomeration=x").status_code == 404


# Files and the desk -------------------------------------------------------------------------------
def test_the_file_of_a_report_is_public_once_it_is_accepted(made):
    upload = SimpleUploadedFile("есеп.txt", "Дәлел".encode())
    report = report_measure(
        made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON, upload=upload
    )
    address = url("report_file", report.uid)
    assert Client().get(address).status_code == 404
    assert as_user(made.secretary).get(address).status_code == 200

    accept_report(report, by=made.secretary, at=NOON)

    assert Client().get(address).status_code == 200


def test_the_desk_names_what_is_owed_and_what_is_to_be_answered(made):
    kinds = [todo.title for todo in todos_of(made.speaker, at=NOON)]
    assert kinds == [made.plan.name]
    report_measure(made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)

    assert todos_of(made.speaker, at=NOON) == []
    (todo,) = [one for one in todos_of(made.secretary, at=NOON) if "reports" in one.url]
    assert str(todo.due_on) == "2026-02-15"


def test_what_waits_is_counted_for_who_speaks_alone(made, scene):
    assert count_waiting(scene.outsider) == 0
    assert count_waiting(made.secretary) == 0


# Queries ------------------------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_with_the_data(made, scene):
    client = as_user(made.secretary)
    agglomeration = scene.scheme.agglomeration
    first = IndicatorFactory(agglomeration=agglomeration)
    IndicatorValueFactory(indicator=first)
    place_measure(made.measure, scene.old, by=made.secretary, at=NOON)
    pages = [
        url("dashboard_detail", scene.scheme.code),
        url("indicator_list"),
        url("indicator_detail", first.uid),
        url("measure_shapes", scene.scheme.code),
    ]
    before = [queries_of(client, page) for page in pages]
    for number in range(2, 9):
        indicator = IndicatorFactory(agglomeration=agglomeration)
        for _value in range(4):
            IndicatorValueFactory(indicator=indicator)
        IndicatorValueFactory(indicator=first)
        measure = MeasureFactory(plan=made.plan, number=str(number), position=number)
        place_measure(measure, scene.old, by=made.secretary, at=NOON)

    assert [queries_of(client, page) for page in pages] == before
