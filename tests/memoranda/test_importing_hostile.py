"""Documents that should not be read: each is refused with its reason, none is opened first."""

import io
import zipfile
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agglo_portal.core.file_types import (
    ExtensionRefused,
    FileDamaged,
    FileTypeRefused,
    FileUnpacksTooLarge,
    MacrosRefused,
    OldOfficeRefused,
)
from agglo_portal.core.rules import Refused
from memoranda.documents.importing import (
    DocumentReachesOutside,
    DocumentTooLong,
    NotAWordDocument,
    read_docx,
    reading,
)
from memoranda.nodes import walk

from .word_files import repacked, upload, with_relation, written

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)


@pytest.fixture
def text():
    return written("1. Тараптар агломерацияны дамытады.")


def test_other_kinds_of_files_are_refused():
    with pytest.raises(NotAWordDocument):
        read_docx(SimpleUploadedFile("text.txt", "1. Тараптар".encode()))
    with pytest.raises(NotAWordDocument):
        read_docx(SimpleUploadedFile("text.pdf", b"%PDF-1.7\n%a paper\n"))
    with pytest.raises(ExtensionRefused):
        read_docx(SimpleUploadedFile("text.docx", b"%PDF-1.7\n%a paper\n"))
    with pytest.raises(OldOfficeRefused):
        read_docx(SimpleUploadedFile("text.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10))
    with pytest.raises(FileTypeRefused):
        read_docx(SimpleUploadedFile("text.docx", zipped({"a.txt": b"x"})))


def zipped(members: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return output.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked(text):
    with pytest.raises(FileUnpacksTooLarge):
        read_docx(repacked(text, **{"word/media/x.bin": lambda _old: b"\0" * 320 * 1024 * 1024}))


def test_a_body_larger_than_any_text_is_refused(text):
    filler = b"<!--" + b"x" * 40 * 1024 * 1024 + b"--></w:document>"
    huge = repacked(
        text, **{"word/document.xml": lambda xml: xml.replace(b"</w:document>", filler)}
    )
    with pytest.raises(FileUnpacksTooLarge):
        read_docx(huge)


def test_macros_are_refused(text):
    with pytest.raises(MacrosRefused):
        read_docx(repacked(text, **{"word/vbaProject.bin": lambda _old: b"x"}))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://evil.example/pixel.png"),
        ("attachedTemplate", "https://evil.example/x.dotm"),
        ("attachedTemplate", "\\\\evil.example\\share\\x.dotm"),
        ("attachedTemplate", "file://evil.example/x.dotm"),
        ("oleObject", "file:///C:/x.exe"),
        ("subDocument", "other.docx"),
        ("frame", "http://evil.example/"),
    ],
)
def test_what_reaches_outside_is_refused(text, kind, target):
    with pytest.raises(DocumentReachesOutside):
        read_docx(with_relation(text, kind, target))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://adilet.zan.kz/kaz"),
        ("attachedTemplate", "file:///C:\\Users\\a\\AppData\\Normal.dotm"),
        ("attachedTemplate", "Normal.dotm"),
    ],
)
def test_addresses_and_words_own_template_are_let_through(text, kind, target):
    assert read_docx(with_relation(text, kind, target)).count == 1


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_definitions_of_entities_are_refused(text, part):
    def define(xml: bytes) -> bytes:
        return ENTITIES.encode() + xml.partition(b"?>")[2]

    with pytest.raises(FileDamaged):
        read_docx(repacked(text, **{part: define}))


def test_a_link_of_another_kind_stays_words(text):
    link = (
        '<w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' r:id="rId99"><w:r><w:t>сілтеме</w:t></w:r></w:hyperlink></w:p>'
    ).encode()
    linked = with_relation(text, "hyperlink", "javascript:alert(1)")
    linked = repacked(linked, **{"word/document.xml": lambda xml: xml.replace(b"</w:p>", link, 1)})
    [node] = read_docx(linked).nodes
    assert node.words["text_kk"] == "Тараптар агломерацияны дамытады.сілтеме"


def test_markup_of_pages_stays_words():
    [node] = read_docx(written("1. <script>alert(1)</script> тараптар үшін & <b>қалың</b>")).nodes
    assert node.words["text_kk"] == "<script>alert(1)</script> тараптар үшін & <b>қалың</b>"


def test_too_many_paragraphs_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PARAGRAPHS", 10)
    with pytest.raises(DocumentTooLong, match="at most 10 paragraphs"):
        read_docx(written(*[f"Сөйлем {number}" for number in range(11)]))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=40))
def test_broken_bytes_are_refused_or_read_but_never_an_error(place, junk):
    source = written("1. Тараптар агломерацияны дамытады.", [("а", "б")]).read()
    place %= len(source)
    with suppress(Refused):
        read_docx(upload(source[:place] + junk + source[place + len(junk) :]))


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(
        st.text(st.sampled_from("абвәғқ 1.2)-–|*[](): №\n"), min_size=1, max_size=40).filter(
            str.strip
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_letter_of_any_document_is_lost(lines):
    try:
        preview = read_docx(written(*lines))
    except Refused:
        return
    kept = [text for node in walk(preview.nodes) for text in node.words.values()]
    kept += [preview.title_kk, preview.title_ru, *preview.left_out]
    letters = [one for line in lines for one in line if one.isalpha()]
    assert sorted(letters) == sorted(one for text in kept for one in text if one.isalpha())
