"""The demo has what it promises, in both languages, and names nobody."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone, translation

from councils.demo.data import find
from councils.models import (
    Act,
    AgendaItem,
    Agglomeration,
    Assignment,
    Body,
    Decision,
    Meeting,
    Minutes,
    Official,
    Participant,
    Poll,
    Signature,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOUNDERS = {"Болат Жәмішев", "Ахметжан Есімов", "Аңсар Мұсаханов"}
STATES = Meeting.State


def test_demo_has_the_five_agglomerations_of_the_decree_with_one_centre_each():
    levels = dict(Agglomeration.objects.values_list("centre__name_kk", "level"))

    assert levels == {
        "Алматы қаласы": 1,
        "Астана қаласы": 1,
        "Шымкент қаласы": 1,
        "Ақтөбе қаласы": 2,
        "Қарағанды қаласы": 2,
    }
    assert find(Act, "decree-composition").number_kk == ""


def test_demo_acts_that_were_made_up_say_so():
    assert Act.objects.filter(is_demo=True).count() == 4
    for act in Act.objects.all():
        assert ("демо" in act.title_kk.lower()) == act.is_demo
        assert ("демо" in act.title_ru.lower()) == act.is_demo


def test_demo_order_of_the_prime_minister_has_its_own_number_in_each_language():
    order = find(Act, "order-32")

    assert (order.number_kk, order.number_ru) == ("32-ө", "32-р")


def test_demo_council_holds_every_akimat_of_the_model_and_works():
    body = find(Body, "council")

    assert body.state == Body.State.ACTIVE
    assert body.missing_to_activate(timezone.localdate()) == []
    assert body.seats.valid_on(timezone.localdate()).voting().count() == 15


def test_demo_council_of_aktobe_cannot_be_activated_and_says_which_akimat_lacks(client):
    body = find(Body, "aktobe-council")

    with translation.override("kk"):
        missing = body.missing_to_activate(timezone.localdate())

    assert body.state == Body.State.DRAFT
    assert len(missing) == 1
    assert "Хромтау ауданының әкімдігі" in missing[0]


def test_demo_founding_meeting_has_no_day_no_votes_and_no_decisions():
    meeting = find(Meeting, "founding")

    assert (meeting.year, meeting.starts_at, meeting.state) == (2013, None, STATES.PUBLISHED)
    assert "Қазақпарат" in meeting.source_kk and "Қазақпарат" in meeting.source_ru
    assert set(meeting.participants.exclude(name_kk="").values_list("name_kk", flat=True)) == (
        FOUNDERS
    )
    assert not Decision.objects.filter(item__meeting=meeting).exists()
    assert not Minutes.objects.filter(meeting=meeting).exists()
    assert "ведомствоаралық комиссия құру" in meeting.items.get(position=7).outcome_kk


def test_demo_names_nobody_but_those_of_the_article():
    for official in Official.objects.all():
        if official.name_kk not in FOUNDERS:
            assert official.name_kk.endswith("(демо)"), official.name_kk
            assert official.name_ru.endswith("(демо)")
            assert official.name_en.endswith("(demo)")
    assert {official.name_kk for official in Official.objects.all()} > FOUNDERS


def test_demo_person_named_by_post_says_the_post_once():
    called = Participant.objects.filter(meeting__source_kk="")

    assert not called.exclude(name_kk="", name_ru="", name_en="").exists()
    assert all(one.title_kk.endswith("(демо)") for one in called)


def test_demo_texts_are_there_in_kazakh_and_russian():
    being_prepared = find(Meeting, "planned_council")
    lacking = []
    for model in apps.get_app_config("councils").get_models():
        fields = [f.name for f in model._meta.fields if isinstance(f, models.CharField)]
        for kk in (name for name in fields if name.endswith("_kk")):
            ru = f"{kk.removesuffix('_kk')}_ru"
            for row in model._default_manager.all():
                if bool(getattr(row, kk)) != bool(getattr(row, ru)):
                    lacking.append(row)
    items = {row for row in lacking if isinstance(row, AgendaItem)}

    assert items == {being_prepared.items.get(position=3)}
    assert all(_meeting_of(row) == being_prepared for row in lacking), lacking


def _meeting_of(row) -> Meeting | None:
    row = getattr(row, "decision", row)
    row = getattr(row, "item", row)
    return getattr(row, "meeting", None)


def test_demo_meetings_are_in_every_state_that_can_be_shown():
    expected = {
        "next_council": STATES.CONVENED,
        "planned_council": STATES.DRAFT,
        "2025-10-30_council": STATES.CANCELLED,
        "2026-03-27_council": STATES.NOT_HELD,
        "2026-11-12_council": STATES.CLOSED,
        "2026-11-19_commission": STATES.CLOSED,
    }
    others = Meeting.objects.exclude(pk__in=[find(Meeting, key).pk for key in expected])

    assert {key: find(Meeting, key).state for key in expected} == expected
    assert others.count() == 12
    assert set(others.values_list("state", flat=True)) == {STATES.PUBLISHED}


def test_demo_has_every_outcome_of_a_vote():
    polls = Poll.objects.filter(state=Poll.State.CLOSED)
    unanimous = polls.filter(votes_for=models.F("present"))

    assert unanimous.count() > 10
    assert polls.filter(adopted=True).exclude(pk__in=unanimous).exists()
    assert polls.filter(by_casting_vote=True, adopted=True).count() == 1
    assert polls.filter(adopted=False).count() == 2
    assert Decision.objects.filter(state=Decision.State.DEFERRED).count() == 4
    assert AgendaItem.objects.filter(state=AgendaItem.State.TAKEN_OFF).count() == 1


def test_demo_assignments_are_executed_in_progress_and_overdue():
    today = timezone.localdate()
    running = Assignment.objects.in_progress()

    assert Assignment.objects.filter(state=Assignment.State.DONE).count() > 30
    assert 3 <= running.overdue(today).count() <= 10
    assert running.filter(due_on__gte=today).count() > 5


def test_demo_minutes_wait_for_their_second_signature():
    minutes = find(Meeting, "2026-11-12_council").minutes

    states = list(minutes.signatures.order_by("position").values_list("state", flat=True))

    assert minutes.state == Minutes.State.SENT
    assert states == [Signature.State.WAITING, Signature.State.SIGNED]


def test_demo_numbers_have_no_gap_in_any_body_and_year():
    for body in Body.objects.all():
        for year in set(body.decisions.registered().values_list("year", flat=True)):
            numbers = body.decisions.filter(year=year).order_by("number")
            given = list(numbers.registered().values_list("number", flat=True))
            assert given == list(range(1, len(given) + 1))


def test_demo_minutes_files_are_kept_in_both_languages_and_formats():
    for minutes in Minutes.objects.filter(state=Minutes.State.COMPLETE):
        files = minutes.files.filter(version=minutes.version)
        assert {(one.language, one.format) for one in files} == {
            (language, kind) for language in ("kk", "ru") for kind in ("pdf", "docx")
        }
