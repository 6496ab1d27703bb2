"""Registration: a gapless number, force on its day, an act that a council can cite."""

from datetime import date

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Act
from memoranda.models import ForceEvent, Memorandum, PartySignature
from memoranda.services.register import register_memorandum
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum

from .life import registered_scene, signed_scene

pytestmark = pytest.mark.django_db


def test_register_numbers_and_brings_into_force_on_the_day_of_the_last_signature():
    scene = signed_scene(at=NOON - DAY)

    memorandum = register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)

    memorandum.refresh_from_db()
    assert memorandum.label == "№ 1/2026"
    assert memorandum.state == Memorandum.State.IN_FORCE
    assert memorandum.in_force_on == date(2026, 3, 11)
    assert memorandum.registered_at == NOON
    event = ForceEvent.objects.get()
    assert (event.kind, event.on) == ("in_force", date(2026, 3, 11))
    events = JournalEntry.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["memorandum_registered", "memorandum_came_into_force"]


def test_register_waits_for_the_named_day():
    scene = signed_scene(starts="named_day", starts_on=date(2026, 4, 1))

    memorandum = register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)

    assert memorandum.state == Memorandum.State.REGISTERED
    assert memorandum.in_force_on == date(2026, 4, 1)
    assert not ForceEvent.objects.exists()


def test_a_named_day_before_the_last_signature_gives_way_to_it():
    scene = signed_scene(starts="named_day", starts_on=date(2026, 1, 1))

    memorandum = register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)

    assert memorandum.in_force_on == NOON.date()


def test_numbers_run_by_body_kind_and_year():
    first = registered_scene()
    body = first.memorandum.body

    second = registered_scene(body=body)
    agreement = registered_scene(body=body, kind="agreement")
    next_year = registered_scene(body=body, at=NOON.replace(year=2027))
    other_body = registered_scene()

    scenes = [first, second, agreement, next_year, other_body]
    labels = [scene.memorandum.label for scene in scenes]
    assert labels == ["№ 1/2026", "№ 2/2026", "№ 1/2026", "№ 1/2027", "№ 1/2026"]


def test_an_agreement_becomes_an_act_in_force_that_a_council_can_cite():
    scene = registered_scene(kind="agreement", ends_on=date(2028, 12, 31))

    act = scene.memorandum.act
    assert (act.kind, act.number_kk, act.number_ru) == (Act.Kind.AGREEMENT, "1/2026", "1/2026")
    assert act.title_ru == scene.memorandum.title_ru
    assert act.is_in_force_on(NOON.date()) and act.is_in_force_on(date(2028, 12, 31))
    assert not act.is_in_force_on(date(2029, 1, 1))
    assert act.url.startswith("https://portal.example.kz/kk/memoranda/")


def test_a_memorandum_of_intent_and_an_amendment_become_no_act():
    agreement = registered_scene(kind="agreement")

    registered_scene()
    registered_scene(kind="agreement", relation="amendment", amends=agreement.memorandum)

    assert Act.objects.filter(kind="agreement").count() == 1


@pytest.mark.parametrize("state", ["negotiation", "approval", "signing", "in_force", "terminated"])
def test_register_refuses_what_is_not_signed_by_all(state):
    scene = make_memorandum(state=state)

    with pytest.raises(MoveRefused):
        register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)


def test_register_names_the_party_whose_signature_is_not_there():
    scene = signed_scene(parties=3)
    PartySignature.objects.all()
    lacking = make_memorandum(state="signed", parties=1)

    with pytest.raises(StillMissing) as refused:
        register_memorandum(lacking.memorandum, by=scene.secretary, at=NOON)

    assert refused.value.missing == [f"There is no signature of {lacking.parties[0]}."]
    lacking.memorandum.refresh_from_db()
    assert (lacking.memorandum.state, lacking.memorandum.number) == ("signed", None)


def test_register_refuses_a_change_of_what_is_not_registered_and_an_empty_term():
    original = signed_scene()
    change = signed_scene(
        relation="amendment", amends=original.memorandum, ends_on=date(2026, 1, 1)
    )

    with pytest.raises(StillMissing) as refused:
        register_memorandum(change.memorandum, by=change.secretary, at=NOON)

    assert refused.value.missing == [
        "The term ends before it begins.",
        "What it changes is not registered yet.",
    ]


def test_the_parties_are_told(do_ordered_work, mailoutbox):
    scene = registered_scene()

    do_ordered_work()
    do_ordered_work(at=NOON.replace(year=2030))

    people = {person.email for each in scene.people for person in (each.coordinator, each.head)}
    assert {address for letter in mailoutbox for address in letter.to} == people
    assert len(mailoutbox) == len(people)
