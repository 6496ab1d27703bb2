"""A layer as a table: search, filters, order, the way to the map; for those without a map."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.factories.schemes import FeatureFactory, square

pytestmark = pytest.mark.django_db
KINDS = {
    "code": "kind", "type": "choice", "label_kk": "түрі", "label_ru": "вид",
    "choices": [
        {"code": "home", "label_kk": "тұрғын", "label_ru": "жилая"},
        {"code": "work", "label_kk": "өндірістік", "label_ru": "производственная"},
    ],
}  # fmt: skip
IS_BUILT = {"code": "built", "type": "boolean", "label_kk": "салынған", "label_ru": "построен"}


@pytest.fixture
def table(scene):
    """The draft's layer with three more objects, by its planner's eyes."""
    scene.zones.attributes = [KINDS, IS_BUILT]
    scene.zones.save()
    make = {"edition": scene.draft, "layer": scene.zones}
    FeatureFactory(**make, key="Б-1", name_kk="Әуежай аймағы", attributes={"kind": "work"})
    FeatureFactory(**make, key="Б-2", name_kk="Бақ", attributes={"kind": "home", "built": True})
    FeatureFactory(**make, key="Б-3", name_kk="Үлкен", shape=square(77, 43, 0.5), status="planned")
    return scene


def ask(client, scene, language="kk", **query):
    with translation.override(language):
        where = reverse("schemes:layer_detail", args=[scene.scheme.code, "zoning"])
    return client.get(where, query)


def keys(page) -> list[str]:
    return [one.key for one, _cells in page.context["rows"]]


def test_anyone_reads_the_published_edition(client, scene):
    page = ask(client, scene)

    assert keys(page) == ["А-1"]
    assert page.context["edition"] == scene.published
    assert scene.old.name_kk in page.content.decode()


def test_draft_is_not_there_for_a_stranger(client, table):
    assert ask(client, table, edition="2026").status_code == 404

    client.force_login(table.planner)

    page = ask(client, table, edition="2026")
    assert keys(page) == ["А-1", "А-2", "Б-1", "Б-2", "Б-3"]
    assert "Ол әлі жарияланған жоқ" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "ӘУЕЖАЙ"}, ["Б-1"]),
        ({"q": "б-2"}, ["Б-2"]),
        ({"status": "planned"}, ["Б-3"]),
        ({"phase": "first"}, ["А-2"]),
        ({"a-kind": "home"}, ["Б-2"]),
        ({"a-built": "true"}, ["Б-2"]),
        ({"a-kind": "nonsense"}, ["А-1", "А-2", "Б-1", "Б-2", "Б-3"]),
        ({"status": "nonsense", "q": "бақ"}, ["Б-2"]),
        ({"q": "жоқ нәрсе"}, []),
    ],
)
def test_filters_leave_what_was_asked_for(client, table, query, expected):
    client.force_login(table.planner)

    assert keys(ask(client, table, edition="2026", **query)) == expected


def test_order_is_chosen(client, table):
    client.force_login(table.planner)

    assert keys(ask(client, table, edition="2026", sort="size"))[0] == "Б-3"
    assert keys(ask(client, table, edition="2026", sort="phase"))[:2] == ["А-1", "А-2"]
    assert keys(ask(client, table, edition="2026", sort="nonsense"))[0] == "А-1"


def test_cells_speak_the_language_of_the_page(client, table):
    client.force_login(table.planner)

    kazakh = ask(client, table, edition="2026").content.decode()
    russian = ask(client, table, "ru", edition="2026").content.decode()

    assert "өндірістік" in kazakh and "производственная" not in kazakh
    assert "производственная" in russian


def test_each_row_leads_to_its_page_and_to_the_map(client, scene):
    page = ask(client, scene).content.decode()

    assert f"/kk/schemes/objects/{scene.old.uid}/" in page
    assert f"/map/?edition=2020&amp;object={scene.old.lineage}" in page


def test_htmx_gets_the_results_only(client, scene):
    with translation.override("kk"):
        where = reverse("schemes:layer_detail", args=[scene.scheme.code, "zoning"])
    part = client.get(where, headers={"hx-request": "true"}).content.decode()

    assert 'id="results"' in part
    assert "<html" not in part


def test_queries_do_not_grow_with_rows(client, scene):
    client.force_login(scene.secretary)
    ask(client, scene, edition="2026")
    counts = []
    for many in (0, 1, 15):
        for _n in range(many):
            FeatureFactory(
                edition=scene.draft,
                layer=scene.zones,
                phase=scene.phases[0],
                responsible=scene.keeper,
            )
        with CaptureQueriesContext(connection) as queries:
            ask(client, scene, edition="2026")
        counts.append(len(queries))

    assert counts[1] == counts[2]
