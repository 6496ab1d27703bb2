"""Drawing a zone: snapped to its neighbour, saved, undone, kept over a reload, met by another's."""

import pytest

from schemes.models import Feature
from schemes.services.features import change_feature
from tests.factories.core import NOON
from tests.factories.schemes import make_scheme, square

from .conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ZONE = {
    "code": "zone", "type": "choice", "label_kk": "аймақ түрі", "label_ru": "вид зоны",
    "required": True,
    "choices": [{"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"}],
}  # fmt: skip
# Where the map shows a place: pixels of the page.
PIXEL = """([lon, lat]) => {
  const box = document.getElementById("ed-map").getBoundingClientRect();
  const p = window.AggloEditor.map.latLngToContainerPoint([lat, lon]);
  return [box.x + p.x, box.y + p.y];
}"""


@pytest.fixture
def scene():
    scene = make_scheme()
    scene.zones.attributes = [ZONE]
    scene.zones.save()
    return scene


class Drawing:
    """The editor of a draft in one person's browser."""

    def __init__(self, watched, scene):
        self.watched, self.page, self.scene = watched, watched.page, scene

    def open(self, query=""):
        address = f"/schemes/{self.scene.scheme.code}/editions/2026/draw/?layer=zoning{query}"
        self.watched.goto(address)
        self.ready()

    def ready(self):
        self.page.wait_for_selector("#editor[data-ready]")
        self.page.wait_for_load_state("networkidle")

    def click(self, lon, lat, off=(0, 0)):
        x, y = self.page.evaluate(PIXEL, [lon, lat])
        self.page.mouse.move(x + off[0] - 30, y + off[1] - 30)
        self.page.mouse.move(x + off[0], y + off[1], steps=3)
        self.page.wait_for_timeout(180)  # snapping follows the pointer in steps, as a hand does
        self.page.mouse.click(x + off[0], y + off[1])
        self.page.wait_for_timeout(80)

    def use(self, tool):
        self.page.evaluate("document.querySelector('.ed__c').scrollIntoView()")
        self.page.click(f"[data-tool={tool}]")

    def press(self, button, ending="/acts/"):
        """Press what sends an act, and wait until the map and the form have what came of it."""
        with self.page.expect_response(lambda answer: answer.url.endswith(ending)):
            self.page.click(button)
        self.page.wait_for_timeout(600)

    def save(self):
        self.press("[data-save]", "/save/")

    def corners(self):
        return self.page.locator(".marker-icon:not(.marker-icon-middle)").count()


@pytest.fixture
def editor(watch, scene):
    def begin(name="planner", language="kk", size=WIDE):
        watched = watch(name, language=language, size=size)
        watched.log_in(getattr(scene, name))
        drawing = Drawing(watched, scene)
        drawing.open()
        return drawing

    return begin


@pytest.mark.parametrize(("language", "size"), [("kk", WIDE), ("ru", NARROW)])
def test_a_zone_is_drawn_snapped_to_its_neighbour_and_saved(editor, scene, language, size):
    drawing = editor(language=language, size=size)
    page = drawing.page
    drawing.watched.look("editor-empty")

    drawing.use("draw")
    # The neighbour's eastern side is 77.0: aimed a few pixels beside it, corners snap to it.
    drawing.click(77.0, 43.2, off=(5, 4))
    drawing.click(77.05, 43.2)
    drawing.click(77.05, 43.3)
    drawing.click(77.0, 43.3, off=(5, -4))
    page.click("[data-hint=finish]")
    page.wait_for_selector("#f-name_kk")
    page.fill("#f-name_kk", "Жаңа аймақ")
    drawing.save()

    # What is missing is said at its field; the drawing and the words stay.
    assert page.locator(".field__error").count() == 1
    assert page.input_value("#f-name_kk") == "Жаңа аймақ" and drawing.corners() == 4
    drawing.watched.look("editor-error")

    page.select_option("#f-a-zone", "green")
    drawing.save()

    zone = Feature.objects.of(scene.draft).get(name_kk="Жаңа аймақ")
    assert zone.attributes == {"zone": "green"}
    west = sorted({(lon, lat) for lon, lat in zone.shape[0][0] if lon < 77.01})
    assert [(round(lon, 6), round(lat, 6)) for lon, lat in west] == [(77.0, 43.2), (77.0, 43.3)]
    assert page.inner_text("#ed-saved").split(":")[0][:-2].strip() in ("сақталды", "сохранено")
    drawing.watched.look("editor-saved")


