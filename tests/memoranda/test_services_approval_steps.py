"""Approval sheets: departments in stages, remarks, substitutes, returns."""

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused
from memoranda.models import ApprovalStep
from memoranda.services.approval import (
    NotAskedToAgree,
    PersonTwice,
    RemarkNeeded,
    SheetClosed,
    StageBegun,
    StageNotBegun,
    StepDecided,
    SubstituteNeeded,
    remove_step,
    reopen_step,
)
from tests.factories.core import DAY, NOON

from . import signing_steps as steps

pytestmark = pytest.mark.django_db
RETURNED, REMARKED = ApprovalStep.State.RETURNED, ApprovalStep.State.AGREED_WITH_REMARKS


@pytest.fixture
def scene():
    return steps.under_approval()


def state_of(scene, number=0):
    return steps.sheet_of(scene, number).state


def asked():
    """The ids of the steps that letters were ordered for."""
    orders = OutboxMessage.objects.filter(kind="send_approval_request").order_by("pk")
    return [order.payload["step"] for order in orders]


# Steps -------------------------------------------------------------------------------------------
def test_add_step_asks_only_the_stage_whose_turn_it_is(scene):
    first = steps.add(scene, stage=1)
    steps.add(scene, stage=2, user=scene.people[0].head)

    assert asked() == [first.pk]


def test_the_next_stage_is_asked_when_all_of_the_stage_before_agreed(scene):
    first = steps.add(scene)
    beside = steps.add(scene, user=scene.people[0].coordinator)
    last = steps.add(scene, stage=2, user=scene.people[0].head)

    steps.agree(first)
    assert asked() == [first.pk, beside.pk]
    steps.agree(beside)

    assert asked() == [first.pk, beside.pk, last.pk]
    assert state_of(scene) == "open"


def test_the_last_agreement_approves_the_sheet(scene):
    steps.agree(steps.add(scene, stage=1), REMARKED, remark="2-тармақты нақтылау")

    sheet = steps.sheet_of(scene)
    assert (sheet.state, sheet.closed_at) == ("approved", NOON)
    assert state_of(scene, 1) == "open"
    entry = JournalEntry.objects.get(event="party_approved")
    assert entry.facts["party_ru"] == scene.parties[0].organisation.name_ru


def test_add_step_opens_an_agreed_sheet_again(scene):
    steps.agree(steps.add(scene))

    steps.add(scene, stage=2, user=scene.people[0].head)

    sheet = steps.sheet_of(scene)
    assert (sheet.state, sheet.closed_at) == ("open", None)


def test_a_later_stage_cannot_decide_before_the_earlier(scene):
    steps.add(scene, stage=1)
    later = steps.add(scene, stage=2, user=scene.people[0].head)

    with pytest.raises(StageNotBegun):
        steps.agree(later)


def test_add_step_refuses_a_stage_before_one_that_has_spoken(scene):
    steps.agree(steps.add(scene, stage=2))

    with pytest.raises(StageBegun, match="Stage 2 has begun"):
        steps.add(scene, stage=1)


def test_decide_step_refuses_another_person(scene):
    step = steps.add(scene)

    for other in (scene.people[0].head, scene.people[1].staff, scene.secretary):
        with pytest.raises(NotAskedToAgree):
            steps.agree(step, by=other)


@pytest.mark.parametrize(("till", "may"), [(NOON, True), (NOON - DAY, False), (None, False)])
def test_the_substitute_decides_while_the_person_is_absent(scene, till, may):
    head = scene.people[0].head
    step = steps.add(scene, substitute=head.official, absent_till=till and till.date())

    if may:
        assert steps.agree(step, by=head).decided_by == head
    else:
        with pytest.raises(NotAskedToAgree):
            steps.agree(step, by=head)


def test_an_absent_person_has_a_substitute_who_is_another(scene):
    with pytest.raises(SubstituteNeeded):
        steps.add(scene, absent_till=NOON.date())
    with pytest.raises(PersonTwice):
        steps.add(scene, substitute=scene.people[0].staff.official)


@pytest.mark.parametrize("outcome", [REMARKED, RETURNED])
def test_remarks_and_returns_need_words(scene, outcome):
    step = steps.add(scene)

    with pytest.raises(RemarkNeeded):
        steps.agree(step, outcome, remark=" ")


def test_decide_step_refuses_a_second_decision(scene):
    steps.add(scene, user=scene.people[0].head)
    step = steps.agree(steps.add(scene))

    with pytest.raises(MoveRefused):
        steps.agree(step, RETURNED, remark="Ойландым")


def test_remove_step_may_leave_enough(scene):
    steps.agree(steps.add(scene))
    step = steps.add(scene, stage=2, user=scene.people[0].head)

    remove_step(step, by=scene.people[0].coordinator, at=NOON)

    assert state_of(scene) == "approved"
    assert JournalEntry.objects.get(event="approval_step_removed").facts["stage"] == 2


def test_remove_step_refuses_what_was_decided(scene):
    steps.add(scene, user=scene.people[0].head)
    step = steps.agree(steps.add(scene))

    with pytest.raises(StepDecided):
        remove_step(step, by=scene.people[0].coordinator, at=NOON)


# Returned ----------------------------------------------------------------------------------------
def test_a_return_stops_the_sheet_and_others_cannot_go_on(scene):
    beside = steps.add(scene, user=scene.people[0].head)
    step = steps.agree(steps.add(scene), RETURNED, remark="Қаржы көзі жоқ")

    assert (state_of(scene), step.remark) == ("returned", "Қаржы көзі жоқ")
    with pytest.raises(SheetClosed):
        steps.agree(beside)
    with pytest.raises(SheetClosed):
        steps.add(scene, user=scene.people[0].head)


def test_reopen_step_asks_once_more_and_keeps_the_reason_readable(scene):
    step = steps.agree(steps.add(scene), RETURNED, remark="Қаржы көзі жоқ")

    step = reopen_step(step, by=scene.people[0].coordinator, at=NOON)

    assert (step.state, step.remark, step.decided_at) == ("waiting", "Қаржы көзі жоқ", None)
    assert state_of(scene) == "open"
    assert asked() == [step.pk, step.pk]
    with pytest.raises(StepDecided):
        remove_step(step, by=scene.people[0].coordinator, at=NOON)
    steps.agree(step)
    assert JournalEntry.objects.get(event="approval_step_returned").facts["remark"]


def test_reopen_step_refuses_what_was_not_returned(scene):
    step = steps.add(scene)

    with pytest.raises(MoveRefused):
        reopen_step(step, by=scene.people[0].coordinator, at=NOON)
