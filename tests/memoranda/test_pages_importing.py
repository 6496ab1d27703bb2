"""The page of import: files are read, what was found is seen, then taken over or let go."""

import pytest
from django.urls import reverse

from memoranda.models import Draft

from ..factories.memoranda import make_memorandum
from .word_files import upload, written

pytestmark = pytest.mark.django_db
ROWS = [
    ("1. Меморандумның нысанасы", "1. Предмет Меморандума"),
    ("1.1. Тараптар агломерацияны дамытады.", "1.1. Стороны развивают агломерацию."),
]


@pytest.fixture
def scene():
    return make_memorandum(parties=2, clauses=2)


@pytest.fixture
def page(client, scene):
    """The page to the secretariat: a function that posts a button."""
    client.force_login(scene.secretary)
    address = reverse("memoranda:clauses_import", args=[scene.memorandum.uid])

    def press(button, **fields):
        return client.post(address, {"button": button, **fields})

    press.address = address
    press.get = lambda: client.get(address)
    return press


def texts(memorandum):
    kept = memorandum.clauses.kept().order_by("position", "pk")
    return [one.heading_ru or one.text_ru for one in kept]


def test_import_is_for_the_secretariat_alone(client, scene, stranger):
    address = reverse("memoranda:clauses_import", args=[scene.memorandum.uid])
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    sent = make_memorandum(state="negotiation")
    client.force_login(sent.people[0].head)
    address = reverse("memoranda:clauses_import", args=[sent.memorandum.uid])
    assert client.get(address).status_code == 403


def test_what_was_found_is_shown_and_nothing_is_saved(page, scene):
    before = texts(scene.memorandum)

    response = page("read", upload=written(ROWS))

    assert response.url == page.address
    shown = page.get().content.decode()
    assert "Меморандумның нысанасы" in shown
    assert "Стороны развивают агломерацию." in shown
    assert texts(scene.memorandum) == before


def test_what_was_found_waits_for_another_day_without_the_file(page, scene):
    page("read", upload=written(ROWS))
    assert Draft.objects.get().by == scene.secretary
    assert page.get().context["preview"].count == 2


@pytest.mark.parametrize("how", ["append", "replace"])
def test_take_over_puts_the_clauses_after_or_in_place(page, scene, how):
    before = texts(scene.memorandum)
    page("read", upload=written(ROWS))

    response = page("take", how=how)

    assert response.url == reverse("memoranda:draft_detail", args=[scene.memorandum.uid])
    found = ["Предмет Меморандума", "Стороны развивают агломерацию."]
    now = texts(scene.memorandum)
    assert sorted(now) == sorted(found if how == "replace" else [*before, *found])
    assert not Draft.objects.exists()


def test_two_files_make_one_bilingual_text(page):
    kk, ru = (written(*[row[side] for row in ROWS]) for side in (0, 1))
    page("read", upload=kk, other=ru)
    assert page.get().context["preview"].languages == ("kk", "ru")


def test_let_go_changes_nothing(page, scene):
    before = texts(scene.memorandum)
    page("read", upload=written(ROWS))
    page("discard")
    assert page.get().context["preview"] is None
    assert texts(scene.memorandum) == before


def test_a_bad_file_is_refused_in_words_beside_the_field(page):
    response = page("read", upload=upload(b"%PDF-1.7 paper", "text.pdf"))
    assert response.status_code == 422
    assert response.context["form"].errors["upload"]
    assert page("read").status_code == 422


def test_take_without_anything_found_leads_back(page):
    assert page("take", how="replace").url == page.address


def test_a_kept_preview_that_somebody_bent_is_no_preview(page, scene):
    page("read", upload=written(ROWS))
    Draft.objects.update(fields={"preview": "bent"})
    assert page.get().context["preview"] is None
    assert page("take", how="append").url == page.address


def test_a_frozen_text_takes_nothing_over(client):
    scene = make_memorandum(state="in_force")
    client.force_login(scene.secretary)
    response = client.get(reverse("memoranda:clauses_import", args=[scene.memorandum.uid]))
    assert response.url == reverse("memoranda:draft_detail", args=[scene.memorandum.uid])