def test_shapes_are_undone_and_done_again_by_buttons_and_keys(editor, scene):
    drawing = editor()
    page = drawing.page
    drawing.open(f"&object={scene.now.uid}")
    page.wait_for_selector("#f-name_kk")
    scene.now.refresh_from_db()
    page.select_option("#f-a-zone", "green")

    drawing.use("reshape")
    page.wait_for_selector(".marker-icon")
    x, y = page.evaluate(PIXEL, [76.9, 43.2])
    page.mouse.move(x, y)
    page.wait_for_timeout(180)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=6)
    page.wait_for_timeout(180)
    page.mouse.up()
    page.wait_for_selector("[data-tool=undo]:enabled")
    page.keyboard.press("Control+z")
    page.wait_for_selector("[data-tool=redo]:enabled")
    assert page.is_disabled("[data-tool=undo]")
    page.keyboard.press("Control+y")
    page.wait_for_selector("[data-tool=undo]:enabled")
    drawing.save()

    moved = Feature.objects.get(pk=scene.now.pk)
    assert moved.version == 2 and moved.shape.extent[0] < 76.9
    drawing.press("[data-tool=undo]")
    assert Feature.objects.get(pk=scene.now.pk).shape.extent[0] == pytest.approx(76.9)
    drawing.press("[data-tool=redo]")
    assert Feature.objects.get(pk=scene.now.pk).shape.equals(moved.shape)


def test_an_unfinished_drawing_survives_a_reload(editor):
    drawing = editor()
    page = drawing.page
    drawing.use("draw")
    for lon, lat in ((77.02, 43.22), (77.08, 43.22), (77.08, 43.28)):
        drawing.click(lon, lat)
    page.wait_for_timeout(600)

    page.reload()
    drawing.ready()
    drawing.watched.look("editor-kept")
    page.click("[data-kept=continue]")
    assert drawing.corners() >= 3
    page.click("[data-hint=finish]")
    page.wait_for_selector("#f-name_kk")
    page.fill("#f-name_kk", "Кейін")
    page.wait_for_timeout(600)

    page.reload()
    drawing.ready()
    page.click("[data-kept=continue]")
    page.wait_for_selector("#f-name_kk")
    assert page.input_value("#f-name_kk") == "Кейін"
    page.click("[data-discard]")
    page.reload()
    drawing.ready()
    assert page.is_hidden("#ed-kept")


@pytest.mark.parametrize(
    ("choice", "language", "size"),
    [("mine", "kk", WIDE), ("theirs", "ru", NARROW), ("new", "ru", WIDE)],
)
def test_the_second_person_sees_the_first_shape_and_chooses(editor, scene, choice, language, size):
    drawing = editor(language=language, size=size)
    page = drawing.page
    drawing.open(f"&object={scene.now.uid}")
    page.wait_for_selector("#f-name_kk")
    page.select_option("#f-a-zone", "green")
    page.fill("#f-name_kk", "Менікі")
    theirs = square(76.93, 43.23)
    change_feature(scene.now, version=1, shape=theirs, by=scene.secretary, at=NOON)
    drawing.save()

    page.wait_for_selector("[data-choose]")
    assert page.locator(".ed-tip").count() == 2
    drawing.watched.look(f"editor-conflict-{choice}")
    if choice == "theirs":
        page.click("[data-choose=theirs]")
        page.wait_for_selector("[data-choose]", state="detached")
    else:
        drawing.press(f"[data-choose={choice}]", "/save/")

    now = Feature.objects.get(pk=scene.now.pk)
    assert now.version == (3 if choice == "mine" else 2)
    assert (now.name_kk == "Менікі") is (choice == "mine")
    assert Feature.objects.of(scene.draft).filter(name_kk="Менікі").count() == (
        0 if choice == "theirs" else 1
    )


def test_an_outline_that_crosses_itself_is_shown_where_and_mended_when_asked(editor, scene):
    drawing = editor()
    page = drawing.page
    drawing.use("draw")
    for lon, lat in ((77.02, 43.22), (77.08, 43.28), (77.08, 43.22), (77.02, 43.28)):
        drawing.click(lon, lat)
    page.click("[data-hint=finish]")
    page.wait_for_selector("#f-a-zone")
    page.select_option("#f-a-zone", "green")
    page.fill("#f-name_kk", "Қиылысқан")
    drawing.save()

    assert "77.05" in page.inner_text(".error-summary")
    drawing.watched.look("editor-crossing")
    page.click(".drawn__mend")
    drawing.save()

    shape = Feature.objects.of(scene.draft).get(name_kk="Қиылысқан").shape
    assert shape.valid and len(shape) == 2


def test_two_zones_are_joined_and_the_joining_undone(editor, scene):
    drawing = editor(size=NARROW, language="ru")
    page = drawing.page
    drawing.use("merge")
    for row in range(2):
        page.locator("#ed-objects .ed__row").nth(row).click()
    drawing.watched.look("editor-merging")
    drawing.press("[data-hint=merge]")

    assert Feature.objects.of(scene.draft, scene.zones).count() == 1
    drawing.press("[data-said=undo]")
    assert Feature.objects.of(scene.draft, scene.zones).count() == 2
    assert Feature.objects.get(pk=scene.now.pk).shape.equals(scene.now.shape)
