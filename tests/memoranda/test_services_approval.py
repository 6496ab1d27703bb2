"""Approval: opened over agreed words only, decided in stages, returned with a reason."""

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.services.agenda import ReasonNeeded
from memoranda.models import ApprovalSheet, ApprovalStep, Memorandum, Position
from memoranda.reports.gates_signing import missing_to_open_approval
from memoranda.services.approval import (
    NotAskedToAgree,
    PersonTwice,
    RemarkNeeded,
    SheetClosed,
    StageBegun,
    StageNotBegun,
    StepDecided,
    SubstituteNeeded,
    open_approval,
    remove_step,
    reopen_step,
    return_to_negotiation,
)
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import SuggestionFactory, make_memorandum, send

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


# Opening -----------------------------------------------------------------------------------------
def test_open_approval_makes_a_sheet_for_every_party():
    scene = steps.negotiated(parties=3)

    memorandum = open_approval(scene.memorandum, by=scene.secretary, at=NOON)

    assert memorandum.state == Memorandum.State.APPROVAL
    sheets = ApprovalSheet.objects.order_by("party__position")
    assert [(s.party, s.version, s.state) for s in sheets] == [
        (party, scene.version, "open") for party in scene.parties
    ]
    entry = JournalEntry.objects.get(event="approval_opened")
    assert (entry.from_state, entry.to_state) == ("negotiation", "approval")


def test_open_approval_refuses_clauses_without_everybodys_agreement():
    scene = make_memorandum(parties=2, clauses=2, state="negotiation")
    steps.agree_to_all(scene, scene.parties[0])

    with pytest.raises(StillMissing) as refused:
        open_approval(scene.memorandum, by=scene.secretary, at=NOON)

    text = f"{scene.parties[1]} has not agreed to: preamble, section 1, clause 1.1, clause 1.2."
    assert refused.value.missing == [text]
    assert not ApprovalSheet.objects.exists()


def test_open_approval_counts_the_last_word_only():
    scene = steps.negotiated()
    row = scene.version.clauses.get(number="1.2")
    Position.objects.create(
        party=scene.parties[0],
        clause=row.clause,
        round=scene.round,
        stance=Position.Stance.OBJECTS,
        text_hash=row.text_hash,
        reason_ru="Нет средств",
        by=scene.people[0].coordinator,
        at=NOON,
    )

    text = f"{scene.parties[0]} has not agreed to: clause 1.2."
    assert missing_to_open_approval(scene.memorandum) == [text]


def test_an_agreement_to_other_words_does_not_count():
    scene = steps.negotiated()
    scene.clauses[-1].text_ru = "Совсем иначе."
    scene.clauses[-1].save()
    send(scene.memorandum, by=scene.secretary)

    missing = missing_to_open_approval(scene.memorandum)

    assert missing == [f"{one} has not agreed to: clause 1.2." for one in scene.parties]


def test_open_approval_refuses_while_suggestions_wait():
    scene = steps.negotiated()
    SuggestionFactory(
        clause=scene.clauses[-1],
        party=scene.parties[0],
        round=scene.round,
        by=scene.people[0].coordinator,
        number=7,
    )

    assert missing_to_open_approval(scene.memorandum) == ["Suggestions wait for an answer: № 7."]


@pytest.mark.parametrize("change", ["words", "order", "removal", "title"])
def test_open_approval_refuses_changes_that_were_not_sent(change):
    scene = steps.negotiated()
    clause = scene.clauses[-1]
    if change == "words":
        clause.text_kk += " Қосымша."
    elif change == "order":
        clause.position = 0
    elif change == "removal":
        clause.removed_at = NOON
    else:
        Memorandum.objects.update(title_ru="Иное название")
    clause.save()
    scene.memorandum.refresh_from_db()

    missing = missing_to_open_approval(scene.memorandum)

    assert missing == ["The working text was changed after version 1: send a new version."]


def test_open_approval_refuses_a_draft():
    scene = make_memorandum()

    with pytest.raises(MoveRefused):
        open_approval(scene.memorandum, by=scene.secretary, at=NOON)


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


# Back to negotiation -----------------------------------------------------------------------------
def test_return_to_negotiation_voids_the_sheets_and_asks_for_a_new_version(scene):
    steps.agree(steps.add(scene))

    memorandum = return_to_negotiation(
        scene.memorandum, reason="Министрлік ескертуі", by=scene.secretary, at=NOON
    )

    assert memorandum.state == Memorandum.State.NEGOTIATION
    assert {state_of(scene, 0), state_of(scene, 1)} == {"void"}
    assert ApprovalStep.objects.get().state == "agreed"
    missing = missing_to_open_approval(memorandum)
    assert missing == ["Version 1 came back from approval or signing: send a new version."]
    entry = JournalEntry.objects.get(event="approval_ended")
    assert entry.facts["reason"] == "Министрлік ескертуі"


def test_return_to_negotiation_refuses_without_a_reason_and_from_another_state(scene):
    with pytest.raises(ReasonNeeded):
        return_to_negotiation(scene.memorandum, reason=" ", by=scene.secretary, at=NOON)

    return_to_negotiation(scene.memorandum, reason="Себеп", by=scene.secretary, at=NOON)
    with pytest.raises(MoveRefused):
        return_to_negotiation(scene.memorandum, reason="Себеп", by=scene.secretary, at=NOON)


def test_a_new_version_goes_into_approval_with_the_agreements_that_hold(scene):
    return_to_negotiation(scene.memorandum, reason="Себеп", by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    send(scene.memorandum, by=scene.secretary)

    open_approval(scene.memorandum, by=scene.secretary, at=NOON)

    assert ApprovalSheet.objects.filter(state="open").count() == 2
    assert ApprovalSheet.objects.filter(state="void").count() == 2
