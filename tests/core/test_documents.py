"""Rendering: archival and tagged PDF, stable bytes, and text that stays text."""

import hashlib
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import docx
import pikepdf
import pypdf
import pytest
from django.conf import settings

from agglo_portal.core import printable
from agglo_portal.core.documents import render_docx, render_pdf

from ..factories.core import MINUTE, NOON

LETTERS = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі № ₸ «Ё» – 1 234,5"
PAGE = """
#set document(title: sys.inputs.title)
#set text(font: ("Noto Serif", "DejaVu Sans Mono", "New Computer Modern Math"),
          lang: sys.inputs.language)
#let data = json(bytes(sys.inputs.data))
= #sys.inputs.title
#for text in data.texts { par(text) }
"""


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder of templates with one page, in place of the portal's."""
    from agglo_portal.core import documents

    (tmp_path / "page.typ").write_text(PAGE)
    monkeypatch.setattr(documents, "templates_folder", lambda: tmp_path)
    monkeypatch.setattr(documents, "_own", documents._Own())
    return tmp_path


@pytest.fixture
def page(templates):
    """Render texts, one paragraph each, and give the PDF."""

    def render(*texts, title="Хаттама", language="kk", at=NOON):
        return render_pdf("page.typ", {"texts": texts}, language=language, title=title, at=at)

    return render


@pytest.fixture
def word(templates):
    """Render texts with a Word template, one paragraph each, and give the DOCX."""
    template = docx.Document()
    for text in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        template.add_paragraph(text)
    template.save(templates / "page.docx")

    def render(*texts, title="Хаттама"):
        return render_docx("page.docx", {"texts": texts}, language="kk", title=title)

    return render


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def paragraphs_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_kazakh_letters_come_back_unchanged(page):
    assert LETTERS in text_of(page(LETTERS))


def test_pdf_claims_archival_and_accessible(page):
    with pikepdf.open(io.BytesIO(page(LETTERS, title="№ 3 хаттама"))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "№ 3 хаттама"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert str(pdf.Root.Lang) == "kk"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.CreationDate) == "D:20260312070000Z"


def test_fonts_are_embedded_and_ours(page):
    with pikepdf.open(io.BytesIO(page(LETTERS))) as pdf:
        fonts = [obj for obj in pdf.objects if _is(obj, "/FontDescriptor")]

        assert fonts
        assert all("NotoSerif" in str(font.FontName) for font in fonts)
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def _is(obj, kind: str) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == kind


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "@preview/evil:1.0.0": *',
        '#read("/etc/passwd")',
        "= Тақырып *қалың* _көлбеу_ $x^2$ <label> @label",
        "#{ panic() }",
        '"},{"texts": ["',
        "\\ \\u{202e} \\#",
        "// түсініктеме /* */",
        "{{ 7 * 7 }} {% raw %}",
        "<b>қалың</b> & &amp;",
    ],
)
def test_markup_in_a_text_is_shown_as_text(page, word, hostile):
    assert hostile in text_of(page(hostile))
    assert paragraphs_of(word(hostile)) == [hostile]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("пайда 😀👩‍👩‍👧 бар", "пайда � бар"),
        ("會議 туралы", "� туралы"),
        ("مجلس кеңес", "� кеңес"),
        ("а\x00б\x07в\x1b[0m", "абв[0m"),
        ("бас\u202eкері\u202c соң", "баскері соң"),
        ("за\u00adво\u200bд", "завод"),
        ("\ud800 жарты", "� жарты"),
        ("и\u0306 и\u0306", "й й"),
        ("бір\u2028екі", "бір\nекі"),
        ("бір\tекі\u2003үш", "бір екі үш"),
        ("5 ≤ x ≥ 2 → ✓ ☐", "5 ≤ x ≥ 2 → ✓ ☐"),
    ],
)
def test_what_cannot_be_printed_is_replaced(page, word, typed, shown):
    assert printable.clean(typed) == shown
    assert shown in text_of(page(typed))
    assert "".join(paragraphs_of(word(typed))) == shown


