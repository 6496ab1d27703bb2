"""The report of a discussion as PDF and DOCX: all public remarks with answers, and nothing else."""

import io
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from schemes.documents.remarks import make_remarks
from tests.factories.core import NOON
from tests.factories.schemes.discussions import DiscussionFactory, RemarkFactory, answered, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]
HOSTILE = "#panic() *жирный* <w:p/> {{ 7|add:7 }} \\ $x$ @ref"


@pytest.fixture
def discussion(scene):
    discussion = DiscussionFactory(edition=scene.draft)
    answered(discussion, number=1, text=f"Саябақ керек.\n\n{HOSTILE}", lineage=scene.new.lineage)
    RemarkFactory(discussion=discussion, number=2, text="ұзынсөз" * 400)
    waiting(discussion, number=3, text="Әлі тексерілмеген сөз.")
    return discussion


def made(discussion, tmp_path, format, language="ru") -> bytes:
    order = {"format": format, "language": language}
    file = make_remarks(discussion.edition, order, folder=Path(tmp_path), at=NOON)
    assert file.report == {"remarks": 2}
    return file.path.read_bytes()


def test_the_pdf_holds_remarks_and_answers_as_words(discussion, tmp_path):
    pages = PdfReader(io.BytesIO(made(discussion, tmp_path, "pdf"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "Саябақ керек." in text and "#panic() *жирный*" in text
    assert "Ескерілді." in text and "Учтено." in text
    assert "Әлі тексерілмеген" not in text and "mail.example" not in text


def test_the_word_file_holds_the_same(discussion, scene, tmp_path):
    docx = Document(io.BytesIO(made(discussion, tmp_path, "docx", "kk")))
    text = "\n".join(paragraph.text for paragraph in docx.paragraphs)

    assert HOSTILE in text and "Учтено." in text
    assert scene.new.name_kk in text
    assert "Әлі тексерілмеген" not in text and "mail.example" not in text


def test_the_same_remarks_give_the_same_bytes(discussion, tmp_path):
    for format in ("pdf", "docx"):
        assert made(discussion, tmp_path, format) == made(discussion, tmp_path, format)
