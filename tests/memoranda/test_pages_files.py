"""The page of files: who sees and orders which documents, and how they come."""

import io

import docx
import pytest
from django.urls import reverse

from agglo_portal.core.models import OutboxMessage
from memoranda.documents.making import FileSet, make_files
from memoranda.models import ApprovalSheet, MemorandumFile

from ..factories.core import StoredFileFactory
from ..factories.memoranda import make_memorandum

pytestmark = pytest.mark.django_db
ALL = ["text", "side_by_side", "disagreements"]


@pytest.fixture
def scene():
    return make_memorandum(parties=2, clauses=3, state="negotiation")


@pytest.fixture
def registered():
    return make_memorandum(parties=2, clauses=3, state="in_force")


def page_of(memorandum):
    return reverse("memoranda:file_list", args=[memorandum.uid])


def order(client, memorandum, **fields):
    return client.post(reverse("memoranda:file_order", args=[memorandum.uid]), fields)


def file_of(scene, purpose="text", edition="", language="kk", form="pdf"):
    return MemorandumFile.objects.create(
        memorandum=scene.memorandum,
        version=scene.version,
        purpose=purpose,
        edition=edition,
        language=language,
        format=form,
        stored=StoredFileFactory(name=f"{purpose}.{form}"),
    )


def address(file, **query):
    uids = [file.memorandum.uid, file.stored.uid]
    return reverse("memoranda:file_download", args=uids) + ("?download" if query else "")


# The page -----------------------------------------------------------------------------------------
def test_a_stranger_finds_no_files_of_what_is_negotiated(client, scene, stranger):
    client.force_login(stranger)
    assert client.get(page_of(scene.memorandum)).status_code == 404
    assert order(client, scene.memorandum, purpose="text").status_code == 404


def test_a_party_is_offered_text_both_columns_and_disagreements(client, scene):
    client.force_login(scene.people[0].staff)

    page = client.get(page_of(scene.memorandum))

    assert [one.files.purpose for one in page.context["sets"]] == ALL
    assert all(one.may_order for one in page.context["sets"])
    assert page.context["every"] == ""


def test_file_order_makes_every_language_and_format_once(client, scene, do_ordered_work):
    client.force_login(scene.people[0].staff)
    for _twice in range(2):
        response = order(client, scene.memorandum, purpose="text", version=1)
    assert response.url == page_of(scene.memorandum) + "?version=1"
    message = OutboxMessage.objects.get(kind="make_memorandum_files")

    waiting = client.get(page_of(scene.memorandum))
    assert waiting.context["every"] == "3s"
    do_ordered_work(at=message.due_at)
    done = client.get(page_of(scene.memorandum))

    assert done.context["every"] == ""
    made = {(one.language, one.format) for one in scene.memorandum.files.all()}
    assert made == {("kk", "pdf"), ("kk", "docx"), ("ru", "pdf"), ("ru", "docx")}
    assert done.content.decode().count("/files/") >= 4


def test_file_order_refuses_what_is_not_offered(client, scene):
    client.force_login(scene.people[0].coordinator)
    for fields in [
        {"purpose": "approval_sheet", "edition": str(scene.parties[1].uid)},
        {"purpose": "text", "edition": "registered"},
        {"purpose": "text", "version": "7"},
        {"purpose": "report", "edition": "2026"},
        {"purpose": "other"},
        {},
    ]:
        assert order(client, scene.memorandum, **fields).status_code == 404
    assert not OutboxMessage.objects.exists()


def test_the_page_of_a_text_that_was_never_sent_says_so(client):
    scene = make_memorandum(state="draft")
    client.force_login(scene.secretary)
    page = client.get(page_of(scene.memorandum))
    assert page.status_code == 200
    assert page.context["sets"] == []


def test_new_words_make_the_protocol_stale_and_the_former_stays(client, scene):
    from memoranda.documents.ordering import files_of
    from memoranda.models import Position

    files = files_of(scene.memorandum, purpose="disagreements", version=scene.version)
    file_of(scene, purpose="disagreements", edition=files.edition)
    Position.objects.create(
        party=scene.parties[0], clause=scene.clauses[2], round=scene.round, stance="objects",
        text_hash=scene.text_hash(scene.clauses[2]), reason_ru="Нет средств.",
        by=scene.people[0].head, at=scene.version.at,
    )  # fmt: skip
    client.force_login(scene.people[1].staff)

    shown = client.get(page_of(scene.memorandum)).context["sets"][2]

    assert shown.files.edition != files.edition
    assert [one.edition for one in shown.former] == [files.edition]
    assert shown.may_order


