"""The minutes as files: made exactly once, the same bytes again, archival, in both languages."""

import io
import re
from datetime import UTC, timedelta
from time import perf_counter

import docx
import pikepdf
import pypdf
import pytest
from django.db import transaction

from agglo_portal.core import outbox
from agglo_portal.core.documents import render_pdf
from agglo_portal.core.models import JournalEntry, OutboxMessage, StoredFile
from councils.documents import order_key, rendering_of, store_minutes
from councils.models import Minutes, MinutesFile

from ..factories.core import NOON
from ..factories.councils.minutes import make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def minutes():
    return make_minutes(items=2, voting=6, present=5, speeches=2, points=2)


def order_of(minutes, at=NOON):
    return outbox.order(
        "render_minutes",
        key=order_key(minutes),
        at=at,
        minutes=minutes.pk,
        version=minutes.version,
    )


def text_of(stored: StoredFile) -> str:
    """The words of a PDF, however its lines are broken."""
    with stored.file.open() as file:
        pages = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    return _flat(" ".join(pages))


def words_of(stored: StoredFile) -> str:
    with stored.file.open() as file:
        document = docx.Document(io.BytesIO(file.read()))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return _flat(" ".join([p.text for p in document.paragraphs] + cells))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# The files ---------------------------------------------------------------------------------------
def test_store_minutes_makes_both_languages_in_both_formats_once(minutes):
    store_minutes(minutes, version=1)
    store_minutes(minutes, version=1)

    kinds = set(minutes.files.values_list("version", "language", "format"))
    assert kinds == {(1, "kk", "pdf"), (1, "kk", "docx"), (1, "ru", "pdf"), (1, "ru", "docx")}
    assert StoredFile.objects.count() == 4
    assert minutes.files.get(language="kk", format="pdf").stored.name == (
        "hattama-1-2026-v1-kk.pdf"
    )


def test_store_minutes_skips_a_version_that_was_overtaken(minutes):
    Minutes.objects.filter(pk=minutes.pk).update(version=2)

    store_minutes(minutes, version=1)  # read before the change
    minutes.refresh_from_db()
    store_minutes(minutes, version=1)  # read after it

    assert not MinutesFile.objects.exists()


def test_store_minutes_gives_the_same_bytes_when_it_starts_anew(minutes):
    again = make_minutes_files(minutes)
    first = make_minutes_files(minutes)

    assert first == again
    assert len(first) == 4


def make_minutes_files(minutes) -> dict[str, str]:
    """Render as if for the first time, and give the hashes."""
    with transaction.atomic():
        store_minutes(minutes, version=1)
        made = {f"{f.language}.{f.format}": f.stored.sha256 for f in minutes.files.all()}
        transaction.set_rollback(True)
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ["ХАТТАМА", "ТЫҢДАЛДЫ:", "СӨЗ СӨЙЛЕГЕНДЕР:", "ШЕШТІ:", "12,4 млрд ₸", "Һәкімжан"]),
        ("ru", ["ПРОТОКОЛ", "СЛУШАЛИ:", "ВЫСТУПИЛИ:", "РЕШИЛИ:", "12,4 млрд ₸", "Хакимжан"]),
    ],
)
def test_pdf_and_word_say_the_same(minutes, language, words):
    store_minutes(minutes, version=1)

    pdf = text_of(minutes.files.get(language=language, format="pdf").stored)
    word = words_of(minutes.files.get(language=language, format="docx").stored)
    heading = getattr(minutes, f"heading_{language}")
    assert [w for w in [*words, heading, "2.2."] if w not in pdf] == []
    assert [w for w in [*words, heading, "2.2."] if w not in word] == []


def test_pages_are_numbered_and_the_version_stands_on_each():
    minutes = make_minutes(items=6, speeches=6)
    store_minutes(minutes, version=1)

    with minutes.files.get(language="ru", format="pdf").stored.file.open() as file:
        pages = [_flat(page.extract_text()) for page in pypdf.PdfReader(file).pages]

    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in text
        assert "редакция 1" in text


