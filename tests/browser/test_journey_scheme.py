"""A scheme from a planner's file to the printed map: import, mend, draw, compare, endorse, read."""

import os
import re

import pytest
from django.utils import timezone

from agglo_portal.core import outbox
from councils.models import Seat
from schemes.models import Edition, Feature, Import, SchemeFile
from schemes.services.schemes import create_scheme
from tests.browser.conftest import NARROW, WIDE
from tests.factories.core import DAY, UserFactory
from tests.factories.councils import (
    ActFactory,
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    DecisionFactory,
    OfficialFactory,
    PostFactory,
    seat_of,
)
from tests.factories.councils.meetings import AgendaItemFactory
from tests.factories.councils.scenes import make_meeting
from tests.factories.schemes import EditionFactory, FeatureFactory, publish, square

from .scheme_files import zones

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FORMS = [("kk", NARROW), ("ru", WIDE)]
if os.environ.get("ALL_JOURNEYS"):
    FORMS += [("kk", WIDE), ("ru", NARROW)]
READY = "() => document.getElementById('map-page').dataset.ready === 'yes'"


def work():
    """Do what the worker would do."""
    for _round in range(6):
        due = outbox.due(at=timezone.now() + DAY)
        if not due:
            break
        for message in due:
            outbox.do(message)


class Cast:
    """The secretariat, a planner of an akimat that keeps the zones, and a visitor."""

    def __init__(self, watch, language, size):
        self.body = BodyFactory()
        secretary, planner = UserFactory(name="Хатшы"), UserFactory(name="Жоспарлаушы")
        seat_of(self.body, secretary, role=Seat.Role.SECRETARY)
        keeper = AkimatFactory()
        PostFactory(official=OfficialFactory(user=planner), organisation=keeper)
        self.scheme = create_scheme(
            AgglomerationFactory(), self.body, code="almaty", name_kk="Өңіраралық схема",
            name_ru="Межрегиональная схема", horizon=2030, act=ActFactory(), by=secretary,
            at=timezone.now() - 900 * DAY,
        )  # fmt: skip
        self.zones = self.scheme.layers.get(code="zoning")
        self.zones.keepers.add(keeper)
        self._former(self.scheme)
        self.office = self._desk(watch, "office", secretary, language, size)
        self.planner = self._desk(watch, "planner", planner, language, size)
        self.visitor = watch("visitor", language=language, size=size)

    def _desk(self, watch, name, user, language, size):
        desk = watch(f"scheme-{name}", language=language, size=size)
        desk.log_in(user)
        return desk

    def _former(self, scheme):
        """The published edition before: the boundary and one zone."""
        edition = EditionFactory(scheme=scheme, code="2020", year=2020)
        boundary = scheme.layers.get(code="boundary")
        FeatureFactory(
            edition=edition, layer=boundary, key="Ш-1", name_kk="Агломерация",
            name_ru="Агломерация", attributes={"level": "agglomeration"},
            shape=square(76.5, 43.1, 0.9),
        )  # fmt: skip
        FeatureFactory(
            edition=edition, layer=self.zones, key="А-1", name_kk="Ескі аймақ",
            name_ru="Старая зона", attributes={"zone": "housing"}, shape=square(76.9, 43.55, 0.08),
        )  # fmt: skip
        publish(edition)


def submit(desk, locator):
    desk._send(desk.page.locator(locator).first)


def begin(cast):
    """A draft begins as a copy of the published edition."""
    office = cast.office
    office.open("/schemes/almaty/begin-edition/", "scheme-01-begin")
    page = office.page
    page.fill("[name=code]", "2026")
    page.fill("[name=year]", "2026")
    for language, text in (("kk", "Жаңа аймақтар"), ("ru", "Новые зоны")):
        page.fill(f"[name=note_{language}]", text)
    submit(office, "main form[method=post] button.btn-primary")
    work()
    office.open("/schemes/almaty/editions/2026/", "scheme-02-draft")


def bring(cast, path, title):
    """Upload a file, choose what its columns become, have every row checked."""
    planner, page = cast.planner, cast.planner.page
    planner.goto("/schemes/almaty/editions/2026/imports/create/?layer=zoning")
    page.set_input_files("input[type=file]", path)
    planner.look(f"scheme-{title}-upload")
    submit(planner, "main form[enctype] button.btn-primary")
    work()
    page.reload()
    planner.look(f"scheme-{title}-columns")
    submit(planner, "form.im-form button.btn-primary")
    work()
    page.reload()
    page.wait_for_load_state("networkidle")
    planner.look(f"scheme-{title}-report")
    return Import.objects.order_by("-pk").first()


def import_zones(cast, folder):
    """The report lists what is wrong; the corrected file is written whole."""
    page = cast.planner.page
    bad = zones(folder, kinds=["housing", "green", None, "lunapark"], name="bad.gpkg")
    job = bring(cast, bad, "03-bad")
    assert job.rows.filter(outcome="refused").count() == 2
    assert Feature.objects.filter(edition__code="2026", layer=cast.zones).count() == 1
    submit(cast.planner, "form.im-cancel button")

    good = zones(folder, kinds=["housing", "green", "industry", "reserve"], name="good.gpkg")
    job = bring(cast, good, "04-good")
    assert job.rows.filter(is_repaired=True).count() == 1
    submit(cast.planner, "form[action$='/confirm/'] button.im-go")
    work()
    page.reload()
    cast.planner.look("scheme-05-written")
    assert Feature.objects.filter(edition__code="2026", layer=cast.zones).count() == 5


