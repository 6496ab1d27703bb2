"""The page of the map: editions, layers, phases, an object; without a foreign request."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.factories.core import NOON
from tests.factories.councils import AgendaItemFactory, MeetingFactory
from tests.factories.schemes import (
    FeatureFactory,
    LayerFactory,
    MeasureFactory,
    PlanFactory,
    SchemeFactory,
)

pytestmark = pytest.mark.django_db
# Words that have no other form in Kazakh, and names of things.
FOREIGN = {"ENG", "English", "JavaScript", "Enter", "Backspace", "Escape", "Almaty"}


def map_of(scene, language="kk"):
    with translation.override(language):
        return reverse("schemes:scheme_map", args=[scene.scheme.code])


def words_of(page: str) -> str:
    """What a person reads or hears of a page."""
    body = page[page.index("<body") :]
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    heard = re.findall(r'(?:aria-label|title|placeholder|data-label)="([^"]*)"', body)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *heard]))


def test_map_home_leads_to_the_first_scheme(client, scene):
    answer = client.get("/kk/map/")

    assert answer.status_code == 302
    assert answer["Location"] == map_of(scene)


def test_map_home_without_a_scheme_says_so_calmly(client):
    answer = client.get("/kk/map/")

    assert answer.status_code == 404
    assert "Әзірге схема жоқ" in answer.content.decode()


def test_map_shows_the_newest_published_edition(client, scene):
    page = client.get(map_of(scene))

    assert page.context["edition"] == scene.published
    assert [one.code for one in page.context["editions"]] == ["2020"]


def test_map_offers_a_draft_to_its_people_only(client, scene):
    assert client.get(map_of(scene), {"edition": "2026"}).status_code == 404

    client.force_login(scene.planner)
    page = client.get(map_of(scene), {"edition": "2026"})

    assert page.context["edition"] == scene.draft
    assert [one.code for one in page.context["editions"]] == ["2020", "2026"]


def test_map_of_a_scheme_without_a_published_edition_is_calm(client):
    scheme = SchemeFactory()

    with translation.override("kk"):
        page = client.get(reverse("schemes:scheme_map", args=[scheme.code]))

    assert page.status_code == 200
    assert page.context["edition"] is None
    assert "әлі жарияланған жоқ" in page.content.decode()


def test_map_never_says_by_itself_that_a_scheme_is_in_force(client, scene):
    page = client.get(map_of(scene)).content.decode()

    assert "тексеруді қажет етеді" in page
    assert "қолданыстағы редакция" not in page.lower()


def test_layers_stand_by_theme_with_their_legend_and_a_table_each(client, scene):
    scene.zones.style = {
        "by": "status", "pattern": "hatch", "cases": [{"value": "planned", "dash": "dash"}]
    }  # fmt: skip
    scene.zones.save()

    page = client.get(map_of(scene))

    text = page.content.decode()
    assert [theme.code for theme in page.context["themes"]] == ["territory", "transport"]
    assert "жоспарланған" in text
    assert text.count('class="agp-sw"') >= 3
    assert f"/kk/schemes/{scene.scheme.code}/layers/zoning/?edition=2020" in text


def test_address_says_which_layers_are_drawn(client, scene):
    LayerFactory(scheme=scene.scheme, code="other")

    page = client.get(map_of(scene), {"layers": "other,transport", "phase": "now"})

    on = [row.layer.code for theme in page.context["themes"] for row in theme.rows if row.is_on]
    assert sorted(on) == ["other", "transport"]
    assert page.context["phase"] == "now"


def test_empty_layer_is_off_and_cannot_be_drawn(client, scene):
    page = client.get(map_of(scene)).content.decode()

    assert re.search(r'value="transport" disabled', page)
    assert re.search(r'value="zoning" checked', page)


@pytest.mark.parametrize("named", ["uid", "lineage"])
def test_address_opens_the_card_of_an_object(client, scene, named):
    page = client.get(map_of(scene), {"object": getattr(scene.old, named)}).content.decode()

    assert f'data-uid="{scene.old.uid}"' in page
    assert scene.old.name_kk in page


def test_address_of_no_object_is_just_the_map(client, scene):
    page = client.get(map_of(scene), {"object": "nonsense"})

    assert page.status_code == 200
    assert page.context["facts"] is None


def test_card_tells_attributes_decisions_measures_and_editions(client, scene):
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "қабаттылығы", "label_ru": "этажность"},
        {"code": "built", "type": "boolean", "label_kk": "салынған", "label_ru": "построен"},
    ]
    scene.zones.save()
    scene.draft.features.filter(pk=scene.now.pk).update(
        attributes={"floors": 1200, "built": True}, version=2, responsible=scene.keeper
    )
    item = AgendaItemFactory(meeting__body=scene.scheme.body)
    scene.scheme.decision_links.create(item=item, lineage=scene.now.lineage, linked_at=NOON)
    measure = MeasureFactory(plan=PlanFactory(body=scene.scheme.body))
    measure.places.create(scheme=scene.scheme, lineage=scene.now.lineage)
    client.force_login(scene.secretary)

    with translation.override("kk"):
        card = client.get(reverse("schemes:map_card", args=[scene.now.uid])).content.decode()

    assert "Қабаттылығы" in card and "1 200" in card.replace("\xa0", " ")
    assert "Салынған" in card and "иә" in card
    assert str(scene.keeper) in html.unescape(card)
    assert item.title in html.unescape(card)
    assert measure.title_kk in card
    assert "км²" in card
    assert "2020" in card and "2026" in card


def test_nothing_on_the_kazakh_page_is_left_in_english(client, scene):
    client.force_login(scene.planner)
    page = client.get(map_of(scene), {"edition": "2026", "object": scene.now.uid})

    english = set(re.findall(r"\b[A-Za-z]{4,}\b", words_of(page.content.decode())))

    assert english <= FOREIGN | set(re.findall(r"[A-Za-z]+", scene.planner.email))


def test_page_asks_nobody_outside(client, scene):
    answer = client.get(map_of(scene))

    sources = re.findall(r'<(?:script|img|iframe)[^>]+src="([^"]+)"', answer.content.decode())
    sheets = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', answer.content.decode())
    assert sources and sheets
    assert all(one.startswith("/static/") for one in [*sources, *sheets])
    assert "img-src 'self' data:;" in answer["Content-Security-Policy"] + ";"


def test_page_offers_a_foreign_basemap_only_by_the_settings(client, scene, settings):
    assert 'id="map-under"' not in client.get(map_of(scene)).content.decode()

    settings.MAP_BASEMAPS = [
        {
            "name": "Ғарыш",
            "kind": "xyz",
            "url": "https://tiles.kz/{z}/{x}/{y}.png",
            "attribution": "©",
        }
    ]

    assert "https://tiles.kz/" in client.get(map_of(scene)).content.decode()


def test_queries_do_not_grow_with_what_the_map_shows(client, scene):
    client.force_login(scene.secretary)
    meeting = MeetingFactory(body=scene.scheme.body)
    counts = []
    for many in (0, 1, 6):
        for _n in range(many):
            layer = LayerFactory(scheme=scene.scheme, style={"by": "phase", "cases": []})
            FeatureFactory(edition=scene.draft, layer=layer)
            item = AgendaItemFactory(meeting=meeting)
            scene.scheme.decision_links.create(item=item, lineage=scene.now.lineage, linked_at=NOON)
        with CaptureQueriesContext(connection) as queries:
            client.get(map_of(scene), {"edition": "2026", "object": scene.now.uid})
        counts.append(len(queries))

    assert counts[1] == counts[2]
