"""What programs do: objects of drafts drawn and changed, editions led, reports sent."""

import pytest

from schemes.models import Edition, Feature, Measure, Plan
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import ActFactory, OfficialFactory, PostFactory
from tests.factories.schemes import MeasureFactory, PlanFactory
from tests.sessions import enter

ROOT = "/api/v1/schemes/"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[76.5, 43], [76.6, 43], [76.6, 43.1], [76.5, 43.1], [76.5, 43]]],
}


@pytest.fixture
def post(client):
    """A function that sends JSON, with a key of the act if one is given."""

    def send(path, body=None, key=""):
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(
            ROOT + path, body or {}, content_type="application/json", headers=headers
        )

    return send


@pytest.fixture
def planner(scene, client):
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "қабаттар", "label_ru": "этажи"},
        {"code": "kind", "type": "text", "label_kk": "түрі", "label_ru": "вид"},
    ]
    scene.zones.save()
    enter(client, scene.planner)
    return scene


def new(scene, **facts):
    return {
        "edition": str(scene.draft.uid), "layer": "zoning", "geometry": SQUARE, "key": "Ж-1",
        "name_kk": "Саябақ", "name_ru": "Парк", "status": "planned", "phase": "first",
        "attributes": {"floors": 3}, "responsible": str(scene.keeper.uid), "cost": "100.50",
    } | facts  # fmt: skip


# Objects ------------------------------------------------------------------------------------------
def test_draw_gives_the_object_as_it_stands(planner, post):
    answer = post("features/", new(planner))

    said = answer.json()
    feature = Feature.objects.get(uid=said["id"])
    assert answer.status_code == 201
    assert said["geometry"]["type"] == "MultiPolygon"
    assert said["attributes"] == {"floors": 3}
    assert (said["phase"], said["cost"], said["version"]) == ("first", "100.50", 1)
    assert (feature.edition, feature.changed_by) == (planner.draft, planner.planner)


def test_draw_twice_with_one_key_draws_once(planner, post):
    first, again = (
        post("features/", new(planner), key="k1"),
        post("features/", new(planner), key="k1"),
    )

    assert first.json()["id"] == again.json()["id"]
    assert again["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("member", 403), ("secretary", 201), (None, 404)]
)
def test_only_those_who_keep_the_layer_draw_in_it(scene, client, post, who, status):
    if who:
        enter(client, getattr(scene, who))

    assert post("features/", new(scene, attributes={})).status_code == status


def test_nobody_draws_in_a_published_edition(planner, post):
    answer = post("features/", new(planner, edition=str(planner.published.uid)))

    assert (answer.status_code, answer.json()["code"]) == (409, "edition_is_not_a_draft")


def test_draw_says_what_is_wrong_field_by_field(planner, post):
    answer = post("features/", new(planner, attributes={"floors": "many", "colour": "red"}))

    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "content_is_wrong")
    assert [(one["field"], one["code"]) for one in said["problems"]] == [
        ("floors", "value_not_a_number"),
        ("colour", "unknown_attribute"),
    ]


def test_draw_says_where_an_outline_crosses_itself(planner, post):
    bow = [[[76, 43], [76.1, 43.1], [76.1, 43], [76, 43.1], [76, 43]]]

    answer = post("features/", new(planner, geometry={"type": "Polygon", "coordinates": bow}))

    assert (answer.status_code, answer.json()["code"]) == (409, "shape_crosses_itself")
    assert answer.json()["at"] == [pytest.approx(76.05), pytest.approx(43.05)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"geometry": "POINT(1 1)"}, {"geometry": {"type": "Circle"}}, {"geometry": None},
        {"edition": "x"}, {"status": "lost"}, {"phase": "never"}, {"attributes": [1]},
        {"responsible": "x"}, {"responsible": "00000000-0000-0000-0000-000000000000"},
        {"cost": "much"}, {"key": "x" * 81},
    ],
)  # fmt: skip
def test_what_has_no_sense_is_refused_with_the_name_of_the_field(planner, post, wrong):
    answer = post("features/", new(planner, **wrong))

    assert answer.status_code == 400
    assert set(answer.json()) == set(wrong)


@pytest.mark.parametrize(
    ("kind", "coordinates", "status"),
    [
        ("Polygon", [], 409), ("Polygon", [[]], 409), ("Polygon", [[["a", "b"]]], 400),
        ("Polygon", [[[76, 43], [77, 43]]], 400), ("Polygon", 5, 400), ("Point", [76, 43], 409),
        ("Polygon", [[[760, 430], [770, 430], [770, 440], [760, 430]]], 409),
        ("Polygon", [[[76, 43, 9], [77, 43, 9], [77, 44, 9], [76, 43, 9]]], 201),
        ("Polygon", [[[1e400, 43], [77, 43], [77, 44], [76, 43]]], 400),
    ],
)  # fmt: skip
def test_strange_geometry_is_refused_and_never_breaks_the_portal(
    planner, post, kind, coordinates, status
):
    answer = post("features/", new(planner, geometry={"type": kind, "coordinates": coordinates}))

    assert answer.status_code == status


