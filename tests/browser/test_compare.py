"""Two editions on two maps, and the form of a layer, in Chromium."""

import pytest

from tests.factories.schemes import make_scheme

from .conftest import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(transactional_db):
    return make_scheme()


@pytest.mark.parametrize("size", [None, NARROW], ids=["wide", "narrow"])
def test_two_editions_on_two_maps(scene, watch, size):
    secretary = watch("secretary", **({"size": size} if size else {}))
    secretary.log_in(scene.secretary)
    page = secretary.page
    secretary.goto(f"/schemes/{scene.scheme.code}/compare/?from=2020&to=2026")
    shown = page.locator("[data-lineage] [data-show]")
    shown.first.wait_for(state="visible")
    shown.first.click()
    assert scene.new.name_kk in page.locator("[data-said]").inner_text()
    secretary.look("compare-beside")

    page.locator("input[value=swipe]").check()
    divider = page.locator(".cmp-divider")
    divider.focus()
    for _press in range(5):
        page.keyboard.press("ArrowLeft")
    assert divider.get_attribute("aria-valuenow") == "40"
    box = divider.bounding_box()
    page.mouse.move(box["x"] + 22, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 90)
    page.mouse.up()
    assert int(divider.get_attribute("aria-valuenow")) > 41
    secretary.look("compare-swipe")


def test_rows_of_a_layer_are_added_and_moved_at_once(scene, watch):
    secretary = watch("secretary")
    secretary.log_in(scene.secretary)
    page = secretary.page
    secretary.goto(f"/schemes/{scene.scheme.code}/layers/zoning/change/")
    for place, code in enumerate(["floors", "zone"]):
        page.locator("[data-add=attributes]").click()
        for name, value in (("code", code), ("label_kk", code), ("label_ru", code)):
            page.fill(f"[name=attributes-{place}-{name}]", value)
    page.locator("[data-rows=attributes] [data-move=up]").last.click()
    page.select_option("[name=style-pattern]", "hatch")
    assert page.locator(".sch-look__p pattern").count() == 1
    secretary.look("layer-form")
    page.locator(".actions .btn-primary").click()
    page.wait_for_load_state("networkidle")

    scene.zones.refresh_from_db()
    assert scene.zones.attribute_codes() == ["zone", "floors"]
    assert scene.zones.style["pattern"] == "hatch"