# Who may have which document ----------------------------------------------------------------------
def test_an_approval_sheet_is_its_partys_own(client, scene):
    sheet = ApprovalSheet.objects.create(party=scene.parties[0], version=scene.version)
    file = file_of(scene, "approval_sheet", f"{sheet.party.uid}:abc")
    seen = {}
    for name, user in {
        "own": scene.people[0].staff,
        "other party": scene.people[1].head,
        "secretariat": scene.secretary,
    }.items():
        client.force_login(user)
        page = client.get(page_of(scene.memorandum))
        offered = "approval_sheet" in [one.files.purpose for one in page.context["sets"]]
        seen[name] = (offered, client.get(address(file)).status_code)

    assert seen == {"own": (True, 200), "other party": (False, 404), "secretariat": (False, 404)}


def test_disagreements_are_for_parties_and_secretariat(client, registered, stranger):
    file = file_of(registered, "disagreements", ":abc")
    client.force_login(registered.people[1].staff)
    assert client.get(address(file)).status_code == 200
    client.force_login(stranger)
    assert client.get(address(file)).status_code == 404


def test_caches_keep_only_what_everybody_may_read(client, registered):
    files = {
        "the registered text": file_of(registered, edition="registered"),
        "the text as sent": file_of(registered),
        "the protocol": file_of(registered, "disagreements", ":abc"),
    }
    client.force_login(registered.people[1].staff)
    kept = {name: client.get(address(file))["Cache-Control"] for name, file in files.items()}
    assert kept == {
        "the registered text": "public, max-age=3600",
        "the text as sent": "private, no-cache",
        "the protocol": "private, no-cache",
    }


def test_a_report_of_a_year_without_force_is_not_ordered(client, registered):
    client.force_login(registered.secretary)
    for year in ("0000", "9999", "١٢٣٤"):
        answer = order(client, registered.memorandum, purpose="report", edition=year)
        assert answer.status_code == 404
    assert not OutboxMessage.objects.exists()


def test_a_reader_of_the_register_sees_the_registered_text_alone(client, registered):
    public = file_of(registered, edition="registered")
    draft = file_of(registered)
    report = file_of(registered, "report", "2026:abc", form="xlsx")

    page = client.get(page_of(registered.memorandum))

    assert page.status_code == 200
    assert [one.files.edition for one in page.context["sets"]] == ["registered", "registered"]
    assert not any(one.may_order for one in page.context["sets"])
    statuses = [client.get(address(one)).status_code for one in (public, draft, report)]
    assert statuses == [200, 404, 200]


def test_a_reader_of_the_register_orders_nothing(client, registered, stranger):
    client.force_login(stranger)
    assert order(client, registered.memorandum, purpose="text").status_code == 404


def test_a_document_of_another_memorandum_is_not_found_at_this_address(client, scene, registered):
    file = file_of(registered, edition="registered")
    client.force_login(scene.secretary)
    uids = [scene.memorandum.uid, file.stored.uid]
    assert client.get(reverse("memoranda:file_download", args=uids)).status_code == 404


def test_file_download_gives_the_very_bytes(client, scene):
    make_files(FileSet(scene.memorandum, "text", scene.version))
    file = scene.memorandum.files.get(language="ru", format="docx")
    client.force_login(scene.people[0].staff)

    response = client.get(address(file, download=True))

    document = docx.Document(io.BytesIO(b"".join(response.streaming_content)))
    words = "\n".join(one.text for one in document.paragraphs)
    assert "1.3. Стороны исполняют 3 мероприятие до 1 июля 2027 года." in words
    assert "attachment" in response["Content-Disposition"]
    assert 'filename="memorandum-v1-ru.docx"' in response["Content-Disposition"]


def test_the_secretariat_orders_the_yearly_report(client, registered, do_ordered_work):
    client.force_login(registered.secretary)
    back = reverse("memoranda:report_detail", args=[registered.memorandum.uid])

    response = order(client, registered.memorandum, purpose="report", edition="2026", next=back)

    assert response.url == back
    do_ordered_work(at=OutboxMessage.objects.get(kind="make_memorandum_files").due_at)
    made = registered.memorandum.files.filter(purpose="report")
    assert sorted({one.format for one in made}) == ["docx", "pdf", "xlsx"]
