"""Refusals and moves."""

import pytest
from django.utils import translation

from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import (
    MoveRefused,
    Refused,
    StillMissing,
    require_move,
    require_nothing_missing,
)

State = OutboxMessage.State


class TooFew(Refused):
    code = "too_few"
    message = "Only {present} of {needed}."


def test_a_refusal_says_its_facts_and_keeps_its_code():
    refusal = TooFew(present=3, needed=4)

    assert str(refusal) == "Only 3 of 4."
    assert refusal.code == "too_few"


def test_a_move_that_the_record_knows_is_let_through():
    require_move(OutboxMessage(state=State.WAITING), State.DONE)


@pytest.mark.parametrize("wanted", [State.DONE, State.FAILED])
def test_a_move_that_the_record_does_not_know_is_refused_with_both_states(wanted):
    with translation.override("en"), pytest.raises(MoveRefused) as refused:
        require_move(OutboxMessage(state=State.DONE), wanted)

    assert refused.value.code == "wrong_state"
    assert str(State.DONE.label) in str(refused.value)


def test_a_gate_with_nothing_missing_is_open():
    require_nothing_missing([])


def test_a_closed_gate_lists_all_that_is_missing():
    with pytest.raises(StillMissing, match=r"No chair\. No secretary\.") as refused:
        require_nothing_missing(["No chair.", "No secretary."])

    assert refused.value.missing == ["No chair.", "No secretary."]
