"""The public register, the page of a registered text, changes of its force."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from councils.models import Seat
from memoranda.models import Memorandum, VersionClause
from memoranda.services.force import suspend_memorandum, terminate_memorandum
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.core import DAY, NOON
from tests.factories.councils import seat_of
from tests.factories.memoranda import make_memorandum

from .life import amendment_of, registered_scene, signed_scene
from .pages import at, get, post

pytestmark = pytest.mark.django_db
WHY = {"reason_kk": "Тексеру жүріп жатыр", "reason_ru": "Идёт проверка"}


@pytest.fixture
def scene():
    return registered_scene(title_kk="Су туралы меморандум", title_ru="Меморандум о воде")


def rows_of_csv(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# The list -----------------------------------------------------------------------------------------
def test_the_register_shows_what_is_registered_to_anyone(client, scene):
    page = words(get(client, "memorandum_list"))

    assert "№ 1/2026" in page and "Су туралы меморандум" in page
    assert "1 memorandum found" in page
    assert str(scene.parties[1]) in page


@pytest.mark.parametrize("state", ["draft", "negotiation", "approval", "signing", "signed"])
def test_the_register_hides_what_is_not_registered_from_everybody(client, state):
    hidden = make_memorandum(state=state, title_kk="Құпия мәтін")

    for user in (None, hidden.secretary, hidden.people[0].head):
        if user:
            client.force_login(user)
        assert "Құпия мәтін" not in words(get(client, "memorandum_list"))
        assert rows_of_csv(get(client, "memorandum_export")) == []


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?q=1/2026", True),
        ("?q=№ 1", True),
        ("?q=2/2026", False),
        ("?q=су туралы", True),
        ("?q=мероприятие", True),
        ("?q=полигон", False),
        ("?kind=memorandum", True),
        ("?kind=agreement", False),
        ("?state=in_force", True),
        ("?state=expired", False),
        ("?year=2026", True),
        ("?year=2020", False),
    ],
)
def test_filters_stand_in_the_address(client, scene, query, is_found):
    page = words(get(client, "memorandum_list", query=query))

    assert ("Су туралы меморандум" in page) is is_found
    assert ("No memorandum fits these filters" in page) is not is_found


def test_the_working_text_is_not_searched(client, scene):
    with_words = scene.clauses[-1]
    assert VersionClause.objects.filter(clause=with_words).exists()

    page = words(get(client, "memorandum_list", query="?q=никогда не отправлено"))

    assert "Су туралы меморандум" not in page


def test_the_register_is_filtered_by_party(client, scene):
    other = registered_scene(title_kk="Басқа меморандум")

    page = get(client, "memorandum_list", query=f"?party={scene.parties[0].organisation.uid}")

    assert "Су туралы" in words(page) and other.memorandum.title_kk not in words(page)


def test_csv_gives_both_languages_and_no_formula(client, scene):
    organisation = scene.parties[0].organisation
    organisation.name_ru = "=1+1"
    organisation.save()

    row = rows_of_csv(get(client, "memorandum_export"))[0]

    assert row["Title (ru)"] == "Меморандум о воде"
    assert row["In force from"] == "2026-03-12"
    assert row["Parties (ru)"].startswith("'=1+1")


def test_an_empty_register_says_the_next_step(client, db):
    assert "The register is empty so far" in words(get(client, "memorandum_list"))


def test_the_list_asks_as_much_for_many_rows_as_for_one(client, scene):
    of_one = queries_of(client, at("memorandum_list"))
    for _number in range(4):
        registered_scene()

    assert queries_of(client, at("memorandum_list")) == of_one


# One text -----------------------------------------------------------------------------------------
def test_the_public_page_shows_text_parties_dates_and_files(client, scene):
    page = get(client, "memorandum_detail", scene.memorandum.uid)

    read = words(page)
    assert "Стороны исполняют 1 мероприятие" in read  # to English readers both texts
    assert "Тараптар 1 іс-шараны" in read
    assert "signed, 12 March 2026" in read and "Posted 12 March 2026" in read
    assert f"/memoranda/signings/{scene.version.signing_sheets.get().uid}/ru/" in (
        page.content.decode()
    )
    assert "Journal" not in read and "What can be done now" not in read


@pytest.mark.parametrize(("language", "other"), [("kk", "мероприятие"), ("ru", "іс-шараны")])
def test_a_reader_gets_the_text_of_the_page_and_may_switch(client, scene, language, other):
    address = f"/{language}/memoranda/{scene.memorandum.uid}/"

    assert other not in words(client.get(address))
    assert other in words(client.get(address + "?text=both"))
    assert client.get(address + "?text=nonsense").status_code == 200


def test_the_language_of_the_page_can_be_changed(client, scene):
    page = client.get(f"/ru/memoranda/{scene.memorandum.uid}/").content.decode()

    assert f'href="/kk/memoranda/{scene.memorandum.uid}/' in page


def test_a_changed_text_leads_to_the_consolidated_one(client, scene):
    target = scene.version.clauses.get(number="1.1").clause
    amendment_of(scene, ("replace", target, "Жаңа сөз"))

    page = words(get(client, "memorandum_detail", scene.memorandum.uid))

    assert "This text was changed" in page and "Changes and annexes" in page


def test_what_was_suspended_or_is_to_end_says_so_and_why(client, scene):
    suspend_memorandum(scene.memorandum, on=NOON.date(), **WHY, by=scene.secretary, at=NOON)
    page = words(get(client, "memorandum_detail", scene.memorandum.uid))
    assert "Suspended since 12 March 2026" in page and "Тексеру жүріп жатыр" in page

    later = timezone.localdate() + 400 * DAY
    terminate_memorandum(scene.memorandum, on=later, **WHY, by=scene.secretary, at=NOON)

    assert "To end on" in words(get(client, "memorandum_detail", scene.memorandum.uid))


def test_the_page_asks_the_same_for_a_long_text(client, scene):
    address = at("memorandum_detail", scene.memorandum.uid)
    short = queries_of(client, address)
    long = registered_scene(clauses=40, parties=4)

    assert queries_of(client, at("memorandum_detail", long.memorandum.uid)) == short


# Acts ---------------------------------------------------------------------------------------------
def test_the_secretariat_registers_and_others_may_not(client):
    scene = signed_scene()
    client.force_login(scene.people[0].head)
    assert post(client, "memorandum_register", scene.memorandum.uid).status_code == 403

    client.force_login(scene.secretary)
    response = client.post(at("memorandum_register", scene.memorandum.uid), follow=True)

    assert "Entered in the register." in words(response)
    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.IN_FORCE


def test_a_stranger_finds_nothing_of_what_is_signed_but_not_registered(client, stranger):
    scene = signed_scene()
    client.force_login(stranger)

    assert get(client, "memorandum_detail", scene.memorandum.uid).status_code == 404
    assert post(client, "memorandum_register", scene.memorandum.uid).status_code == 404


@pytest.mark.parametrize(
    "name", ["memorandum_suspend", "memorandum_resume", "memorandum_terminate"]
)
def test_only_the_secretariat_changes_the_force(client, scene, name):
    client.force_login(scene.people[0].head)

    assert get(client, name, scene.memorandum.uid).status_code == 403


def test_suspend_resume_and_terminate_by_their_forms(client, scene):
    client.force_login(scene.secretary)
    today = timezone.localdate()
    uid = scene.memorandum.uid

    post(client, "memorandum_suspend", uid, on=today, **WHY)
    states = [Memorandum.objects.get().state]
    post(client, "memorandum_resume", uid, on=today)
    states.append(Memorandum.objects.get().state)
    party = scene.parties[0].pk
    post(client, "memorandum_terminate", uid, on=today, party=party, noticed_on=today, **WHY)
    states.append(Memorandum.objects.get().state)

    assert states == ["suspended", "in_force", "terminated"]


def test_a_refusal_stands_on_the_form_with_what_was_typed(client, scene):
    client.force_login(scene.secretary)

    page = post(client, "memorandum_suspend", scene.memorandum.uid, on=date(2020, 1, 1), **WHY)

    assert "The day must lie between the entry into force and today." in words(page)
    assert "Идёт проверка" in words(page)


def test_half_a_notice_is_named_at_its_field(client, scene):
    client.force_login(scene.secretary)
    party = scene.parties[0].pk

    page = post(
        client, "memorandum_terminate", scene.memorandum.uid, on=NOON.date(), party=party, **WHY
    )

    assert "Name the day of the notice." in words(page)


def test_the_letter_of_notice_is_for_the_sides_alone(client, scene, stranger):
    letter = SimpleUploadedFile("notice.pdf", b"%PDF-1.7\n%%EOF\n")
    today = timezone.localdate()
    client.force_login(scene.secretary)
    data = {"on": today, "party": scene.parties[0].pk, "noticed_on": today, "upload": letter}
    post(client, "memorandum_terminate", scene.memorandum.uid, **data, **WHY)

    assert "Letter of notice" in words(get(client, "memorandum_detail", scene.memorandum.uid))
    client.force_login(scene.people[1].staff)
    response = get(client, "notice_download", scene.memorandum.uid)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    client.force_login(stranger)
    assert get(client, "notice_download", scene.memorandum.uid).status_code == 404
    assert "Letter of notice" not in words(get(client, "memorandum_detail", scene.memorandum.uid))


def test_the_secretariat_sees_what_can_be_done_and_the_journal(client, scene):
    user = scene.people[1].staff
    seat_of(scene.memorandum.body, user, role=Seat.Role.SECRETARIAT)
    client.force_login(user)

    page = words(get(client, "memorandum_detail", scene.memorandum.uid))

    assert "What can be done now" in page and "Suspend" in page and "Journal" in page
