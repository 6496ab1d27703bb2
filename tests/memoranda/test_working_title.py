"""The working title of a text that was sent is the secretariat's own until it sends it."""

import pytest
from django.core import mail
from django.utils import timezone

from memoranda.desk import desk_todos
from memoranda.services.drafting import change_memorandum
from memoranda.services.negotiation import reject_suggestion
from tests.factories.core import NOON

from .negotiating import first_clause, negotiated
from .pages import get
from .words import suggest

pytestmark = pytest.mark.django_db
SENT, WORKING = "Жіберілген атау", "Жұмыс атауы"


@pytest.fixture
def scene():
    scene = negotiated(title_kk=SENT, title_ru="Отправленное название")
    fields = {"title_kk": WORKING, "title_ru": "Рабочее название"}
    change_memorandum(scene.memorandum, fields=fields, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    assert scene.memorandum.title_kk == WORKING
    return scene


def test_pages_of_the_parties_have_the_title_that_was_sent(client, scene):
    memorandum, clause = scene.memorandum, first_clause(scene)
    client.force_login(scene.people[0].coordinator)
    for name, *args in [
        ("negotiation_list",),
        ("memorandum_detail", memorandum.uid),
        ("clause_detail", memorandum.uid, clause.uid),
        ("suggestion_create", clause.uid),
        ("matrix_detail", memorandum.uid),
        ("version_list", memorandum.uid),
        ("version_detail", memorandum.uid, 1),
        ("comparison_detail", memorandum.uid),
        ("approval_detail", memorandum.uid),
        ("signing_detail", memorandum.uid),
        ("file_list", memorandum.uid),
    ]:
        page = get(client, name, *args).content.decode()
        assert SENT in page and WORKING not in page, name


def test_the_secretariat_reads_the_working_title_beside_the_working_text(client, scene):
    client.force_login(scene.secretary)
    assert WORKING in get(client, "draft_detail", scene.memorandum.uid).content.decode()


def test_the_desk_has_the_title_that_was_sent(client, scene):
    coordinator = scene.people[0].coordinator
    titles = [todo.title for todo in desk_todos(coordinator, at=timezone.now())]
    assert SENT in titles and WORKING not in titles


def test_letters_have_the_title_that_was_sent(scene, do_ordered_work):
    suggestion = suggest(scene, first_clause(scene), 0, text_kk="Басқа сөз")
    reject_suggestion(suggestion, reason="Жоқ", by=scene.secretary, at=NOON)
    for _round in range(2):
        do_ordered_work(at=timezone.now())

    letters = [letter.subject + letter.body for letter in mail.outbox]
    assert letters and not any(WORKING in one or "Рабочее" in one for one in letters)


@pytest.mark.parametrize(("words", "is_found"), [(SENT, True), (WORKING, False)])
def test_programs_of_the_parties_search_what_was_sent(client, scene, words, is_found):
    client.force_login(scene.people[0].coordinator)
    answer = client.get("/api/v1/memoranda/", {"q": words}).json()
    assert bool(answer["results"]) is is_found
