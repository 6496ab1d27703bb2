"""What may be asked of the objects of a collection: box, time, properties; and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.schemes import EditionFactory, FeatureFactory, publish, square

from .ogc_asking import ask, body, said
from .test_ogc import keys, zoning

__all__ = ["zoning"]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("76.01,43.01,76.02,43.02", ["З-0"]),
        ("76.05,43.05,76.1,43.06", ["З-0", "З-1"]),  # touching is enough
        ("76,43,100,76.32,43.05,200", ["З-0", "З-1", "З-2", "З-3"]),
        ("76.02,43.02,76.02,43.02", ["З-0"]),
        ("76.02,43.02,76.12,43.02", ["З-0", "З-1"]),
        ("-180,-90,180,90", ["З-0", "З-1", "З-2", "З-3", "З-4", "З-5", "З-6"]),
        ("0,0,1,1", []),
    ],
)
def test_bbox_finds_what_touches_the_box(zoning, client, box, found):
    assert keys(said(client, f"{zoning}/items?bbox={box}")) == found


def test_bbox_may_cross_the_line_of_dates(scene, client):
    edition = EditionFactory(scheme=scene.scheme, code="2023", year=2023)
    for key, east in (("west", 179), ("east", -179.5), ("far", 0)):
        FeatureFactory(edition=edition, layer=scene.zones, key=key, shape=square(east, 50, 0.4))
    publish(edition)
    path = f"collections/{scene.scheme.code}.2023.zoning/items"

    assert keys(said(client, f"{path}?bbox=178,49,-178,51")) == ["west", "east"]


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        # phase "now" has no dates, "first" lasts from 2026 to 2028; objects without phase match
        ("2027-05-01T00:00:00Z", "0123456"),
        ("2030-01-01T00:00:00+05:00", "02356"),
        ("2025-12-31T18:59:59Z", "02356"),
        ("2025-12-31T19:00:00Z", "0123456"),  # midnight in Almaty
        ("2028-12-31", "0123456"),
        ("../2025-01-01T00:00:00Z", "02356"),
        ("/2026-01-01T00:00:00Z", "0123456"),
        ("2029-01-01T00:00:00Z/..", "02356"),
        ("2020-01-01T00:00:00Z/2040-01-01T00:00:00Z", "0123456"),
    ],
)
def test_datetime_finds_what_goes_on_then_and_what_has_no_dates(zoning, client, moment, found):
    moment = moment.replace("+", "%2B")

    answer = said(client, f"{zoning}/items?datetime={moment}")

    assert keys(answer) == [f"З-{number}" for number in found]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("floors=3", "3"),
        ("guarded=true", "3"),
        ("guarded=false&floors=4", "4"),
        ("status=planned", "135"),
        ("phase=first", "14"),
        ("key=З-5", "5"),
        ("phase=first&status=existing", "4"),
        ("floors=77", ""),
    ],
)
def test_properties_filter_by_their_value(zoning, client, question, found):
    answer = said(client, f"{zoning}/items?{question}")

    assert keys(answer) == [f"З-{number}" for number in found]
    assert answer["numberMatched"] == len(found)


@pytest.mark.parametrize(
    "question",
    [
        "colour=red", "Limit=3", "limit=0", "limit=-1", "limit=x", "limit=", "limit=1.5",
        "limit=٣", "bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=1,2,3,nan",
        "bbox=1,2,3,inf", "bbox=10,20,5,10", "bbox=0,-91,1,1", "bbox=-181,0,1,1", "bbox=",
        "datetime=yesterday", "datetime=2026-13-01T00:00:00Z", "datetime=2026-01-01T00:00:00",
        "datetime=../..", "datetime=..", "datetime=", "datetime=2027-01-01/2026-01-01",
        "datetime=2026-01-01/2026-02-01/2026-03-01", "datetime=0001-01-01T00:00:00%2B23:59",
        "floors=many", "guarded=perhaps", "status=lost", "phase=never", "cursor=x", "cursor=-1",
        "cursor=99999999999999999999", "f=xml", "limit=1&limit=2", "crs=http://x", "%00=1",
        "floors=%00",
    ],
)  # fmt: skip
def test_what_is_unknown_or_wrong_is_refused_with_400(zoning, client, question):
    answer = ask(client, f"{zoning}/items?{question}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "InvalidParameterValue"


@pytest.mark.parametrize("path", ["", "conformance", "api", "collections", "{}"])
def test_resources_without_questions_refuse_every_other_parameter(zoning, client, path):
    assert ask(client, f"{path.format(zoning)}?limit=3").status_code == 400


def test_person_is_told_in_words_what_was_wrong(zoning, client):
    answer = ask(client, f"{zoning}/items?colour=red&f=html&lang=en")

    assert answer.status_code == 400
    assert "Unknown parameter: colour." in answer.content.decode()


NAMES = st.sampled_from(
    ["limit", "cursor", "bbox", "datetime", "floors", "status", "key", "f", "x"]
)
VALUES = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.lists(st.floats(), min_size=3, max_size=7).map(lambda them: ",".join(map(str, them))),
    st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
)


@pytest.mark.slow
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.dictionaries(NAMES, VALUES, max_size=3))
def test_no_question_breaks_the_portal(zoning, client, asked):
    answer = client.get(f"/ogc/{zoning}/items", asked)

    assert answer.status_code in (200, 400)
    body(answer)