def test_lost_characters_are_named_once_each():
    data = {"a": ["мәтін 😀 😀 ✓", {"b": "會"}], "n": 3, "none": None}

    assert printable.lost_characters(data) == ["😀", "會"]
    assert printable.lost_characters({"a": LETTERS + printable.SIGNS}) == []


def test_each_sign_that_is_said_to_be_printable_is(page):
    text = text_of(page(printable.SIGNS))

    assert [sign for sign in printable.SIGNS if sign not in text] == []


def test_a_sign_that_the_fonts_promise_and_lack_does_not_stop_the_document(page, monkeypatch):
    monkeypatch.setattr(printable, "_unprintable", lambda: printable.re.compile("(?!)"))

    assert "кеңес �" in text_of(page("кеңес 😀"))


@pytest.mark.slow
def test_a_word_longer_than_a_pdf_string_does_not_stop_the_document(page):
    text = text_of(page("ұ" * 40_000, "соңы"))

    assert text.count("ұ") == 40_000
    assert "соңы" in text


def test_a_title_of_any_length_and_letters_is_accepted(page):
    assert page("мәтін", title="😀" + "ұ" * 40_000)


def test_same_input_gives_the_same_bytes_and_another_time_others(page, word):
    assert page(LETTERS) == page(LETTERS)
    assert page(LETTERS) != page(LETTERS, at=NOON + MINUTE)
    assert word(LETTERS) == word(LETTERS)


@pytest.mark.slow
def test_another_process_gives_the_same_bytes():
    data = {"path": "councils/documents/minutes.typ", "title": LETTERS, "data": EMPTY_MINUTES}
    here = render_pdf(data["path"], data["data"], language="kk", title=data["title"], at=NOON)
    code = (
        "import json, sys, hashlib, datetime\n"
        "from django.conf import settings\n"
        f"settings.configure(BASE_DIR=__import__('pathlib').Path({str(settings.BASE_DIR)!r}))\n"
        "from agglo_portal.core.documents import render_pdf\n"
        "d = json.load(sys.stdin)\n"
        f"at = datetime.datetime.fromtimestamp({NOON.timestamp()}, datetime.UTC)\n"
        "pdf = render_pdf(d['path'], d['data'], language='kk', title=d['title'], at=at)\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )

    there = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
        env={"TZ": "America/Lima", "HOME": "/nowhere"},
    )

    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


EMPTY_MINUTES = {
    "organisation": "Кеңес", "doctype": "ХАТТАМА", "date": "2026 жылғы 12 наурыз", "number": "№ 3",
    "city": "Алматы қаласы", "heading": "Кезекті отырыс", "facts": [], "officers": [],
    "present": {"label": "Қатысқандар", "text": "0", "list": []},
    "invited": {"label": "Шақырылғандар", "list": []}, "quorum": "Кворум жоқ.", "opening": [],
    "agenda": {"label": "Күн тәртібі", "list": []}, "items": [], "closing": [], "signatures": [],
    "annex": None, "footer": "№ 3", "version": "1",
}  # fmt: skip


def test_threads_render_at_the_same_time(page):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: page(LETTERS), range(12)))

    assert len(set(made)) == 1


def test_a_template_reads_nothing_outside_its_folder(templates, page):
    (templates / "page.typ").write_text('#read("../../../../../../etc/passwd")')

    with pytest.raises(RuntimeError, match=r"escape|not found|denied|outside"):
        page("мәтін")


def test_a_word_template_runs_in_a_sandbox(templates, word):
    template = docx.Document()
    template.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    template.save(templates / "page.docx")

    with pytest.raises(Exception, match="unsafe"):
        word("мәтін")


def test_word_document_knows_its_language_and_title(word):
    document = docx.Document(io.BytesIO(word("мәтін", title="№ 3 хаттама")))

    assert document.core_properties.title == "№ 3 хаттама"
    assert document.core_properties.language == "kk-KZ"
    marks = document.styles.element.xpath("//w:lang/@w:val")
    assert set(marks) == {"kk-KZ"}
