"""A public discussion as people live it: a citizen writes on a phone and confirms from the letter,
the secretary publishes and answers, a visitor reads. The clock is the real one."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from agglo_portal.core import outbox
from schemes.models import PublicRemark
from schemes.services.links import link_decision
from tests.councils.register import published_meeting
from tests.factories.core import DAY
from tests.factories.schemes import FeatureFactory, make_scheme
from tests.factories.schemes.discussions import DiscussionFactory, RemarkFactory, answered, waiting

from .conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Мектептің жанындағы аялдаманы жақындатыңыздар: балалар жолды бағдаршамсыз кесіп өтеді."


@pytest.fixture
def scene():
    return make_scheme()


@pytest.fixture
def discussion(scene):
    today = timezone.localdate()
    return DiscussionFactory(edition=scene.draft, opens_on=today - DAY, closes_on=today + 9 * DAY)


def letters() -> list:
    for message in outbox.due(at=timezone.now()):
        outbox.do(message)
    return mail.outbox


def test_a_citizen_writes_on_a_phone_the_secretary_answers_a_visitor_reads(
    watch, scene, discussion, settings, live_server
):
    settings.SITE_URL = live_server.url
    address = f"/schemes/discussions/{discussion.uid}/"

    citizen = watch("citizen", size=NARROW)
    citizen.open(address, "discussion-empty")
    citizen.page.locator("a.btn-primary").first.click()
    citizen.page.locator("#pick-map.leaflet-container").wait_for()
    citizen.page.locator("#remark-form .btn-primary").click()
    citizen.look("remark-wrong")
    expect(citizen.page.locator(".error-summary")).to_be_visible()
    citizen.page.locator("#pick-map.leaflet-container").wait_for()
    citizen.page.locator("#pick-map").click(position={"x": 150, "y": 200})
    expect(citizen.page.locator("#id_place")).to_have_value(re.compile(r"^\d\d\.\d+, \d\d\.\d+$"))
    citizen.page.fill("#id_text", WORDS)
    citizen.page.fill("#id_author", "Айгүл Серікқызы")
    citizen.page.fill("#id_email", "aigul@mail.example.kz")
    citizen.look("remark-filled")
    citizen.page.wait_for_timeout(3200)  # nobody writes faster
    citizen.page.locator("#remark-form .btn-primary").click()
    citizen.page.wait_for_url("**/sent/")
    citizen.look("remark-sent")

    link = next(line for line in letters()[0].body.split() if "/confirm/" in line)
    citizen.page.goto(link)
    citizen.look("remark-confirm")
    with citizen.page.expect_navigation():
        citizen.page.locator("main form button").click()
    citizen.look("remark-confirmed")
    remark = PublicRemark.objects.get()
    assert (remark.state, remark.number) == (PublicRemark.State.CONFIRMED, 1)

    secretary = watch("secretary", language="ru")
    secretary.log_in(scene.secretary)
    secretary.open(f"{address}queue/", "remark-queue")
    secretary.page.locator("#queue > li").first.focus()
    with secretary.page.expect_navigation():
        secretary.page.keyboard.press("p")
    secretary.open(f"/schemes/remarks/{remark.uid}/", "remark-moderated")
    secretary.page.locator(".remark-acts a.btn-primary").click()
    secretary.page.locator("input[name=outcome][value=taken]").check()
    secretary.page.fill("#id_answer_kk", "Ескерілді: аялдама жобаға енгізілді.")
    secretary.page.fill("#id_answer_ru", "Учтено: остановка внесена в проект.")
    secretary.look("remark-answer")
    with secretary.page.expect_navigation():
        secretary.page.locator("form.w-card .btn-primary").click()
    assert len(letters()) == 3

    visitor = watch("visitor")
    visitor.goto(address)
    visitor.page.locator("#remark-map .remark-pin").first.wait_for()
    visitor.look("discussion-answered")
    visitor.page.locator("#remark-map .remark-pin").first.click()
    visitor.page.locator(".leaflet-popup-content a").click()
    expect(visitor.page.locator("main")).to_contain_text("Ескерілді: аялдама жобаға енгізілді.")
    visitor.look("remark-answered")


@pytest.mark.parametrize(("language", "size"), [("kk", NARROW), ("ru", WIDE)])
def test_pages_of_a_discussion_with_much_in_it(watch, scene, discussion, language, size):
    for number in range(1, 31):
        place = f"SRID=4326;POINT({76.9 + number % 6 * 0.02} {43.2 + number % 5 * 0.03})"
        make = answered if number % 3 == 0 else RemarkFactory
        make(discussion=discussion, number=number, place=place, sent_at=timezone.now())
    waiting(discussion, number=31, text=f"{WORDS} " * 25)
    RemarkFactory(discussion=discussion, number=32, text="ұзын" * 200, lineage=scene.new.lineage)
    address = f"/schemes/discussions/{discussion.uid}/"

    visitor = watch("visitor", language=language, size=size)
    visitor.goto(address)
    visitor.page.locator("#remark-map .remark-pin").first.wait_for()
    visitor.look("discussion-full")
    visitor.open("/schemes/discussions/", "discussions")
    visitor.open(f"{address}?outcome=taken", "discussion-search")
    visitor.goto(f"{address}write/")
    visitor.page.fill("#id_find", scene.new.key)
    with visitor.page.expect_navigation():
        visitor.page.locator("button[name=search]").click()
    visitor.page.locator("input[name=feature]").last.check()
    visitor.look("remark-object")

    secretary = watch("secretary", language=language, size=size)
    secretary.log_in(scene.secretary)
    secretary.open(f"{address}queue/", "queue-full")
    secretary.page.locator("#queue > li").first.focus()
    secretary.page.keyboard.press("r")
    secretary.look("queue-refusal")
    edition = f"/schemes/{scene.scheme.code}/editions/{scene.published.code}"
    secretary.open(f"{edition}/discussion/create/", "discussion-create")


@pytest.mark.parametrize(("language", "size"), [("kk", WIDE), ("ru", NARROW)])
def test_a_decision_shows_its_places(watch, scene, language, size):
    decision = published_meeting(scene.scheme.body).items.get().decision
    far = FeatureFactory(edition=scene.draft, layer=scene.zones)
    for feature in (scene.old, far):
        link_decision(decision, to=feature, by=scene.secretary, at=timezone.now())

    visitor = watch("visitor", language=language, size=size)
    visitor.open(f"/decisions/{decision.uid}/", "decision-places")
    secretary = watch("secretary", language=language, size=size)
    secretary.log_in(scene.secretary)
    secretary.open(f"/items/{decision.item.uid}/", "item-places")
    links = f"/schemes/links/decision/{decision.uid}/create/"
    secretary.open(f"{links}?q={scene.new.key}", "links")
    with secretary.page.expect_navigation():
        secretary.page.locator("form button.btn-plain").first.click()
    assert decision.scheme_links.count() == 3
