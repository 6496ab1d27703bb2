"""Documents as files: the same bytes for the same facts, archival, frozen exactly as agreed."""

import io
import re

import docx
import pikepdf
import pypdf
import pytest
from django.db import transaction

from agglo_portal.core.models import JournalEntry, OutboxMessage, StoredFile
from memoranda.documents.frozen import TextChanged, store_frozen
from memoranda.documents.making import FileSet, make_files
from memoranda.documents.ordering import files_of, order_files, state_of
from memoranda.models import SigningSheet, VersionClause
from memoranda.reports.reading import hash_of, version_rows

from ..factories.core import NOON
from ..factories.memoranda import ClauseFactory, make_memorandum, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RICH = (
    "Тараптар **келісті**:\n\n- бірінші;\n- екінші.\n\n"
    "| а | б |\n| --- | --- |\n| 1 | 12,4 млрд ₸ |"
)


@pytest.fixture
def scene():
    scene = make_memorandum(parties=3, clauses=6)
    ClauseFactory(
        memorandum=scene.memorandum, parent=scene.clauses[1], position=9, text_kk=RICH, text_ru=RICH
    )
    ClauseFactory(memorandum=scene.memorandum, kind="annex", position=90, heading_kk="Жоспар")
    scene.version = send(scene.memorandum, by=scene.secretary)
    return scene


def read(stored: StoredFile) -> bytes:
    with stored.file.open("rb") as file:
        return file.read()


