"""Promises: written down, reported with evidence, accepted or returned, reminded of."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from memoranda.models import Obligation, Progress
from memoranda.services.obligations import (
    MeasureIncomplete,
    NotPromising,
    ObligationSettled,
    StrangeClause,
    WhyObligation,
    add_obligation,
    cancel_obligation,
    change_obligation,
    reopen_obligation,
)
from memoranda.services.progress import (
    NotInForceYet,
    ReportEmpty,
    WhyReturned,
    WrongPercent,
    accept_progress,
    report_progress,
    return_progress,
)
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum

from .life import registered_scene, signed_scene, speaker_of

pytestmark = pytest.mark.django_db
SAID = {"text_kk": "Желі бекітілді", "percent": 40}
DUE = date(2026, 3, 31)


@pytest.fixture
def scene():
    return registered_scene()


@pytest.fixture
def obligation(scene):
    return add(scene)


def add(scene, **more):
    fields = {
        "text_kk": "Маршруттық желіні бекіту",
        "text_ru": "Утвердить маршрутную сеть",
        "executor": scene.parties[0].organisation,
        "due_on": DUE,
    } | more
    return add_obligation(scene.memorandum, fields=fields, by=scene.secretary, at=NOON)


def report(scene, obligation, at=NOON, upload=None, **more):
    return report_progress(
        obligation, fields=SAID | more, upload=upload, by=speaker_of(scene), at=at
    )


def accept(scene, progress, at=NOON):
    return accept_progress(progress, by=scene.secretary, at=at)


# Writing them down --------------------------------------------------------------------------------
def test_add_gives_the_next_place_and_keeps_the_executor_out_of_its_helpers(scene):
    first, second = scene.parties
    add(scene)

    obligation = add(
        scene, co_executors=[first.organisation, second.organisation], clause=scene.clauses[-1]
    )

    assert obligation.position == 2
    assert list(obligation.co_executors.all()) == [second.organisation]
    assert JournalEntry.objects.latest("pk").event == "obligation_added"


@pytest.mark.parametrize("state", ["draft", "negotiation", "signing", "expired", "terminated"])
def test_add_refuses_before_the_last_signature_and_after_the_end(state):
    scene = make_memorandum(state=state)

    with pytest.raises(NotPromising):
        add(scene)


@pytest.mark.parametrize(
    "lack", [{"text_ru": " "}, {"text_kk": ""}, {"period": "yearly", "due_on": None}]
)
def test_add_refuses_half_a_measure(scene, lack):
    with pytest.raises(MeasureIncomplete):
        add(scene, **lack)
    assert not Obligation.objects.exists()


def test_add_refuses_a_clause_of_another_text(scene):
    with pytest.raises(StrangeClause):
        add(scene, clause=signed_scene().clauses[0])


def test_change_keeps_both_deadlines_in_the_journal(scene, obligation):
    changed = change_obligation(
        obligation, fields={"due_on": date(2026, 6, 30)}, by=scene.secretary, at=NOON
    )

    assert changed.due_on == date(2026, 6, 30)
    facts = JournalEntry.objects.latest("pk").facts
    assert (facts["due_before"], facts["due_after"]) == ("2026-03-31", "2026-06-30")


def test_nothing_new_is_no_act(scene, obligation):
    change_obligation(obligation, fields={"due_on": DUE}, by=scene.secretary, at=NOON)

    assert JournalEntry.objects.latest("pk").event == "obligation_added"


def test_what_is_done_keeps_its_words_and_can_be_opened_again_with_a_reason(scene, obligation):
    accept(scene, report(scene, obligation, is_final=True))

    with pytest.raises(ObligationSettled):
        change_obligation(obligation, fields={"text_ru": "Иное"}, by=scene.secretary, at=NOON)
    with pytest.raises(WhyObligation):
        reopen_obligation(obligation, reason=" ", by=scene.secretary, at=NOON)
    opened = reopen_obligation(obligation, reason="Не принято", by=scene.secretary, at=NOON)

    assert (opened.state, opened.done_on) == ("open", None)


def test_reopen_refuses_what_is_not_done(scene, obligation):
    report(scene, obligation)

    with pytest.raises(MoveRefused):
        reopen_obligation(obligation, reason="Ошибка", by=scene.secretary, at=NOON)


def test_cancel_says_why_and_refuses_while_a_report_waits(scene, obligation):
    other = add(scene)
    report(scene, other)

    cancelled = cancel_obligation(obligation, reason="Утратило смысл", by=scene.secretary, at=NOON)

    assert cancelled.state == Obligation.State.CANCELLED
    with pytest.raises(MoveRefused):
        cancel_obligation(other, reason="Утратило смысл", by=scene.secretary, at=NOON)


# Reports ------------------------------------------------------------------------------------------
def test_report_keeps_words_percent_and_evidence(scene, obligation):
    evidence = SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n")

    progress = report(scene, obligation, upload=evidence, text_ru="Сеть утверждена")

    obligation.refresh_from_db()
    assert obligation.state == Obligation.State.REPORTED
    assert (progress.percent, progress.due_on, progress.evidence.name) == (40, DUE, "act.pdf")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text_kk": " "}, ReportEmpty),
        ({"percent": 101}, WrongPercent),
        ({"percent": -1}, WrongPercent),
    ],
)
def test_report_refuses_what_says_nothing_or_too_much(scene, obligation, fields, refusal):
    with pytest.raises(refusal):
        report(scene, obligation, **fields)
    assert not Progress.objects.exists()


def test_report_refuses_a_second_one_while_the_first_waits(scene, obligation):
    report(scene, obligation)

    with pytest.raises(MoveRefused):
        report(scene, obligation)


def test_report_refuses_before_the_memorandum_is_in_force():
    scene = signed_scene()
    obligation = add(scene)

    with pytest.raises(NotInForceYet):
        report(scene, obligation)


def test_an_accepted_final_report_ends_the_obligation(scene, obligation):
    progress = accept(scene, report(scene, obligation, is_final=True), at=NOON + 3 * DAY)

    obligation.refresh_from_db()
    assert (obligation.state, obligation.done_on) == ("done", NOON.date())
    assert (progress.percent, progress.state, progress.decided_by) == (
        100, "accepted", scene.secretary,
    )  # fmt: skip


def test_an_accepted_report_of_a_period_moves_the_deadline_to_the_next(scene):
    obligation = add(scene, period="quarterly")
    dues = []

    for _quarter in range(4):
        accept(scene, report(scene, obligation))
        obligation.refresh_from_db()
        dues.append((obligation.state, obligation.due_on))

    assert dues == [
        ("open", date(2026, 6, 30)),
        ("open", date(2026, 9, 30)),
        ("open", date(2026, 12, 31)),
        ("open", date(2027, 3, 31)),
    ]
    reported = Progress.objects.order_by("pk").values_list("due_on", flat=True)
    assert list(reported)[:2] == [DUE, date(2026, 6, 30)]


def test_an_interim_report_of_what_is_promised_once_leaves_its_deadline(scene, obligation):
    accept(scene, report(scene, obligation))

    obligation.refresh_from_db()
    assert (obligation.state, obligation.due_on) == ("open", DUE)


def test_a_returned_report_is_corrected_and_sent_again(
    scene, obligation, do_ordered_work, mailoutbox
):
    first = report(scene, obligation)
    with pytest.raises(WhyReturned):
        return_progress(first, reason="", by=scene.secretary, at=NOON)
    return_progress(first, reason="Нет подтверждения", by=scene.secretary, at=NOON)
    obligation.refresh_from_db()
    assert obligation.state == Obligation.State.RETURNED

    second = report(scene, obligation, percent=60)
    with pytest.raises(MoveRefused):
        accept(scene, first)
    accept(scene, second)

    do_ordered_work()
    do_ordered_work(at=NOON.replace(year=2030))
    letters = [letter.to for letter in mailoutbox if "Нет подтверждения" in letter.body]
    assert letters == [[speaker_of(scene).email]]
    waiting = [letter.to for letter in mailoutbox if letter.to == [scene.secretary.email]]
    assert len(waiting) == 2
