"""The board of promises, one promise with its reports, the yearly report."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from memoranda.models import Obligation, Progress
from memoranda.services.obligations import add_obligation
from memoranda.services.progress import accept_progress, report_progress
from tests.councils.register import queries_of
from tests.councils.visits import words
from tests.factories.core import NOON
from tests.factories.memoranda import ObligationFactory, make_memorandum

from .life import registered_scene, speaker_of
from .pages import at, get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return registered_scene(kind="agreement")


@pytest.fixture
def obligation(scene):
    return promise(scene, "Бірыңғай желі")


def promise(scene, text, party=0, **more):
    fields = {
        "text_kk": text, "text_ru": "Единая сеть",
        "executor": scene.parties[party].organisation, "due_on": date(2026, 4, 1),
    }  # fmt: skip
    return add_obligation(scene.memorandum, fields=fields | more, by=scene.secretary, at=NOON)


def report(scene, obligation, **more):
    fields = {"text_kk": "Жартысы бітті", "percent": 50} | more
    return report_progress(obligation, fields=fields, by=speaker_of(scene), at=NOON)


# The board ----------------------------------------------------------------------------------------
def test_the_board_shows_to_anyone_what_was_promised_and_what_is_late(client, obligation):
    page = words(get(client, "obligation_list"))

    assert "Бірыңғай желі" in page and "Overdue" in page
    assert "my organisation" not in page


def test_the_board_hides_promises_of_texts_that_are_not_public(client, stranger):
    hidden = make_memorandum(state="signed")
    ObligationFactory(memorandum=hidden.memorandum, text_kk="Құпия уәде")
    client.force_login(stranger)

    assert "Құпия уәде" not in words(get(client, "obligation_list"))


def test_mine_come_first_then_the_nearest_and_the_settled_last(client, scene):
    promise(scene, "Басқаның уәдесі", party=1, due_on=date(2026, 3, 20))
    promise(scene, "Менің кейінгі уәдем", due_on=date(2027, 3, 20))
    promise(scene, "Менің жақын уәдем", due_on=date(2026, 12, 20))
    done = promise(scene, "Менің біткен уәдем", due_on=date(2026, 3, 19))
    accept_progress(report(scene, done, is_final=True), by=scene.secretary, at=NOON)
    client.force_login(speaker_of(scene))

    page = words(get(client, "obligation_list"))

    order = ["Менің жақын", "Менің кейінгі", "Басқаның", "Менің біткен"]
    places = [page.index(text) for text in order]
    assert places == sorted(places)
    assert "2 mine, under way" in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?standing=overdue", True),
        ("?standing=done", False),
        ("?standing=open", True),
        ("?q=бірыңғай", True),
        ("?q=полигон", False),
        ("?due_from=2026-04-01&due_to=2026-04-01", True),
        ("?due_from=2026-04-02", False),
        ("?memorandum=11111111-1111-4111-8111-111111111111", False),
    ],
)
def test_filters_stand_in_the_address(client, obligation, query, is_found):
    page = words(get(client, "obligation_list", query=query))

    assert ("Бірыңғай желі" in page) is is_found


def test_the_board_is_filtered_by_executor_and_whose(client, scene, obligation):
    organisation = scene.parties[1].organisation
    obligation.co_executors.add(organisation)
    client.force_login(speaker_of(scene, 1))

    page = get(client, "obligation_list", query=f"?executor={organisation.uid}")
    assert "Бірыңғай желі" in words(page)
    assert "Бірыңғай желі" not in words(get(client, "obligation_list", query="?whose=mine"))


def test_the_board_asks_the_same_for_many(client, scene, obligation):
    of_one = queries_of(client, at("obligation_list"))
    for number in range(5):
        each = promise(scene, f"{number}-уәде")
        each.co_executors.add(scene.parties[1].organisation)

    assert queries_of(client, at("obligation_list")) == of_one


# One promise --------------------------------------------------------------------------------------
def test_anyone_reads_accepted_reports_and_only_the_sides_read_the_others(client, scene):
    obligation = promise(scene, "Бірыңғай желі")
    accepted = report(scene, obligation)
    accept_progress(accepted, by=scene.secretary, at=NOON)
    waiting = report(scene, obligation, text_kk="Күтіп тұрған есеп", percent=70)

    public = words(get(client, "obligation_detail", obligation.uid))
    client.force_login(scene.secretary)
    side = words(get(client, "obligation_detail", obligation.uid))

    assert "Жартысы бітті" in public and "Күтіп тұрған есеп" not in public
    assert "Күтіп тұрған есеп" in side and "A report waits for your answer" in side
    assert str(waiting.uid) not in public


def test_evidence_of_a_report_that_waits_is_for_the_sides_alone(client, scene, obligation):
    upload = SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n")
    progress = report_progress(
        obligation, fields={"text_kk": "Бітті", "percent": 9}, upload=upload,
        by=speaker_of(scene), at=NOON,
    )  # fmt: skip

    assert get(client, "evidence_download", progress.uid).status_code == 404
    client.force_login(scene.people[1].staff)
    assert get(client, "evidence_download", progress.uid).status_code == 200
    client.logout()
    accept_progress(progress, by=scene.secretary, at=NOON)
    response = get(client, "evidence_download", progress.uid)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_the_executor_reports_with_evidence_and_the_secretariat_accepts(client, scene, obligation):
    client.force_login(speaker_of(scene))
    upload = SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n")
    data = {"text_kk": "Бәрі бітті", "percent": 80, "is_final": "on", "upload": upload}
    response = post(client, "progress_create", obligation.uid, **data)
    assert response.status_code == 302
    progress = Progress.objects.get()
    assert (progress.percent, progress.evidence.name) == (100, "act.pdf")

    client.force_login(scene.secretary)
    post(client, "progress_accept", progress.uid)

    obligation.refresh_from_db()
    assert obligation.state == Obligation.State.DONE


def test_a_report_is_returned_with_a_reason_or_not_at_all(client, scene, obligation):
    progress = report(scene, obligation)
    client.force_login(scene.secretary)

    post(client, "progress_return", progress.uid, reason="")
    progress.refresh_from_db()
    assert progress.state == Progress.State.WAITING
    post(client, "progress_return", progress.uid, reason="Нет подтверждения")

    page = words(get(client, "obligation_detail", obligation.uid))
    assert "Нет подтверждения" in page and "Report returned" in page


def test_an_empty_report_stays_on_the_form(client, scene, obligation):
    client.force_login(speaker_of(scene))

    page = post(client, "progress_create", obligation.uid, percent=120)

    assert "Say in Kazakh or in Russian what was done." in words(page)
    assert not Progress.objects.exists()


def test_who_may_not_report_answer_or_change(client, scene, obligation, stranger):
    progress = report(scene, obligation)
    pages = [
        ("progress_create", obligation.uid), ("obligation_change", obligation.uid),
        ("obligation_create", scene.memorandum.uid),
    ]  # fmt: skip
    acts = [
        ("progress_return", progress.uid), ("progress_accept", progress.uid),
        ("obligation_cancel", obligation.uid), ("obligation_reopen", obligation.uid),
    ]  # fmt: skip

    client.force_login(scene.people[1].coordinator)
    assert {get(client, *page).status_code for page in pages} == {403}
    assert {post(client, *act).status_code for act in acts} == {403}
    client.force_login(stranger)
    assert {post(client, *act).status_code for act in acts[:2]} == {404}


def test_the_secretariat_writes_a_promise_down_and_changes_it(client, scene):
    client.force_login(scene.secretary)
    data = {
        "text_kk": "Аялдамалар", "text_ru": "Остановки", "period": "quarterly",
        "executor": scene.parties[0].organisation.pk, "clause": scene.clauses[2].pk,
        "co_executors": [scene.parties[1].organisation.pk],
    }  # fmt: skip

    page = post(client, "obligation_create", scene.memorandum.uid, **data)
    assert "A repeated obligation needs the end of its first period." in words(page)
    post(client, "obligation_create", scene.memorandum.uid, **data, due_on="2026-06-30")
    obligation = Obligation.objects.get()
    assert (obligation.due_on, obligation.co_executors.count()) == (date(2026, 6, 30), 1)
    change = data | {"due_on": "2026-09-30", "text_ru": "Новые остановки"}
    post(client, "obligation_change", obligation.uid, **change)

    obligation.refresh_from_db()
    assert (obligation.text_ru, obligation.due_on) == ("Новые остановки", date(2026, 9, 30))
    assert "clause 1.1" in words(get(client, "obligation_detail", obligation.uid))


def test_a_promise_is_taken_off_with_a_reason(client, scene, obligation):
    client.force_login(scene.secretary)

    post(client, "obligation_cancel", obligation.uid, reason="Утратило смысл")

    obligation.refresh_from_db()
    assert obligation.state == Obligation.State.CANCELLED


# The report of a year -----------------------------------------------------------------------------
def test_the_report_of_a_year_is_open_to_anyone(client, scene, obligation):
    accept_progress(report(scene, obligation), by=scene.secretary, at=NOON)
    year = timezone.localdate().year

    page = words(get(client, "report_detail", scene.memorandum.uid, query="?year=2026"))

    assert "Implementation report of 2026" in page and "Жартысы бітті" in page
    assert str(year) in words(get(client, "report_detail", scene.memorandum.uid))


def test_a_year_without_a_report_is_the_last_one_and_without_force_there_is_none(client, scene):
    for year in ("1999", "²"):
        page = words(get(client, "report_detail", scene.memorandum.uid, query=f"?year={year}"))
        assert f"Implementation report of {timezone.localdate().year}" in page

    day = timezone.localdate() + timedelta(days=90)
    waiting = registered_scene(starts="named_day", starts_on=day)
    assert get(client, "report_detail", waiting.memorandum.uid).status_code == 404
