"""What programs read of the schemes: published things for all, the rest by right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agglo_portal.core.models import StoredFile
from schemes.models import DecisionLink, Discussion, Import, Measure, Plan, PublicRemark
from tests.factories.core import DAY, NOON
from tests.factories.councils import ActFactory
from tests.factories.schemes import (
    FeatureFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    MeasureFactory,
    PlanFactory,
    square,
)
from tests.sessions import enter

ROOT = "/api/v1/schemes/"


@pytest.fixture
def read(client):
    """A function that gives what stands at an address below /api/v1/schemes/."""

    def get(path="", **query):
        answer = client.get(ROOT + path, query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


def approved_plan(**fields):
    act = ActFactory(kind="government_decree")
    return PlanFactory(state=Plan.State.APPROVED, act=act, **fields)


# Schemes, editions, layers ------------------------------------------------------------------------
def test_scheme_is_read_with_its_phases_and_its_standing_to_be_verified(scene, read):
    (one,) = read()["results"]

    assert one["code"] == scene.scheme.code
    assert one["standing"] == "to_verify"
    assert [phase["code"] for phase in one["phases"]] == ["now", "first"]
    assert one["name"]["ru"] == "Межрегиональная схема территориального развития"
    assert read(f"{scene.scheme.uid}/") == one


def test_stranger_reads_published_editions_alone(scene, read, client):
    assert [one["code"] for one in read("editions/")["results"]] == ["2020"]
    assert client.get(f"{ROOT}editions/{scene.draft.uid}/").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "member", "planner"])
def test_people_of_the_scheme_read_drafts_too(scene, read, client, who):
    enter(client, getattr(scene, who))

    assert {one["code"] for one in read("editions/")["results"]} == {"2020", "2026"}


def test_published_edition_says_where_its_tiles_are(scene, read):
    (one,) = read("editions/", state="published")["results"]

    assert one["tiles"] == f"http://testserver/tiles/{scene.scheme.code}/2020/tile.json"


def test_layer_is_read_with_schema_style_and_keepers(scene, read):
    scene.zones.style = {"color": "#0b4f8a"}
    scene.zones.save()

    (one,) = read("layers/", code="zoning")["results"]

    assert one["style"] == {"color": "#0b4f8a"}
    assert one["attributes"] == []
    assert one["keepers"][0]["id"] == str(scene.keeper.uid)


# Objects ------------------------------------------------------------------------------------------
def test_object_is_read_with_its_geometry_and_measures(scene, read):
    (one,) = read("features/", edition=str(scene.published.uid))["results"]

    assert one["id"] == str(scene.old.uid)
    assert one["lineage"] == str(scene.old.lineage)
    assert one["geometry"]["type"] == "MultiPolygon"
    assert one["geometry"]["coordinates"][0][0][0] == [76.9, 43.2]
    assert one["area_m2"] == pytest.approx(90.2e6, rel=0.01)
    assert (one["layer"], one["phase"], one["status"]) == ("zoning", "now", "existing")


def test_objects_of_a_draft_are_for_its_people(scene, read, client):
    query = {"edition": str(scene.draft.uid)}
    assert read("features/", **query)["results"] == []
    assert client.get(f"{ROOT}features/{scene.new.uid}/").status_code == 404

    enter(client, scene.planner)

    assert len(read("features/", **query)["results"]) == 2


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"q": "жол"}, ["Б-1"]),
        ({"key": "А-1"}, ["А-1"]),
        ({"status": "planned"}, ["Б-1"]),
        ({"phase": "now"}, ["А-1"]),
        ({"layer": "transport"}, []),
        ({"bbox": "77.9,43,79,44"}, ["Б-1"]),
        ({"updated_since": (NOON + DAY).isoformat()}, []),
    ],
)
def test_objects_are_found_by_what_is_said_of_them(scene, read, client, query, keys):
    enter(client, scene.secretary)
    FeatureFactory(
        edition=scene.draft, layer=scene.zones, key="Б-1", name_kk="Жол", shape=square(78, 43.2),
        status="planned",
    )  # fmt: skip

    found = read("features/", edition=str(scene.draft.uid), **query)["results"]

    assert [one["key"] for one in found] == keys


@pytest.mark.parametrize(
    "query",
    [{"bbox": "1,2,3"}, {"bbox": "5,5,1,1"}, {"after": "x"}, {"status": "lost"}, {"edition": "x"}],
)
def test_wrong_question_is_refused(scene, client, query):
    assert client.get(f"{ROOT}features/", query).status_code == 400


def test_pages_of_objects_give_each_once(scene, client, read):
    enter(client, scene.secretary)
    for number in range(5):
        FeatureFactory(edition=scene.draft, layer=scene.zones, key=f"Б-{number}")

    page, seen = read("features/", limit=3, edition=str(scene.draft.uid)), []
    while True:
        seen += [one["id"] for one in page["results"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()

    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    "path", ["", "editions/", "layers/", "features/", "measures/", "indicators/"]
)
def test_lists_ask_no_more_of_twenty_rows_than_of_one(scene, client, path):
    def count():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ROOT + path).status_code == 200
        return len(asked)

    enter(client, scene.secretary)
    plan = approved_plan()
    MeasureFactory(plan=plan)
    IndicatorValueFactory()
    count()
    few = count()
    for _number in range(4):
        FeatureFactory(edition=scene.draft, layer=scene.zones)
        MeasureFactory(plan=plan)
        IndicatorValueFactory(indicator=IndicatorFactory())

    assert count() == few


# Plans, indicators --------------------------------------------------------------------------------
def test_approved_plan_is_for_all_and_a_draft_is_not(scene, read):
    PlanFactory()
    plan = approved_plan(code="plan-a")

    (one,) = read("plans/")["results"]

    assert one["code"] == "plan-a"
    assert read(f"plans/{plan.uid}/")["agreements"] == []


def test_measures_are_found_by_state_and_by_being_overdue(scene, read):
    plan = approved_plan()
    late = MeasureFactory(plan=plan, ends_on=timezone.localdate() - DAY)
    MeasureFactory(plan=plan, ends_on=timezone.localdate() + DAY)
    MeasureFactory(ends_on=timezone.localdate() - DAY)  # of a draft plan

    assert [one["id"] for one in read("measures/", overdue=True)["results"]] == [str(late.uid)]
    assert len(read("measures/", overdue=False)["results"]) == 1
    assert read("measures/", state=Measure.State.DONE)["results"] == []
    assert read(f"measures/{late.uid}/")["reports"] == []


def test_value_of_an_indicator_never_stands_without_date_territory_and_source(scene, read):
    indicator = IndicatorFactory(code="population")
    IndicatorValueFactory(indicator=indicator)
    IndicatorValueFactory(indicator=indicator, source_kk="Басқа", source_ru="Другой", value=5)

    (one,) = read("indicators/", code="population")["results"]

    assert one["unit"] == {"kk": "адам", "ru": "человек"}
    assert len(one["values"]) == 2
    assert all(value["on"] and value["extent"] and value["source"] for value in one["values"])


# Discussions, links, imports ----------------------------------------------------------------------
@pytest.fixture
def discussion(scene):
    day = NOON.date()
    return Discussion.objects.create(
        edition=scene.draft, opens_on=day, closes_on=day + 30 * DAY, intro_kk="Жоба",
        intro_ru="Проект", announced_at=NOON,
    )  # fmt: skip


def remark(discussion, **fields):
    facts = {
        "discussion": discussion, "place": "SRID=4326;POINT(76.9 43.2)", "author": "Айгүл",
        "email": "aigul@example.kz", "language": "kk", "text": "Саябақ керек", "sent_at": NOON,
    } | fields  # fmt: skip
    return PublicRemark.objects.create(**facts)


def test_only_published_remarks_are_read_and_never_an_address(discussion, read, client):
    remark(discussion, state="sent")
    remark(discussion, state="confirmed", confirmed_at=NOON)
    remark(discussion, state="published", number=1, confirmed_at=NOON)

    (one,) = read("remarks/")["results"]

    assert (one["number"], one["text"]) == (1, "Саябақ керек")
    assert one["place"] == {"type": "Point", "coordinates": [76.9, 43.2]}
    assert "example.kz" not in client.get(f"{ROOT}remarks/").content.decode()


def test_discussion_that_is_not_announced_is_not_there(discussion, read):
    assert len(read("discussions/")["results"]) == 1
    Discussion.objects.update(announced_at=None)

    assert read("discussions/")["results"] == []


def test_link_is_there_only_if_its_meeting_and_its_measure_are(
    scene, read, closed_meeting, draft_meeting
):
    item = closed_meeting.items.first()
    hidden, shown = MeasureFactory(), MeasureFactory(plan=approved_plan())
    for measure in (hidden, shown):
        DecisionLink.objects.create(measure=measure, item=item, linked_at=NOON)

    assert [one["measure"] for one in read("links/")["results"]] == [str(shown.uid)]
    DecisionLink.objects.update(item=draft_meeting.items.first())
    assert read("links/")["results"] == []


def test_imports_are_for_those_who_may_change_the_layer(scene, read, client):
    stored = StoredFile.objects.create(
        name="a.gpkg", extension="gpkg", media_type="application/geopackage+sqlite3", size=1,
        sha256="0" * 64, stored_at=NOON,
    )  # fmt: skip
    Import.objects.create(edition=scene.draft, layer=scene.zones, file=stored, started_at=NOON)

    assert read("imports/")["results"] == []
    enter(client, scene.member)
    assert read("imports/")["results"] == []
    enter(client, scene.planner)
    assert [one["file"] for one in read("imports/")["results"]] == ["a.gpkg"]


def test_the_schema_describes_the_schemes(client, db):
    schema = client.get("/api/schema/").content

    assert b"/api/v1/schemes/features/{uid}/change/" in schema
    assert b"/api/v1/schemes/measures/{uid}/report/" in schema