def test_pdf_is_tagged_with_headings_in_order(minutes):
    store_minutes(minutes, version=1)

    with (
        minutes.files.get(language="kk", format="pdf").stored.file.open() as file,
        pikepdf.open(file) as pdf,
    ):
        kinds = [str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]

        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") == 3  # the agenda and two items
        assert str(pdf.Root.Lang) == "kk"
        assert str(pdf.docinfo.CreationDate) == minutes.meeting.closed_at.astimezone(UTC).strftime(
            "D:%Y%m%d%H%M%SZ"
        )


def test_hostile_wording_is_shown_as_typed(minutes):
    typed = '#import "x" {{ 7*7 }} <b>&amp;</b> *қалың*'
    section = minutes.sections.order_by("pk").first()
    section.heard_kk = typed
    section.save()

    store_minutes(minutes, version=1)

    assert typed in text_of(minutes.files.get(language="kk", format="pdf").stored)
    assert typed in words_of(minutes.files.get(language="kk", format="docx").stored)


@pytest.mark.slow
def test_forty_pages_in_four_files_take_less_than_ten_seconds():
    minutes = make_minutes(items=36, speeches=9, points=4)
    started = perf_counter()

    store_minutes(minutes, version=1)

    assert perf_counter() - started < 10
    with minutes.files.get(language="kk", format="pdf").stored.file.open() as file:
        assert len(pypdf.PdfReader(file).pages) >= 40


# How far it is -----------------------------------------------------------------------------------
def test_rendering_waits_until_a_worker_takes_it(minutes):
    assert rendering_of(minutes).state == "waiting"

    order = order_of(minutes)

    rendering = rendering_of(minutes)
    assert (rendering.state, rendering.order) == ("waiting", order)
    assert rendering.is_under_way


def test_rendering_is_done_when_all_files_are_there(minutes, do_ordered_work):
    order_of(minutes)

    do_ordered_work()

    rendering = rendering_of(minutes)
    assert rendering.is_done
    assert [(f.language, f.format) for f in rendering.files] == [
        ("kk", "pdf"), ("kk", "docx"), ("ru", "pdf"), ("ru", "docx"),
    ]  # fmt: skip
    assert OutboxMessage.objects.get().state == "done"


def test_rendering_of_a_new_version_starts_again(minutes, do_ordered_work):
    order_of(minutes)
    do_ordered_work()

    minutes.version = 2
    minutes.save()

    assert rendering_of(minutes).state == "waiting"
    assert rendering_of(minutes).files == ()


def test_rendering_tells_what_failed_and_can_be_ordered_again(minutes, monkeypatch):
    order = order_of(minutes)
    monkeypatch.setattr("councils.documents.rendering.render_pdf", lambda *_a, **_k: 1 / 0)
    outbox.do(order.pk)

    assert rendering_of(minutes).state == "waiting"  # it will be tried again by itself
    assert "ZeroDivisionError" in rendering_of(minutes).error

    OutboxMessage.objects.update(state="failed")
    failed = rendering_of(minutes)
    assert failed.state == "failed"
    assert not failed.is_under_way

    monkeypatch.setattr("councils.documents.rendering.render_pdf", render_pdf)
    outbox.order_again(failed.order, at=NOON)
    outbox.do(order.pk)
    assert rendering_of(minutes).is_done


def test_rendering_names_the_characters_that_could_not_be_printed(minutes, do_ordered_work):
    section = minutes.sections.order_by("pk").first()
    section.spoke_ru = "Прекрасно 👍 会"
    section.save()
    order_of(minutes)

    do_ordered_work(at=NOON + timedelta(days=365))

    assert rendering_of(minutes).lost_characters == ("👍", "会")
    assert "👍 会" in rendering_of(minutes).message
    assert JournalEntry.objects.filter(event="minutes_characters_lost").count() == 1
