"""Decisions enter the register; what follows from their points."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from councils.models import Assignment, Decision
from councils.services.assignments import NotYetThen, complete_assignment, reopen_assignment
from councils.services.decisions import (
    defer_decision,
    register_decisions,
)
from councils.services.polls import close_poll
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    current_item,
    make_meeting,
)

from . import steps

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def draft(draft_meeting):
    return Decision.objects.filter(item__meeting=draft_meeting).order_by("item__position").first()


@pytest.fixture
def decision(open_meeting):
    return steps.first_decision(open_meeting)


# The register ------------------------------------------------------------------------------------
def adopted(meeting, count, by):
    """Adopt `count` decisions of an open meeting, from the last item to the first."""
    for item in meeting.items.order_by("-position")[:count]:
        steps.adopt(item.decision, by)


def test_register_decisions_numbers_adopted_ones_in_the_order_of_the_agenda(body, secretary):
    meeting = make_meeting(body, state="open", present=5, items=4)
    adopted(meeting, 3, secretary)

    registered = register_decisions(meeting, by=secretary, at=NOON)

    assert [(d.item.position, d.label) for d in registered] == [
        (2, "№ 1/2026"),
        (3, "№ 2/2026"),
        (4, "№ 3/2026"),
    ]
    assert {d.registered_at for d in registered} == {NOON}
    assert JournalEntry.objects.filter(event="decision_registered").count() == 3


def test_register_decisions_leaves_out_what_was_not_adopted(body, secretary):
    meeting = make_meeting(body, state="open", present=5, items=3)
    rejected, deferred, _untouched = [item.decision for item in meeting.items.order_by("position")]
    item = current_item(meeting)
    poll = steps.opened_poll(meeting, secretary)
    steps.vote(poll, "-----", secretary)
    close_poll(poll, by=secretary, at=NOON)
    item.state = "considered"
    item.save()
    deferred.item.state = "current"
    deferred.item.save()
    defer_decision(deferred, reason="Себеп", by=secretary, at=NOON)

    assert register_decisions(meeting, by=secretary, at=NOON) == []

    rejected.refresh_from_db()
    assert (rejected.state, rejected.number) == ("rejected", None)


def test_register_decisions_goes_on_counting_in_the_body_and_year(body, secretary):
    for year_of in (NOON, NOON, NOON + 365 * DAY):
        meeting = make_meeting(body, state="open", present=5, year=year_of.year)
        adopted(meeting, 1, secretary)
        register_decisions(meeting, by=secretary, at=NOON)

    labels = Decision.objects.registered().order_by("pk")
    assert [d.label for d in labels] == ["№ 1/2026", "№ 2/2026", "№ 1/2027"]


def test_register_decisions_again_keeps_the_numbers(open_meeting, secretary):
    adopted(open_meeting, 2, secretary)
    first = register_decisions(open_meeting, by=secretary, at=NOON)

    assert register_decisions(open_meeting, by=secretary, at=NOON) == []

    assert [d.number for d in first] == [1, 2]
    assert Decision.objects.registered().count() == 2


def test_register_decisions_gives_points_with_an_executor_as_assignments(open_meeting, secretary):
    decision = open_meeting.items.order_by("position").first().decision
    point = steps.add_point(decision)
    steps.add_point(decision, executor=None, due_on=None)
    steps.adopt(decision, secretary)

    register_decisions(open_meeting, by=secretary, at=NOON)

    assignment = Assignment.objects.get()
    assert (assignment.point, assignment.executor) == (point, point.executor)
    assert (assignment.due_on, assignment.state) == (point.due_on, "in_progress")


# Assignments -------------------------------------------------------------------------------------
@pytest.fixture
def assignment(open_meeting, secretary):
    decision = open_meeting.items.order_by("position").first().decision
    steps.add_point(decision)
    steps.adopt(decision, secretary)
    register_decisions(open_meeting, by=secretary, at=NOON)
    return Assignment.objects.get()


def complete(assignment, by, on=TODAY):
    return complete_assignment(
        assignment,
        on=on,
        progress_kk="Орындалды",
        progress_ru="Исполнено",
        by=by,
        at=NOON + DAY,
    )


def test_complete_assignment_says_when_and_what(assignment, secretary):
    assignment = complete(assignment, secretary)

    assert (assignment.state, assignment.done_on) == (Assignment.State.DONE, TODAY)
    assert (assignment.progress_kk, assignment.progress_ru) == ("Орындалды", "Исполнено")
    entry = JournalEntry.objects.get(event="assignment_completed")
    assert (entry.record, entry.facts["on"]) == (assignment, "2026-03-12")


@pytest.mark.parametrize("days", [-1, 2])
def test_complete_assignment_refuses_a_day_before_the_decision_or_to_come(
    assignment, secretary, days
):
    with pytest.raises(NotYetThen):
        complete(assignment, secretary, on=NOON.date() + timedelta(days=days))


def test_complete_assignment_refuses_twice(assignment, secretary):
    complete(assignment, secretary)

    with pytest.raises(MoveRefused):
        complete(assignment, secretary)


def test_reopen_assignment_puts_it_back_in_progress(assignment, secretary):
    complete(assignment, secretary)

    assignment = reopen_assignment(assignment, by=secretary, at=NOON + DAY, reason="Толық емес")

    assert (assignment.state, assignment.done_on) == (Assignment.State.IN_PROGRESS, None)
    assert assignment.progress_kk == "Орындалды"


def test_what_becomes_of_an_assignment_is_a_change_of_its_published_decision(assignment, secretary):
    decision = Decision.objects.filter(pk=assignment.point.decision_id)
    decision.update(sealed_at=NOON, published_at=NOON, updated_at=NOON)
    before = decision.get().updated_at

    complete(assignment, secretary)
    completed = decision.get().updated_at
    reopen_assignment(assignment, by=secretary, at=NOON + DAY)

    assert before < completed < decision.get().updated_at


def test_reopen_assignment_refuses_what_is_in_progress(assignment, secretary):
    with pytest.raises(MoveRefused):
        reopen_assignment(assignment, by=secretary, at=NOON)


def test_the_database_refuses_a_number_twice_in_a_body_and_year(open_meeting, body, secretary):
    adopted(open_meeting, 1, secretary)
    register_decisions(open_meeting, by=secretary, at=NOON)
    other = make_meeting(body, state="open", present=5)

    with pytest.raises(IntegrityError, match="decision_number_is_given_once"):
        Decision.objects.filter(item__meeting=other).update(
            state="adopted", year=2026, number=1, registered_at=NOON
        )
