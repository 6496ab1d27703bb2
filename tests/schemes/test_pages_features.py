"""The page of an object: what is known, its editions and how it changed, GeoJSON of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from schemes.models import Discussion, PublicRemark
from tests.factories.core import DAY, NOON
from tests.factories.schemes import EditionFactory, FeatureFactory, square

pytestmark = pytest.mark.django_db


def page_of(client, feature, name="feature_detail"):
    with translation.override("kk"):
        return client.get(reverse(f"schemes:{name}", args=[feature.uid]))


def change(feature, **fields):
    rows = type(feature).objects.filter(pk=feature.pk)
    rows.update(version=feature.version + 1, changed_at=NOON + DAY, **fields)


def test_anyone_reads_an_object_of_a_published_edition(client, scene):
    text = page_of(client, scene.old).content.decode()

    assert scene.old.name_kk in text
    assert "А-1" in text
    assert "км²" in text


def test_object_of_a_draft_is_hidden_from_strangers(client, scene):
    assert page_of(client, scene.new).status_code == 404
    assert page_of(client, scene.new, "feature_shape").status_code == 404
    assert page_of(client, scene.new, "map_card").status_code == 404


def test_page_tells_what_changed_between_editions(client, scene):
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "қабаттылығы", "label_ru": "этажность"}
    ]
    scene.zones.save()
    change(scene.now, attributes={"floors": 5}, status="planned", shape=square(76.9, 43.2, 0.2))
    client.force_login(scene.planner)

    page = page_of(client, scene.now)

    [first, second] = page.context["standings"]
    assert first[0].is_first
    assert second[1] == ["мәртебесі", "қабаттылығы", "сұлбасы"]


def test_stranger_does_not_learn_of_the_draft_from_the_published_object(client, scene):
    page = page_of(client, scene.old)

    assert [one.edition for one, _words in page.context["standings"]] == [scene.published]
    assert str(scene.now.uid) not in page.content.decode()


def test_earlier_states_are_shown_to_those_who_draw(client, scene):
    change(scene.now, name_kk="Жаңа атау")

    client.force_login(scene.planner)
    shown = page_of(client, scene.now).context["earlier"]
    client.force_login(scene.member)
    hidden = page_of(client, scene.now).context["earlier"]

    assert [one.name_kk for one in shown] == [scene.now.name_kk]
    assert list(hidden) == []


def test_remarks_of_the_public_are_counted_when_they_are_public(client, scene):
    discussion = Discussion.objects.create(
        edition=scene.draft,
        opens_on=NOON.date(),
        closes_on=(NOON + 30 * DAY).date(),
        announced_at=NOON,
    )
    for number, state in enumerate(["published", "confirmed", "sent"], start=1):
        PublicRemark.objects.create(
            discussion=discussion, number=number, state=state, lineage=scene.new.lineage,
            place=scene.new.shape.centroid, author="Азамат", email="a@b.kz", language="kk",
            text="Саябақ керек", sent_at=NOON,
        )  # fmt: skip

    page = page_of(client, scene.new)

    assert page.context["facts"].remark_count == 1
    assert "Жұртшылықтың 1 пікірі" in page.content.decode()


def test_geojson_of_an_object_is_exact_and_whole(client, scene):
    said = page_of(client, scene.old, "feature_shape").json()

    assert said["type"] == "Feature"
    assert said["properties"]["lineage"] == str(scene.old.lineage)
    assert said["properties"]["layer"] == "zoning"
    assert said["properties"]["area_m2"] == pytest.approx(scene.old.shape.area * 9.0e9, rel=0.2)
    assert len(said["geometry"]["coordinates"][0][0]) == 5


def test_queries_do_not_grow_with_editions(client, scene):
    client.force_login(scene.secretary)
    counts = []
    for many in (0, 1, 5):
        for _n in range(many):
            edition = EditionFactory(scheme=scene.scheme, year=2027)
            FeatureFactory(
                edition=edition,
                layer=scene.zones,
                lineage=scene.now.lineage,
                phase=scene.phases[0],
                responsible=scene.keeper,
            )
        with CaptureQueriesContext(connection) as queries:
            page_of(client, scene.now)
        counts.append(len(queries))

    assert counts[1] == counts[2]