def test_change_keeps_what_is_left_out(planner, post):
    made = post("features/", new(planner)).json()

    said = post(
        f"features/{made['id']}/change/", {"version": 1, "attributes": {"kind": "жасыл"}}
    ).json()

    assert said["version"] == 2
    assert said["attributes"] == {"floors": 3, "kind": "жасыл"}
    assert {name: said[name] for name in ("key", "name", "phase", "geometry")} == {
        name: made[name] for name in ("key", "name", "phase", "geometry")
    }


def test_change_takes_away_what_is_given_as_null(planner, post):
    made = post("features/", new(planner)).json()
    nothing = {"version": 1, "attributes": {"floors": None}, "phase": None, "responsible": None}

    said = post(f"features/{made['id']}/change/", nothing).json()

    assert (said["attributes"], said["phase"], said["responsible"]) == ({}, None, None)


def test_change_of_an_older_version_gives_the_newer_state(planner, post):
    made = post("features/", new(planner)).json()
    post(f"features/{made['id']}/change/", {"version": 1, "name_ru": "Сад"})

    answer = post(f"features/{made['id']}/change/", {"version": 1, "name_ru": "Лес"})

    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "feature_changed_meanwhile")
    assert (said["current"]["version"], said["current"]["name"]["ru"]) == (2, "Сад")


def test_removed_object_is_gone_and_comes_back(planner, post, client):
    address = f"features/{planner.new.uid}/"

    assert post(address + "remove/", {"version": 1}).status_code == 204
    assert client.get(ROOT + address).status_code == 404
    assert post(address + "restore/", {"version": 2}).json()["version"] == 3
    assert client.get(ROOT + address).status_code == 200


@pytest.mark.parametrize("act", ["change", "remove", "restore"])
def test_acts_on_an_object_are_for_those_who_keep_its_layer(scene, client, post, act):
    address = f"features/{scene.new.uid}/{act}/"

    assert post(address, {"version": 1}).status_code == 404
    enter(client, scene.member)
    assert post(address, {"version": 1}).status_code == 403


# Editions -----------------------------------------------------------------------------------------
def test_edition_is_led_from_draft_to_publication(scene, client, post):
    enter(client, scene.secretary)
    address = f"editions/{scene.draft.uid}/"
    Edition.objects.filter(pk=scene.draft.pk).update(note_kk="Жаңа", note_ru="Новое")

    states = [post(address + "submit/").json().get("state")]
    states.append(post(address + "return/", {"reason": "Толықтыру керек"}).json()["state"])
    states.append(post(address + "submit/").json()["state"])
    act = ActFactory(kind="government_decree")
    states.append(post(address + "endorse/", {"act": str(act.uid)}).json()["state"])
    states.append(post(address + "publish/").json()["state"])

    assert states == ["submitted", "draft", "submitted", "endorsed", "published"]


def test_move_that_the_state_does_not_allow_is_refused(scene, client, post):
    enter(client, scene.secretary)

    answer = post(f"editions/{scene.draft.uid}/publish/")

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


@pytest.mark.parametrize("act", ["submit", "return", "endorse", "publish"])
def test_editions_are_led_by_the_secretariat_alone(scene, client, post, act):
    assert post(f"editions/{scene.draft.uid}/{act}/").status_code == 404
    for who in ("member", "planner"):
        enter(client, getattr(scene, who))
        assert post(f"editions/{scene.draft.uid}/{act}/").status_code == 403


# Reports ------------------------------------------------------------------------------------------
@pytest.fixture
def measure(db):
    plan = PlanFactory(
        state=Plan.State.APPROVED, act=ActFactory(kind="government_decree"), from_year=2020,
        to_year=2030,
    )  # fmt: skip
    return MeasureFactory(plan=plan, state=Measure.State.IN_PROGRESS)


def speaker(measure):
    user = UserFactory()
    official = OfficialFactory(user=user)
    PostFactory(official=official, organisation=measure.executor, kind="head")
    return user


def report(**facts):
    return {
        "year": NOON.year - 1,
        "percent": 40,
        "text_kk": "Жасалды",
        "text_ru": "Сделано",
    } | facts


def test_executor_reports_and_only_its_sides_read_it_before_it_is_accepted(measure, client, post):
    assert post(f"measures/{measure.uid}/report/", report()).status_code == 401
    enter(client, speaker(measure))

    answer = post(f"measures/{measure.uid}/report/", report(spent="12.5"))

    assert answer.status_code == 201
    assert (answer.json()["percent"], answer.json()["spent"]) == (40, "12.5")
    assert len(client.get(f"{ROOT}measures/{measure.uid}/").json()["reports"]) == 1
    client.logout()
    assert client.get(f"{ROOT}measures/{measure.uid}/").json()["reports"] == []


def test_report_on_a_year_outside_the_plan_is_refused(measure, client, post):
    enter(client, speaker(measure))

    answer = post(f"measures/{measure.uid}/report/", report(year=2001))

    assert (answer.status_code, answer.json()["code"]) == (409, "no_report_for_the_year")
