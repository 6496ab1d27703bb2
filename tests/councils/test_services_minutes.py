import pytest
from django.db import connection

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import StillMissing
from councils.models import Meeting, Minutes, MinutesSection
from councils.services.minutes import (
    MeetingNotClosed,
    OvertakenByAnother,
    WordingFrozen,
    change_wording,
    compose_minutes,
    prepare_minutes,
    render_minutes,
)
from tests.factories.core import DAY, NOON
from tests.factories.councils import OfficialFactory

from . import steps

pytestmark = pytest.mark.django_db
TEXTS = ["heading_kk", "heading_ru", "opening_kk", "opening_ru"]


@pytest.fixture
def adopted_meeting(open_meeting, secretary):
    """Both items considered, the first decision adopted."""
    first, second = open_meeting.items.order_by("position")
    steps.adopt(first.decision, secretary)
    second.state = "considered"
    second.save()
    return open_meeting


@pytest.fixture
def minutes(adopted_meeting, secretary):
    return steps.close(adopted_meeting, secretary)


def change(minutes, by, **fields):
    version = fields.pop("version", minutes.version)
    sections = fields.pop("sections", {})
    return change_wording(
        minutes, fields=fields, sections=sections, version=version, by=by, at=NOON
    )


# Composing ---------------------------------------------------------------------------------------
def test_compose_minutes_heads_them_in_both_languages(adopted_meeting, body, secretary):
    body.name_kk = "Алматы агломерациясының жергілікті кеңесі"
    body.name_ru = "Местный совет Алматинской агломерации"
    body.save()

    minutes = steps.close(adopted_meeting, secretary)

    assert minutes.heading_kk == "Алматы агломерациясының жергілікті кеңесінің отырысы"
    assert minutes.heading_ru == "заседание Местного совета Алматинской агломерации"
    assert minutes.opening_kk == "Отырыстың күн тәртібіне 2 мәселе енгізілді."
    assert minutes.opening_ru == "В повестку дня заседания включено вопросов: 2."


def test_compose_minutes_says_who_reported_on_what_and_nothing_more(adopted_meeting, secretary):
    named, official = adopted_meeting.items.order_by("position")
    named.rapporteur_kk, named.rapporteur_ru = "Әлиев Ғ.Қ.", "Алиев Г.К."
    named.title_kk, named.title_ru = "Көлік туралы", "О транспорте"
    named.save()
    official.rapporteur = OfficialFactory(name_kk="Оспан Ұ.Ә.", name_ru="Оспан У.А.")
    official.title_kk, official.title_ru = "Су туралы", "О воде"
    official.save()

    minutes = steps.close(adopted_meeting, secretary)

    first, second = minutes.sections.order_by("item__position")
    assert (first.heard_kk, first.heard_ru) == (
        "Әлиев Ғ.Қ. – Көлік туралы",
        "Алиев Г.К. – О транспорте",
    )
    assert second.heard_kk == "Оспан Ұ.Ә. – Су туралы"
    assert {first.spoke_kk, first.spoke_ru, second.spoke_kk, minutes.closing_kk} == {""}


def test_compose_minutes_leaves_out_items_nobody_considered(adopted_meeting, secretary):
    last = adopted_meeting.items.order_by("-position").first()
    last.state = "taken_off"
    last.save()

    minutes = steps.close(adopted_meeting, secretary)

    assert [section.item.position for section in minutes.sections.all()] == [1]


def test_compose_minutes_orders_the_documents_and_a_day_to_sign_by(minutes):
    assert (minutes.state, minutes.version) == (Minutes.State.DRAFT, 1)
    assert minutes.due_on == (NOON + 5 * DAY).date()  # three working days after a Thursday
    order = OutboxMessage.objects.get(kind="render_minutes")
    assert order.key == f"minutes:{minutes.uid}:v1"
    assert order.payload == {"minutes": minutes.pk, "version": 1}
    assert JournalEntry.objects.filter(event="minutes_composed").get().record == minutes


def test_compose_minutes_refuses_a_meeting_in_session(open_meeting, secretary):
    with pytest.raises(MeetingNotClosed):
        compose_minutes(open_meeting, by=secretary, at=NOON)


# Wording -----------------------------------------------------------------------------------------
def test_change_wording_makes_the_next_version_and_orders_its_documents(minutes, secretary):
    section = minutes.sections.order_by("item__position").first()

    minutes = change(
        minutes,
        secretary,
        heading_kk="Кеңес отырысы",
        sections={section.item_id: {"spoke_kk": "Қолдады", "spoke_ru": "Поддержал"}},
    )

    section.refresh_from_db()
    assert (minutes.version, minutes.heading_kk) == (2, "Кеңес отырысы")
    assert (section.spoke_kk, section.spoke_ru) == ("Қолдады", "Поддержал")
    assert OutboxMessage.objects.filter(key=f"minutes:{minutes.uid}:v2").exists()
    entry = JournalEntry.objects.get(event="minutes_changed")
    assert entry.facts == {"version": 2, "fields": ["heading_kk"], "items": [1]}