def draw_zone(cast):
    """Draw a zone whose corners snap to those of its neighbour, and save it by the form."""
    planner, page = cast.planner, cast.planner.page
    page.add_init_script(SEE_MAPS)
    planner.goto("/schemes/almaty/editions/2026/draw/?layer=zoning")
    page.wait_for_selector("#ed-objects li")
    page.locator("#ed-objects button", has_text=re.compile("Ж-1")).first.click()
    page.wait_for_selector("#ed-form form")
    page.locator("#ed-map").evaluate("map => map.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(600)
    planner.look("scheme-06-editor")
    page.locator("[data-tool=draw]").click()
    page.wait_for_load_state("networkidle")
    page.locator("#ed-map").evaluate("map => map.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    corner = page.evaluate(CORNER, [76.70, 43.30])
    other = page.evaluate(CORNER, [76.78, 43.30])
    height = abs(other[0] - corner[0])
    near = 5  # pixels beside the corner: snapping leads to it
    points = [
        (corner[0] + near, corner[1] + near), (other[0] - near, other[1] + near),
        (other[0], other[1] + height / 4), (corner[0], corner[1] + height / 4),
    ]  # fmt: skip
    for x, y in [*points, points[0]]:
        page.mouse.move(x - 2, y, steps=3)
        page.wait_for_timeout(200)  # a hand rests where it wants to snap
        page.mouse.move(x, y)
        page.wait_for_timeout(200)
        page.mouse.click(x, y)
    page.wait_for_selector("#ed-form [name=zone], #ed-form [name$=zone]")
    page.locator("#ed-form [name$=zone]").first.select_option("public")
    page.fill("#ed-form [name=key]", "Ж-9")
    page.fill("#ed-form [name=name_kk]", "Қоғамдық-іскерлік аймақ")
    page.fill("#ed-form [name=name_ru]", "Общественно-деловая зона")
    planner.look("scheme-07-drawn")
    with page.expect_response(lambda answer: answer.url.endswith("/save/")) as saved:
        page.locator("#ed-form [data-save]").click()
    assert saved.value.ok, saved.value.text()
    page.wait_for_load_state("networkidle")
    drawn = Feature.objects.get(edition__code="2026", key="Ж-9")
    neighbour = Feature.objects.get(edition__code="2026", key="Ж-1")
    corners = {(round(x, 6), round(y, 6)) for x, y in drawn.shape[0][0]}
    assert {(76.7, 43.3), (76.78, 43.3)} <= corners, "both corners are the neighbour's own"
    assert drawn.shape.intersection(neighbour.shape).area == pytest.approx(0, abs=1e-9)


# Leaflet tells of each map that is made: the test asks it where a place lies on the screen.
SEE_MAPS = """Object.defineProperty(window, "L", {configurable: true, set(leaflet) {
  Object.defineProperty(window, "L", {value: leaflet, writable: true, configurable: true});
  window.seenMaps = [];
  leaflet.Map.addInitHook(function () { window.seenMaps.push(this); });
}});"""
CORNER = """([lon, lat]) => {
  const map = window.seenMaps.at(-1);
  const box = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint([lat, lon]);
  return [box.left + at.x, box.top + at.y];
}"""


def endorse(cast):
    """Compared, submitted, endorsed by a registered decision of the body, published."""
    office, page = cast.office, cast.office.page
    office.goto("/schemes/almaty/compare/?from=2020&to=2026")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    office.look("scheme-08-compare")
    meeting = make_meeting(cast.body, state="closed", present=5)
    decision = DecisionFactory(
        item=AgendaItemFactory(meeting=meeting), state="adopted", number=7, year=2026,
        registered_at=timezone.now(), title_kk="Схеманы мақұлдау туралы",
        title_ru="Об одобрении схемы",
    )  # fmt: skip
    for act in ("submit", "endorse", "publish"):
        office.open(f"/schemes/almaty/editions/2026/{act}/", f"scheme-09-{act}")
        if act == "endorse":
            page.locator("[name=decision]").first.check()
        submit(office, "main form[method=post] button.btn-primary")
        work()
    edition = Edition.objects.get(code="2026")
    assert (edition.state, edition.decision) == ("published", decision)


def read(cast):
    """Anyone opens the map, finds the zone, and takes the printed map."""
    visitor, page = cast.visitor, cast.visitor.page
    visitor.goto("/schemes/almaty/map/?edition=2026")
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    visitor.look("scheme-10-map")
    visitor.open("/schemes/almaty/editions/2026/files/create/?purpose=print", "scheme-11-print")
    submit(visitor, "form.sf-form button.btn-primary")
    work()
    page.reload()
    visitor.look("scheme-12-file")
    file = SchemeFile.objects.get(purpose="print").file
    answer = page.request.get(page.locator("a[href*='download']").first.get_attribute("href"))
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    assert len(answer.body()) == file.size > 20_000


@pytest.mark.parametrize(("language", "size"), FORMS)
def test_a_scheme_goes_from_a_file_to_the_public_map(watch, language, size, tmp_path):
    cast = Cast(watch, language, size)

    begin(cast)
    import_zones(cast, tmp_path)
    draw_zone(cast)
    endorse(cast)
    read(cast)
