from datetime import timedelta

import pytest
from django.db import IntegrityError

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from councils.models import Assignment, Decision
from councils.services.agenda import (
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
)
from councils.services.assignments import NotYetThen, complete_assignment, reopen_assignment
from councils.services.decisions import (
    ActNeeded,
    DraftFrozen,
    ExecutorNeeded,
    TextNeeded,
    change_draft,
    defer_decision,
    register_decisions,
    resume_decision,
)
from councils.services.polls import ItemNotConsidered, close_poll
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    ActFactory,
    OrganisationFactory,
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


# The draft ---------------------------------------------------------------------------------------
def test_change_draft_writes_texts_and_points_in_their_order(draft, secretary):
    executor, helper = OrganisationFactory(), OrganisationFactory()
    due_on = (NOON + 30 * DAY).date()
    points = [
        {
            "text_kk": "Жол картасы әзірленсін",
            "text_ru": "Разработать дорожную карту",
            "executor": executor,
            "co_executors": [helper],
            "due_on": due_on,
        },
        {"text_kk": "Ақпарат берілсін", "text_ru": "Представить информацию"},
    ]

    change_draft(draft, fields={"title_kk": "Жаңа атау"}, points=points, by=secretary, at=NOON)

    draft.refresh_from_db()
    first, second = draft.points.order_by("position")
    assert draft.title_kk == "Жаңа атау"
    assert (first.position, first.executor, first.due_on) == (1, executor, due_on)
    assert list(first.co_executors.all()) == [helper]
    assert (second.position, second.text_ru, second.executor) == (2, "Представить информацию", None)
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.facts) == ("decision_changed", {"fields": ["title_kk"], "points": 2})


def test_change_draft_leaves_points_alone_when_none_are_given(draft, secretary):
    steps.add_point(draft)

    change_draft(draft, fields={"title_kk": "Жаңа атау"}, by=secretary, at=NOON)

    assert draft.points.count() == 1


def test_change_draft_with_nothing_new_is_no_act(draft, secretary):
    point = steps.add_point(draft)
    same = {name: getattr(point, name) for name in ("text_kk", "text_ru", "executor", "due_on")}

    change_draft(draft, fields={"title_kk": draft.title_kk}, points=[same], by=secretary, at=NOON)

    assert draft.points.get() == point
    assert not JournalEntry.objects.exists()


def test_change_draft_does_not_name_the_executor_twice(draft, secretary):
    executor = OrganisationFactory()
    point = {"text_kk": "Берілсін", "executor": executor, "co_executors": [executor]}

    change_draft(draft, fields={}, points=[point], by=secretary, at=NOON)

    assert not draft.points.get().co_executors.exists()


def test_a_decision_is_a_recommendation_unless_said_otherwise(draft):
    assert draft.force == Decision.Force.ADVISORY


def test_change_draft_refuses_binding_force_without_its_act(draft, secretary):
    with pytest.raises(ActNeeded):
        change_draft(draft, fields={"force": "binding"}, by=secretary, at=NOON)


def test_change_draft_takes_binding_force_with_its_act(draft, secretary):
    act = ActFactory()

    draft = change_draft(draft, fields={"force": "binding", "act": act}, by=secretary, at=NOON)

    assert (draft.force, draft.act) == (Decision.Force.BINDING, act)


def test_change_draft_refuses_a_deadline_without_an_executor(draft, secretary):
    point = {"text_kk": "Берілсін", "due_on": NOON.date()}

    with pytest.raises(ExecutorNeeded):
        change_draft(draft, fields={}, points=[point], by=secretary, at=NOON)


@pytest.mark.parametrize(
    ("fields", "points"), [({"title_kk": " "}, None), ({}, [{"text_kk": "", "text_ru": "Текст"}])]
)
def test_change_draft_refuses_a_text_without_kazakh(draft, secretary, fields, points):
    with pytest.raises(TextNeeded):
        change_draft(draft, fields=fields, points=points, by=secretary, at=NOON)


def test_change_draft_refuses_during_a_vote(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)

    with pytest.raises(PollStillOpen):
        change_draft(poll.decision, fields={"title_kk": "Басқа"}, by=secretary, at=NOON)


def test_change_draft_refuses_what_is_decided(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)
    close_poll(poll, by=secretary, at=NOON)

    with pytest.raises(DecisionTaken):
        change_draft(poll.decision, fields={"title_kk": "Басқа"}, by=secretary, at=NOON)


def test_change_draft_refuses_when_the_meeting_is_over(closed_meeting, secretary):
    decision = Decision.objects.filter(item__meeting=closed_meeting).first()

    with pytest.raises(DraftFrozen):
        change_draft(decision, fields={"title_kk": "Басқа"}, by=secretary, at=NOON)


def test_change_draft_takes_no_fact(draft, secretary):
    with pytest.raises(TypeError, match="number"):
        change_draft(draft, fields={"number": 7}, by=secretary, at=NOON)


# Deferring ---------------------------------------------------------------------------------------
def test_defer_decision_says_why(decision, secretary):
    decision = defer_decision(decision, reason="Материал толық емес", by=secretary, at=NOON)

    assert (decision.state, decision.deferred_reason) == ("deferred", "Материал толық емес")
    assert JournalEntry.objects.get().event == "decision_deferred"


def test_resume_decision_makes_it_a_draft_again(decision, secretary):
    defer_decision(decision, reason="Материал толық емес", by=secretary, at=NOON)

    decision = resume_decision(decision, by=secretary, at=NOON)

    assert (decision.state, decision.deferred_reason) == ("draft", "")


def test_defer_decision_refuses_without_a_reason(decision, secretary):
    with pytest.raises(ReasonNeeded):
        defer_decision(decision, reason=" ", by=secretary, at=NOON)


def test_defer_decision_refuses_outside_a_session(draft, secretary):
    with pytest.raises(MeetingNotOpen):
        defer_decision(draft, reason="Себеп", by=secretary, at=NOON)


def test_defer_decision_refuses_an_item_nobody_considered(open_meeting, secretary):
    decision = Decision.objects.filter(item__meeting=open_meeting).first()

    with pytest.raises(ItemNotConsidered):
        defer_decision(decision, reason="Себеп", by=secretary, at=NOON)


def test_defer_decision_refuses_during_a_vote(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)

    with pytest.raises(PollStillOpen):
        defer_decision(poll.decision, reason="Себеп", by=secretary, at=NOON)


def test_resume_decision_refuses_what_is_not_deferred(decision, secretary):
    with pytest.raises(DecisionTaken):
        resume_decision(decision, by=secretary, at=NOON)


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
