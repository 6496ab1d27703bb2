"""The public map in Chromium: layers, search, card, phases, measuring, the link to a view."""

import re

import pytest
from django.contrib.gis.geos import GEOSGeometry

from schemes.models import Layer
from schemes.reports import map as report
from tests.factories.schemes import FeatureFactory, LayerFactory, make_scheme, publish

from .conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("kk", WIDE), ("ru", NARROW), ("kk", NARROW), ("ru", WIDE)]
READY = "() => document.getElementById('map-page').dataset.ready === 'yes'"
# How much of the canvases is painted: a layer that is off leaves no trace.
PAINTED = """() => [...document.querySelectorAll('#map canvas')].map(one => {
  const copy = new OffscreenCanvas(one.width, one.height).getContext('2d');
  copy.drawImage(one, 0, 0);
  const found = copy.getImageData(0, 0, one.width, one.height).data;
  let many = 0;
  for (let at = 3; at < found.length; at += 4) if (found[at]) many += 1;
  return many;
}).reduce((sum, one) => sum + one, 0)"""


@pytest.fixture
def scene():
    """A published edition with a road, a settlement and two zones, one of the second phase."""
    scene = make_scheme()
    edition = scene.draft
    scene.zones.style = {"pattern": "hatch", "label": True, "label_from_zoom": 5}
    scene.zones.save()
    places = LayerFactory(
        scheme=scene.scheme, code="settlements", theme=Layer.Theme.BASIS, geometry_type="point",
        name_kk="Елді мекендер", name_ru="Населённые пункты",
        style={"icon": "ring", "label": True, "label_from_zoom": 5},
    )  # fmt: skip
    FeatureFactory(
        edition=edition, layer=places, key="Е-1", name_kk="Қаскелең", name_ru="Каскелен",
        shape=GEOSGeometry("SRID=4326;POINT(76.62 43.2)"), phase=scene.phases[0],
    )  # fmt: skip
    FeatureFactory(
        edition=edition, layer=scene.roads, key="К-1", name_kk="Алматы – Қонаев",
        name_ru="Алматы – Конаев", phase=scene.phases[0],
        shape=GEOSGeometry("SRID=4326;MULTILINESTRING((76.9 43.25, 77.1 43.85))"),
    )  # fmt: skip
    publish(edition)
    return scene


def open_map(person, scene, query=""):
    person.goto(f"/schemes/{scene.scheme.code}/map/{query}")
    wait(person)


def wait(person):
    person.page.wait_for_function(READY)
    person.page.wait_for_load_state("networkidle")
    person.page.wait_for_timeout(400)


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_person_reads_the_map(watch, scene, language, size):
    person = watch("anyone", language=language, size=size)
    page = person.page

    open_map(person, scene)
    person.look("map-1-open")
    before = page.evaluate(PAINTED)
    assert before > 0

    page.locator("input[name='layer'][value='zoning']").uncheck()
    page.wait_for_timeout(300)
    assert page.evaluate(PAINTED) < before
    assert "zoning" not in page.url
    page.locator("input[name='layer'][value='zoning']").check()

    page.locator("#map-q").press_sequentially("каскел" if language == "ru" else "Қаскел")
    page.locator("#map-found li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#card-h").wait_for()
    assert page.locator("#card-h").inner_text() == ("Каскелен" if language == "ru" else "Қаскелең")
    assert "object=" in page.url
    wait(person)
    person.look("map-2-card")

    page.locator("[data-card-close]").click()
    assert page.locator("#map-card").is_hidden()
    assert "object=" not in page.url


def test_click_on_the_map_opens_the_card(watch, scene):
    person = watch("anyone")
    open_map(person, scene, "?at=43.45,77.15,11")
    box = person.page.locator("#map").bounding_box()

    person.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    person.page.locator("#card-h").wait_for()
    assert person.page.locator("#card-h").inner_text() == scene.new.name_kk


