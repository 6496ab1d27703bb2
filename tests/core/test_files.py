"""Uploads are judged by their bytes; what is served cannot act as a page."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from docx import Document
from openpyxl import Workbook

from agglo_portal.core import file_types, files
from agglo_portal.core.models import StoredFile

from ..factories.core import NOON, UserFactory

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 20
OFFICE = "application/vnd.openxmlformats-officedocument."


def docx_bytes(text="Сәлем") -> bytes:
    document = Document()
    document.add_paragraph(text)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def xlsx_bytes() -> bytes:
    output = io.BytesIO()
    Workbook().save(output)
    return output.getvalue()


def zip_bytes(members: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def office_zip(kind="wordprocessingml.document", more=(), **members) -> bytes:
    types = f'<Types><Override ContentType="{OFFICE}{kind}.main+xml"/></Types>'.encode()
    return zip_bytes({"[Content_Types].xml": types, "word/document.xml": b"<a/>", **dict(more)})


def odt_bytes() -> bytes:
    return zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""})


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


@pytest.fixture
def store(db):
    by = UserFactory()
    return lambda name, data: files.store_upload(upload(name, data), by=by, at=NOON)


@pytest.mark.parametrize(
    ("name", "data", "extension", "media_type"),
    [
        ("баяндама.pdf", PDF, ".pdf", "application/pdf"),
        ("баяндама.PDF", PDF, ".pdf", "application/pdf"),
        ("сурет.png", PNG, ".png", "image/png"),
        ("сурет.jpeg", JPEG, ".jpg", "image/jpeg"),
        ("анықтама.docx", docx_bytes(), ".docx", f"{OFFICE}wordprocessingml.document"),
        ("кесте.xlsx", xlsx_bytes(), ".xlsx", f"{OFFICE}spreadsheetml.sheet"),
        ("слайд.pptx", office_zip("presentationml.presentation"), ".pptx", None),
        ("анықтама.odt", odt_bytes(), ".odt", "application/vnd.oasis.opendocument.text"),
        ("мәтін.txt", "Қазақша мәтін\n".encode(), ".txt", "text/plain"),
    ],
)
def test_store_upload_keeps_accepted_kinds(store, name, data, extension, media_type):
    stored = store(name, data)

    assert stored.extension == extension
    assert stored.media_type == (media_type or file_types.MEDIA_TYPES[extension])
    assert (stored.size, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    with stored.file.open() as kept:
        assert kept.read() == data
    assert stored.stored_at == NOON


def test_store_upload_generates_the_name_on_disk(store):
    stored = store("../../etc/Кеңес отырысы.pdf", PDF)

    assert stored.name == "Кеңес отырысы.pdf"
    assert stored.file.name == f"files/{stored.uid.hex[:2]}/{stored.uid.hex}.pdf"


def test_store_upload_gives_a_nameless_file_its_extension(store):
    assert store("баяндама", PDF).name == "баяндама.pdf"


def test_store_upload_reads_a_large_file_from_disk(db):
    big = TemporaryUploadedFile("үлкен.pdf", "application/pdf", 0, None)
    big.write(PDF + b"0" * 3_000_000)
    big.size = len(PDF) + 3_000_000
    big.seek(0)

    stored = files.store_upload(big, by=None, at=NOON)

    assert stored.file.size == big.size
    assert stored.sha256 == hashlib.sha256(PDF + b"0" * 3_000_000).hexdigest()


BOMB = zip_bytes(
    {
        "[Content_Types].xml": f"{OFFICE}wordprocessingml.document.main+xml".encode(),
        "word/media/a.xml": b"0" * 20_000_000,
    }
)
MANY = office_zip(more={f"word/{n}.xml": b"" for n in range(file_types.MAX_MEMBERS + 1)})
MACRO_TYPE = zip_bytes(
    {"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "file_empty"),
        ("a.exe", b"MZ" + b"\0" * 300, "file_type"),
        ("a.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "file_type"),
        ("a.txt", b"  <html><script>alert(1)</script>", "file_type"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
        ("a.txt", b"\xff\xfe\x00binary", "file_type"),
        ("a.txt", b"line\x00line", "file_type"),
        ("a.gif", b"GIF89a" + b"\0" * 20, "file_type"),
        ("a.zip", zip_bytes({"a.txt": b"hello"}), "file_type"),
        ("a.docx", zip_bytes({"a.exe": b"MZ"}), "file_type"),
        ("a.ods", zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
         "file_type"),
        ("a.doc", OLD_OFFICE, "file_old_office"),
        ("a.docx", OLD_OFFICE, "file_old_office"),
        ("a.docx", PDF, "file_extension"),
        ("a.pdf", PNG, "file_extension"),
        ("a.html", PDF, "file_extension"),
        ("a.xlsx", docx_bytes(), "file_extension"),
        ("a.pdf", "Жай мәтін".encode(), "file_extension"),
        ("a.docx", office_zip(more={"word/vbaProject.bin": b"x"}), "file_has_macros"),
        ("a.docm", MACRO_TYPE, "file_has_macros"),
        ("a.odt", zip_bytes({"mimetype": b"x", "Basic/Standard/a.xml": b""}), "file_has_macros"),
        ("a.docx", BOMB, "file_unpacks_too_large"),
        ("a.docx", MANY, "file_unpacks_too_large"),
        ("a.docx", docx_bytes()[:-200], "file_damaged"),
        ("a.docx", office_zip(more={"../../evil": b"x"}), "file_damaged"),
        ("a.docx", office_zip(more={"C:\\evil": b"x"}), "file_damaged"),
    ],
)  # fmt: skip
def test_store_upload_refuses(store, name, data, code):
    with pytest.raises(files.Refused) as refusal:
        store(name, data)

    assert refusal.value.code == code
    assert str(refusal.value)
    assert not StoredFile.objects.exists()


def test_store_upload_refuses_too_large_a_file_without_reading_it(store, settings):
    settings.UPLOAD_MAX_BYTES = len(PDF) - 1

    with pytest.raises(files.FileTooLarge):
        store("a.pdf", PDF)


def test_store_upload_looks_at_a_bomb_without_opening_it(store, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_args: pytest.fail("unpacked"))

    with pytest.raises(file_types.FileUnpacksTooLarge):
        store("a.docx", BOMB)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Хаттама № 3.pdf", "Хаттама № 3.pdf"),
        ("C:\\Users\\me\\отчёт.PDF", "отчёт.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('he"llo<>|?*.pdf', "he_llo_.pdf"),
        ("..", "file"),
        (".pdf", "pdf"),
        ("", "file"),
        ("ұ" * 400 + ".docx", "ұ" * 150 + ".docx"),
        ("и\u0306.txt", "й.txt"),
    ],
)
def test_clean_name_is_never_a_path_and_never_a_header(typed, clean):
    assert files.clean_name(typed) == clean


# Serving -----------------------------------------------------------------------------------------
@pytest.fixture
def stored(db):
    return files.store_bytes("Хаттама № 3.pdf", PDF, "application/pdf", by=None, at=NOON)


@pytest.fixture
def serve():
    """file_response, closed after the test as a web server closes it."""
    responses = []

    def serve(rf, stored, **how):
        responses.append(files.file_response(rf.get("/"), stored, **how))
        return responses[-1]

    yield serve
    for response in responses:
        response.close()


def test_file_response_is_a_download_that_can_do_nothing(rf, stored, serve):
    response = serve(rf, stored)

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A5")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert response["Content-Length"] == str(len(PDF))


def test_file_response_shows_a_pdf_in_the_browser_when_asked(rf, stored, serve):
    response = serve(rf, stored, inline=True, public=True)

    assert response["Content-Disposition"].startswith("inline")
    assert "sandbox" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cache-Control"].startswith("public")


def test_file_response_never_shows_office_documents_inline(rf, db, serve):
    stored = files.store_upload(upload("a.docx", docx_bytes()), by=None, at=NOON)

    response = serve(rf, stored, inline=True)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].endswith("sandbox")


def test_file_response_says_not_modified_for_a_known_hash(rf, stored):
    response = files.file_response(
        rf.get("/", headers={"If-None-Match": f'"{stored.sha256}"'}), stored
    )

    assert response.status_code == 304
    assert not response.content


def test_file_response_leaves_the_bytes_to_nginx_when_set(rf, stored, settings):
    settings.FILES_ACCEL_PREFIX = "/stored/"

    response = files.file_response(rf.get("/"), stored)

    assert response["X-Accel-Redirect"] == f"/stored/{stored.file.name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.content