def test_change_wording_with_nothing_new_is_no_act(minutes, secretary):
    minutes = change(minutes, secretary, heading_kk=minutes.heading_kk)

    assert minutes.version == 1
    assert not JournalEntry.objects.filter(event="minutes_changed").exists()


def test_change_wording_refuses_to_write_over_a_version_that_was_not_read(minutes, secretary):
    change(minutes, secretary, heading_kk="Біріншінің сөзі")

    with pytest.raises(OvertakenByAnother, match="version 1, now it is version 2"):
        change(minutes, secretary, heading_kk="Екіншінің сөзі", version=1)

    minutes.refresh_from_db()
    assert (minutes.version, minutes.heading_kk) == (2, "Біріншінің сөзі")


def test_change_wording_refuses_what_is_prepared(minutes, secretary):
    prepare_minutes(minutes, by=secretary, at=NOON)

    with pytest.raises(WordingFrozen):
        change(minutes, secretary, heading_kk="Басқа")


@pytest.mark.parametrize("fact", ["due_on", "version", "state", "meeting"])
def test_change_wording_takes_no_facts(minutes, secretary, fact):
    with pytest.raises(TypeError, match=fact):
        change_wording(minutes, fields={fact: 7}, sections={}, version=1, by=secretary, at=NOON)


def test_change_wording_takes_only_words_of_an_item(minutes, secretary):
    item = minutes.sections.first().item_id

    with pytest.raises(TypeError, match="position"):
        change(minutes, secretary, sections={item: {"position": 7}})


# Rendering ---------------------------------------------------------------------------------------
def test_render_minutes_orders_failed_documents_again(minutes, secretary):
    OutboxMessage.objects.update(state="failed", attempts=6, error="TypstError")

    render_minutes(minutes, by=secretary, at=NOON + DAY)

    order = OutboxMessage.objects.get(kind="render_minutes")
    assert (order.state, order.attempts, order.due_at) == ("waiting", 0, NOON + DAY)
    assert JournalEntry.objects.filter(event="minutes_rendering_repeated").exists()


def test_render_minutes_leaves_waiting_work_alone(minutes, secretary):
    render_minutes(minutes, by=secretary, at=NOON + DAY)

    assert OutboxMessage.objects.filter(kind="render_minutes").count() == 1
    assert not JournalEntry.objects.filter(event="minutes_rendering_repeated").exists()


# Preparing ---------------------------------------------------------------------------------------
def test_prepare_minutes_freezes_the_wording(minutes, secretary):
    minutes = prepare_minutes(minutes, by=secretary, at=NOON)

    assert (minutes.state, minutes.prepared_at) == (Minutes.State.PREPARED, NOON)
    entry = JournalEntry.objects.get(event="minutes_prepared")
    assert (entry.from_state, entry.to_state) == ("draft", "prepared")


@pytest.mark.parametrize(
    ("spoil", "missing"),
    [
        (lambda m: Meeting.objects.update(number=""), "has no number"),
        (lambda m: Minutes.objects.update(heading_ru=""), "the heading"),
        (lambda m: Minutes.objects.update(opening_ru=""), "the introductory part"),
        (lambda m: Minutes.objects.update(closing_kk="Сөз"), "the closing words"),
        (lambda m: MinutesSection.objects.update(heard_ru=" "), "the text on item 1"),
        (lambda m: MinutesSection.objects.update(spoke_kk="Сөз"), "the text on item 2"),
        (
            lambda m: m.meeting.participants.filter(role="secretary").delete(),
            "Two must sign",
        ),
    ],
)
def test_prepare_minutes_refuses_with_the_requisites_that_are_missing(
    minutes, secretary, spoil, missing
):
    with connection.cursor() as cursor:  # the facts of a closed meeting have no service that spoils
        cursor.execute("DELETE FROM councils_attendanceevent")
    spoil(minutes)

    with pytest.raises(StillMissing, match=missing):
        prepare_minutes(minutes, by=secretary, at=NOON)

    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.DRAFT


def test_prepare_minutes_refuses_without_a_place(minutes, body, secretary):
    body.city_kk = ""
    body.save()
    Meeting.objects.update(place_ru="")

    with pytest.raises(StillMissing, match="The place is not given"):
        prepare_minutes(minutes, by=secretary, at=NOON)