def test_earlier_phase_hides_what_comes_later(watch, scene):
    person = watch("anyone")
    open_map(person, scene)
    count = person.page.locator("[data-layer='zoning'] .agp-ly__n")
    assert count.inner_text() == "2"

    person.page.locator("input[name='phase'][value='now'] + span").click()

    assert count.inner_text() == "1"
    assert "phase=now" in person.page.url


def test_link_gives_the_very_view(watch, scene):
    person = watch("anyone", language="ru")
    open_map(person, scene)
    page = person.page
    page.locator("input[name='layer'][value='settlements']").uncheck()
    page.locator("input[name='phase'][value='now'] + span").click()
    page.locator(".agm-zoom button").first.click()
    page.wait_for_timeout(600)
    address, painted = page.url, page.evaluate(PAINTED)

    again = watch("another", language="ru")
    again.page.goto(address)
    wait(again)

    assert again.page.url == address
    assert not again.page.locator("input[name='layer'][value='settlements']").is_checked()
    assert again.page.locator("input[name='phase'][value='now']").is_checked()
    assert again.page.evaluate(PAINTED) == pytest.approx(painted, rel=0.02)


def test_map_is_used_from_the_keyboard_alone(watch, scene):
    person = watch("anyone", language="ru")
    open_map(person, scene, "?at=43.45,77.15,11")
    page = person.page
    page.locator("#map").focus()

    page.keyboard.press("Enter")
    page.locator("#card-h").wait_for()
    page.keyboard.press("Escape")

    assert page.locator("#map-card").is_hidden()
    assert page.evaluate("document.activeElement.id") == "map"


def test_length_is_measured_from_the_keyboard(watch, scene):
    person = watch("anyone", language="ru")
    open_map(person, scene, "?at=43.45,77.15,11")
    page = person.page

    page.locator(".agm-zoom button").last.click()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    person.look("map-3-measuring")

    assert re.fullmatch(r"\d[\d,\s]* (к?м)", page.locator("#measure-value").inner_text())
    page.keyboard.press("Escape")
    assert page.locator("#map-measure").is_hidden()


def test_measures_agree_with_the_database(watch, scene):
    person = watch("anyone")
    open_map(person, scene)
    ring = scene.old.shape[0][0].coords
    said = person.page.evaluate(
        "ring => { const points = ring.slice(0, -1).map(([x, y]) => [y, x]);"
        "return [AggloMap.areaOf(points), AggloMap.lengthOf([points[0], points[2]])]; }",
        [list(one) for one in ring],
    )
    scene.old.refresh_from_db()

    assert said[0] == pytest.approx(scene.old.area_m2, rel=1e-4)
    assert said[1] == pytest.approx(13_760, rel=2e-2)


def test_heavy_layer_comes_as_tiles(watch, scene, monkeypatch):
    monkeypatch.setattr(report, "HEAVY_COUNT", 0)
    person = watch("anyone")
    asked = []
    person.page.on("request", lambda request: asked.append(request.url))

    open_map(person, scene)
    person.page.wait_for_timeout(800)

    assert any(".mvt" in one for one in asked)
    assert not any("zoning.geojson" in one for one in asked)
    assert person.page.evaluate(PAINTED) > 0


@pytest.mark.parametrize(("language", "size"), [("kk", WIDE), ("ru", NARROW)])
def test_layer_and_object_have_pages_without_the_map(watch, scene, language, size):
    person = watch("anyone", language=language, size=size)

    person.open(f"/schemes/{scene.scheme.code}/layers/zoning/?edition=2026", "map-4-table")
    person.goto(f"/schemes/objects/{scene.new.uid}/")
    person.page.wait_for_timeout(800)
    person.look("map-5-object")


def test_low_vision_keeps_the_map_readable(watch, scene):
    person = watch("anyone")
    person.context.add_cookies([{"name": "contrast", "value": "black", "url": person.base}])

    open_map(person, scene)

    person.look("map-6-contrast")
