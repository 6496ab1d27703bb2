"""Approval: opened over agreed words only, returned to negotiation with a reason."""

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.services.agenda import ReasonNeeded
from memoranda.models import ApprovalSheet, ApprovalStep, Memorandum, Position
from memoranda.reports.gates_signing import missing_to_open_approval
from memoranda.services.approval import (
    open_approval,
    return_to_negotiation,
)
from tests.factories.core import NOON
from tests.factories.memoranda import SuggestionFactory, make_memorandum, send

from . import signing_steps as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return steps.under_approval()


def state_of(scene, number=0):
    return steps.sheet_of(scene, number).state


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


def test_open_approval_refuses_a_term_that_the_parties_were_not_sent():
    scene = steps.negotiated()
    scene.memorandum.ends_on = NOON.date().replace(year=2031)
    scene.memorandum.save()

    with pytest.raises(StillMissing):
        open_approval(scene.memorandum, by=scene.secretary, at=NOON)
