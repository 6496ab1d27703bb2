"""In force, suspended, resumed, terminated, expired: by hand and by the clock."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from memoranda.models import ForceEvent, Memorandum
from memoranda.periodic import keep_force
from memoranda.rules.force import first_day, is_in_force, next_due
from memoranda.services.force import (
    DayNotCome,
    DayOutside,
    NoticeIncomplete,
    TerminationKnown,
    WhyNeeded,
    bring_into_force,
    expire_memorandum,
    resume_memorandum,
    suspend_memorandum,
    terminate_memorandum,
)
from tests.factories.core import DAY, NOON

from .life import registered_scene

pytestmark = pytest.mark.django_db
WHY = {"reason_kk": "Келісім бойынша", "reason_ru": "По соглашению"}
LATER = NOON + 30 * DAY


@pytest.fixture
def scene():
    return registered_scene()


@pytest.fixture
def clock(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        keep_force()

    return set_to


def suspend(scene, on=None, at=LATER):
    on = on or LATER.date()
    return suspend_memorandum(scene.memorandum, on=on, **WHY, by=scene.secretary, at=at)


def terminate(scene, on, at=LATER, **more):
    facts = WHY | more
    return terminate_memorandum(scene.memorandum, on=on, **facts, by=scene.secretary, at=at)


def test_suspend_and_resume_leave_their_events(scene):
    suspend(scene)
    memorandum = resume_memorandum(
        scene.memorandum, on=LATER.date() + DAY, by=scene.secretary, at=LATER + DAY
    )

    assert memorandum.state == Memorandum.State.IN_FORCE
    kinds = ForceEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["in_force", "suspended", "resumed"]
    last = JournalEntry.objects.latest("pk")
    assert (last.event, last.from_state, last.to_state) == (
        "memorandum_resumed", "suspended", "in_force",
    )  # fmt: skip


@pytest.mark.parametrize("on", [NOON.date() - DAY, LATER.date() + DAY])
def test_suspend_refuses_a_day_outside_its_force(scene, on):
    with pytest.raises(DayOutside):
        suspend(scene, on=on)


def test_suspend_refuses_without_reasons_in_both_languages(scene):
    with pytest.raises(WhyNeeded):
        suspend_memorandum(
            scene.memorandum, on=LATER.date(), reason_kk="бір", reason_ru=" ",
            by=scene.secretary, at=LATER,
        )  # fmt: skip
    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.IN_FORCE


def test_resume_refuses_what_is_not_suspended(scene):
    with pytest.raises(MoveRefused):
        resume_memorandum(scene.memorandum, on=LATER.date(), by=scene.secretary, at=LATER)


def test_terminate_by_notice_keeps_the_party_the_day_and_the_letter(scene):
    letter = SimpleUploadedFile("notice.pdf", b"%PDF-1.7\n%%EOF\n")

    memorandum = terminate(
        scene, LATER.date(), party=scene.parties[0], noticed_on=NOON.date(), upload=letter
    )

    assert (memorandum.state, memorandum.ended_on) == ("terminated", LATER.date())
    event = ForceEvent.objects.get(kind="terminated")
    assert (event.party, event.noticed_on) == (scene.parties[0], NOON.date())
    assert event.letter.name == "notice.pdf"


def test_a_termination_to_come_is_recorded_and_the_clock_ends_it(scene, clock):
    day = LATER.date() + 60 * DAY
    terminate(scene, day)

    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.IN_FORCE
    with pytest.raises(TerminationKnown):
        terminate(scene, LATER.date())
    clock(LATER + 59 * DAY)
    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.IN_FORCE
    clock(LATER + 60 * DAY)
    scene.memorandum.refresh_from_db()
    assert (scene.memorandum.state, scene.memorandum.ended_on) == ("terminated", day)
    assert ForceEvent.objects.filter(kind="terminated").count() == 1


def test_terminate_refuses_half_a_notice_and_a_party_of_another_text(scene):
    other = registered_scene()
    halves = [
        {"party": scene.parties[0]},
        {"noticed_on": NOON.date()},
        {"party": other.parties[0], "noticed_on": NOON.date()},
        {"party": scene.parties[0], "noticed_on": LATER.date() + DAY},
    ]

    for half in halves:
        with pytest.raises(NoticeIncomplete):
            terminate(scene, LATER.date(), **half)
    assert ForceEvent.objects.filter(kind="terminated").count() == 0


def test_the_end_of_an_agreement_ends_its_act():
    scene = registered_scene(kind="agreement")

    terminate(scene, LATER.date())

    scene.memorandum.act.refresh_from_db()
    assert scene.memorandum.act.in_force_to == LATER.date() - DAY


def test_the_clock_brings_into_force_and_lets_expire_the_day_after_the_term(clock):
    scene = registered_scene(
        starts="named_day", starts_on=date(2026, 4, 1), ends_on=date(2026, 12, 31)
    )
    states = []

    for day in [date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31), date(2027, 1, 1)]:
        clock(NOON.replace(year=day.year, month=day.month, day=day.day))
        scene.memorandum.refresh_from_db()
        states.append(scene.memorandum.state)

    assert states == ["registered", "in_force", "in_force", "expired"]
    assert scene.memorandum.ended_on == date(2027, 1, 1)
    assert not JournalEntry.objects.filter(event="memorandum_expired").get().by


def test_the_day_begins_at_midnight_in_almaty(clock):
    scene = registered_scene(starts="named_day", starts_on=date(2026, 4, 1))

    clock(NOON.replace(month=4, day=1, hour=0, minute=1))

    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.IN_FORCE


def test_no_hand_is_quicker_than_the_day(scene):
    waiting = registered_scene(starts="named_day", starts_on=date(2026, 4, 1))

    with pytest.raises(DayNotCome, match="1 April 2026"):
        bring_into_force(waiting.memorandum, by=None, at=NOON)
    with pytest.raises(DayNotCome):
        expire_memorandum(scene.memorandum, by=None, at=NOON)


@pytest.mark.parametrize("act", [suspend, lambda scene: terminate(scene, LATER.date())])
def test_what_has_ended_moves_no_more(scene, act):
    terminate(scene, LATER.date())

    with pytest.raises(MoveRefused):
        act(scene)


# Rules --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_force_on_a_day_is_read_from_the_events_and_the_term(day, expected):
    events = [
        ("in_force", date(2026, 3, 1)),
        ("suspended", date(2026, 5, 1)),
        ("resumed", date(2026, 6, 1)),
    ]

    assert is_in_force(events, date(2026, 12, 31), day) is expected


def test_what_was_terminated_is_in_force_till_the_day_before():
    events = [("in_force", date(2026, 3, 1)), ("terminated", date(2026, 9, 1))]

    assert is_in_force(events, None, date(2026, 8, 31))
    assert not is_in_force(events, None, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("period", "due_on", "expected"),
    [
        ("once", date(2026, 3, 31), None),
        ("quarterly", date(2026, 3, 31), date(2026, 6, 30)),
        ("quarterly", date(2026, 6, 30), date(2026, 9, 30)),
        ("quarterly", date(2026, 9, 30), date(2026, 12, 31)),
        ("quarterly", date(2026, 11, 29), date(2027, 2, 28)),
        ("quarterly", date(2026, 1, 10), date(2026, 4, 10)),
        ("half_yearly", date(2026, 8, 31), date(2027, 2, 28)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
        ("yearly", date(2027, 2, 28), date(2028, 2, 29)),
        ("yearly", date(2026, 1, 25), date(2027, 1, 25)),
    ],
)
def test_the_next_period_ends_by_the_calendar(period, due_on, expected):
    assert next_due(period, due_on) == expected


def test_first_day_is_the_named_one_or_that_of_the_last_signature():
    signed, named = date(2026, 3, 12), date(2026, 4, 1)

    assert first_day("last_signature", None, signed) == signed
    assert first_day("named_day", named, signed) == named
    assert first_day("named_day", date(2026, 1, 1), signed) == signed
