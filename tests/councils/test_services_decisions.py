"""A draft decision is written, or put off."""

import pytest

from agglo_portal.core.models import JournalEntry
from councils.models import Decision
from councils.services.agenda import (
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
)
from councils.services.decisions import (
    ActNeeded,
    DraftFrozen,
    ExecutorNeeded,
    TextNeeded,
    change_draft,
    defer_decision,
    resume_decision,
)
from councils.services.polls import ItemNotConsidered, close_poll
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    ActFactory,
    OrganisationFactory,
)

from . import steps

pytestmark = pytest.mark.django_db


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