def words_of(data: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def made(scene, purpose, language="kk", form="pdf") -> bytes:
    return read(scene.memorandum.files.get(purpose=purpose, language=language, format=form).stored)


@pytest.mark.parametrize("purpose", ["text", "side_by_side", "disagreements"])
def test_the_same_facts_give_the_same_bytes(scene, purpose):
    files = files_of(scene.memorandum, purpose=purpose, version=scene.version)
    first, again = hashes_as_if_new(files), hashes_as_if_new(files)
    assert first == again
    assert len(first) == len(files.languages) * 2


def hashes_as_if_new(files) -> set:
    """Make the set and forget it."""
    with transaction.atomic():
        make_files(files)
        made = set(files.kept().values_list("language", "format", "stored__sha256"))
        transaction.set_rollback(True)
    return made


def test_make_files_runs_twice_and_makes_each_once(scene):
    for _twice in range(2):
        make_files(FileSet(scene.memorandum, "text", scene.version))
    assert scene.memorandum.files.count() == 4


@pytest.mark.parametrize("purpose", ["text", "side_by_side", "disagreements"])
def test_pdf_claims_archival_and_accessible_with_headings_in_order(scene, purpose):
    make_files(files_of(scene.memorandum, purpose=purpose, version=scene.version))

    with pikepdf.open(
        io.BytesIO(made(scene, purpose, "kk-ru" if purpose == "side_by_side" else "kk"))
    ) as pdf:
        meta = pdf.open_metadata()
        kinds = [str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]

        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert kinds.count("/H1") == 1
        assert str(pdf.Root.Lang) == "kk"


def test_pdf_and_word_say_the_same(scene):
    make_files(FileSet(scene.memorandum, "text", scene.version))

    pdf = words_of(made(scene, "text"))
    document = docx.Document(io.BytesIO(made(scene, "text", form="docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = re.sub(r"\s+", " ", " ".join([p.text for p in document.paragraphs] + cells))
    for said in [
        "МЕМОРАНДУМ", "1. Бөлім 1", "1.6. Тараптар келісті:", "екінші.", "12,4 млрд ₸", "Жоспар",
        "Меморандумға", "1-қосымша", "Тараптардың деректемелері мен қолдары", "Ә. Қол қоюшы",
        "Жоба",
    ]:  # fmt: skip
        assert said in pdf, said
        assert said in word, said


def test_hostile_words_are_shown_as_typed():
    scene = make_memorandum(clauses=1)
    typed = '#import "x" {{ 7*7 }} <b>&amp;</b> $x$ \\n'
    ClauseFactory(memorandum=scene.memorandum, position=40, text_kk=typed, text_ru=typed)
    scene.version = send(scene.memorandum, by=scene.secretary)
    make_files(FileSet(scene.memorandum, "text", scene.version))
    assert typed in words_of(made(scene, "text"))
    document = docx.Document(io.BytesIO(made(scene, "text", form="docx")))
    assert f"2. {typed}" in [paragraph.text for paragraph in document.paragraphs]


def test_what_cannot_be_printed_is_told_once(scene):
    clause = scene.clauses[2]
    clause.text_kk = "Тараптар 😀 келісті"
    clause.save()
    version = send(scene.memorandum, by=scene.secretary)
    files = FileSet(scene.memorandum, "text", version)
    for _twice in range(2):
        make_files(files)

    assert JournalEntry.objects.filter(event="memorandum_characters_lost").count() == 1
    assert state_of(files).lost_characters == ("😀",)


def test_order_files_is_one_promise_until_the_facts_change(scene, do_ordered_work):
    order = {"purpose": "text", "version": scene.version, "at": NOON}
    first, again = (order_files(scene.memorandum, **order) for _twice in range(2))
    assert first == again
    assert (
        state_of(files_of(scene.memorandum, purpose="text", version=scene.version)).order == first
    )

    do_ordered_work(at=NOON)

    state = state_of(files_of(scene.memorandum, purpose="text", version=scene.version))
    assert state.is_done
    assert [file.format for file in state.files] == ["pdf", "docx", "pdf", "docx"]


# Freezing -----------------------------------------------------------------------------------------
@pytest.fixture
def sheet(scene):
    hashes = [hash_of(row) for row in version_rows(scene.version)]
    return SigningSheet.objects.create(
        version=scene.version, prepared_at=NOON, clause_hashes=hashes
    )


def test_store_frozen_keeps_both_languages_once(scene, sheet):
    for _twice in range(2):
        store_frozen(SigningSheet.objects.get(), at=NOON)

    sheet.refresh_from_db()
    assert StoredFile.objects.count() == 2
    kk, ru = words_of(read(sheet.file_kk)), words_of(read(sheet.file_ru))
    assert "Жоба" not in kk
    assert "Тараптар 1 іс-шараны 2027 жылғы 1 шілдеге дейін орындайды." in kk
    assert "Стороны исполняют 1 мероприятие до 1 июля 2027 года." in ru
    assert JournalEntry.objects.filter(event="memorandum_frozen").count() == 1


@pytest.mark.parametrize("what", ["a hash", "the order", "nothing"])
def test_store_frozen_refuses_other_hashes_than_the_agreed_ones(sheet, what):
    hashes = list(sheet.clause_hashes)
    bent = {"a hash": ["0" * 64, *hashes[1:]], "the order": hashes[::-1], "nothing": []}[what]
    SigningSheet.objects.update(clause_hashes=bent)

    with pytest.raises(TextChanged, match="it was not frozen"):
        store_frozen(SigningSheet.objects.get(), at=NOON)

    assert not StoredFile.objects.exists()


def test_store_frozen_refuses_words_that_somebody_bent_in_the_database(sheet):
    import pgtrigger

    with pgtrigger.ignore("memoranda.VersionClause:clause_of_a_version_is_immutable"):
        VersionClause.objects.filter(number="1.2").update(text_ru="Стороны не исполняют ничего.")

    with pytest.raises(TextChanged):
        store_frozen(SigningSheet.objects.get(), at=NOON)


def test_a_signing_that_was_taken_back_is_not_frozen(sheet):
    SigningSheet.objects.update(state="cancelled", closed_at=NOON)
    store_frozen(SigningSheet.objects.get(), at=NOON)
    assert not StoredFile.objects.exists()


def test_the_ordered_freezing_is_done_by_the_worker(sheet, do_ordered_work):
    from agglo_portal.core import outbox

    outbox.order("freeze_memorandum", key="freeze", at=NOON, sheet=sheet.pk)
    do_ordered_work(at=NOON)
    sheet.refresh_from_db()
    assert OutboxMessage.objects.get().state == "done"
    assert sheet.file_kk and sheet.file_ru
