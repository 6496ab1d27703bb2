"""What stands in a draft alone is given to nobody beyond it, through whichever door."""

import json

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from councils.models import Post
from schemes.documents.printing import sheet_data
from schemes.models import DecisionLink, MeasurePlace, SchemeFile
from schemes.rules.orders import export_order, print_order
from schemes.services.files import order_file
from schemes.services.measure_parts import place_measure
from schemes.urls import urlpatterns
from tests.councils.register import published_meeting
from tests.factories.core import NOON
from tests.factories.councils import ActFactory, DecisionFactory, make_meeting
from tests.factories.schemes import FeatureFactory, MeasureFactory, PlanFactory, publish, square
from tests.sessions import enter

pytestmark = pytest.mark.django_db
SECRET = "Құпия аэропорт"
PRINT = print_order(format="pdf", language="kk")


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


@pytest.fixture
def secret(scene):
    """An object of the draft alone."""
    return FeatureFactory(
        edition=scene.draft, layer=scene.zones, key="Қ-1", name_kk=SECRET, name_ru=SECRET,
        shape=square(77.5, 43.9),
    )  # fmt: skip


def patterns(given):
    for one in given:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns)
        else:
            yield one


@pytest.mark.parametrize("who", ["nobody", "outsider"])
def test_no_page_of_the_schemes_gives_anything_of_a_draft(client, scene, secret, who):
    if who == "outsider":
        enter(client, scene.outsider)
    file = order_file(
        scene.draft, purpose=SchemeFile.Purpose.EXPORT, by=scene.planner, at=NOON,
        order=export_order(format="csv", language="kk"),
    )  # fmt: skip
    known = {"scheme": scene.scheme.code, "edition": "2026", "layer": "zoning"}
    uids = [secret.uid, scene.draft.uid, file.uid]
    for pattern in patterns(urlpatterns):
        names = set(pattern.pattern.converters)
        for uid in uids:
            given = {name: known.get(name, uid) for name in names}
            try:
                with translation.override("kk"):
                    address = reverse(f"schemes:{pattern.name}", kwargs=given)
            except NoReverseMatch:
                continue
            questions = (
                "",
                "?edition=2026",
                f"?q={SECRET}",
                "?from=2020&to=2026",
                f"?object={secret.uid}",
            )
            for question in questions:
                answer = client.get(address + question)
                text = b"".join(answer) if answer.streaming else answer.content
                if answer.status_code == 200:
                    said = text.decode(errors="replace")
                    for asked in (SECRET, str(secret.uid)):
                        if asked not in question:
                            assert asked not in said, address + question
                    assert "Қ-1" not in said, address + question


def test_the_api_gives_no_link_with_an_object_of_a_draft(client, scene, secret):
    decision = published_meeting(scene.scheme.body).items.get().decision
    for lineage in (secret.lineage, scene.old.lineage):
        DecisionLink.objects.create(
            decision=decision, scheme=scene.scheme, lineage=lineage, linked_at=NOON
        )

    answer = client.get("/api/v1/schemes/links/").json()

    assert [one["lineage"] for one in answer["results"]] == [str(scene.old.lineage)]


def test_the_api_gives_no_place_of_a_measure_that_stands_in_a_draft(client, scene, secret):
    measure = MeasureFactory(plan__state="approved", plan__act=ActFactory())
    for lineage in (secret.lineage, scene.old.lineage):
        MeasurePlace.objects.create(measure=measure, scheme=scene.scheme, lineage=lineage)

    answer = client.get(f"/api/v1/schemes/measures/{measure.uid}/").json()

    assert [one["lineage"] for one in answer["places"]] == [str(scene.old.lineage)]


def test_an_object_taken_off_before_publishing_is_not_there_for_the_public(client, scene, secret):
    type(secret).objects.filter(pk=secret.pk).update(removed_at=NOON, version=2, changed_at=NOON)
    publish(scene.draft)

    for tail in ("", "card/", "shape.geojson"):
        assert client.get(f"/kk/schemes/objects/{secret.uid}/{tail}").status_code == 404
    enter(client, scene.planner)
    assert client.get(f"/kk/schemes/objects/{secret.uid}/").status_code == 200


def test_what_is_kept_of_a_draft_is_kept_by_nobody_else(client, scene, secret):
    enter(client, scene.planner)
    at = f"/kk/schemes/{scene.scheme.code}/editions/2026/"
    for tail in (
        "map.json",
        "map/zoning.geojson",
        "map/search.json?q=ау",
        "map/pick.json?at=77,43&zoom=9",
    ):
        answer = client.get(at + tail)
        assert answer.status_code == 200
        assert "private" in answer["Cache-Control"]
    client.logout()
    for tail in (
        "map.json",
        "map/zoning.geojson",
        "map/search.json?q=ау",
        "map/pick.json?at=77,43&zoom=9",
    ):
        assert client.get(at + tail).status_code == 404


def test_the_journal_of_a_measure_names_no_object_of_a_draft_to_its_executor(client, scene, secret):
    akimat = Post.objects.get(official__user=scene.outsider).organisation
    plan = PlanFactory(
        state="approved", act=ActFactory(), body=scene.scheme.body,
        agglomeration=scene.scheme.agglomeration,
    )  # fmt: skip
    measure = MeasureFactory(plan=plan, executor=akimat)
    place_measure(measure, secret, by=scene.secretary, at=NOON)
    address = f"/kk/measures/{measure.uid}/"

    enter(client, scene.outsider)
    assert SECRET not in client.get(address).content.decode()
    enter(client, scene.secretary)
    assert SECRET in client.get(address).content.decode()


def test_an_edition_names_a_decision_that_is_not_published_by_number_alone(client, scene):
    meeting = make_meeting(scene.scheme.body)
    decision = DecisionFactory(
        item__meeting=meeting, title_kk=SECRET, title_ru=SECRET, state="adopted", number=17,
        year=2026, registered_at=NOON,
    )  # fmt: skip
    scene.draft.decision = decision
    publish(scene.draft)
    address = f"/kk/schemes/{scene.scheme.code}/editions/2026/"

    page = client.get(address).content.decode()

    assert "№ 17/2026" in page
    assert SECRET not in page and str(decision.uid) not in page
    scene.draft.act = None
    printed, _title = sheet_data(scene.draft, PRINT, at=NOON)
    assert SECRET not in json.dumps(printed, ensure_ascii=False)
    enter(client, scene.secretary)
    assert SECRET in client.get(address).content.decode()
