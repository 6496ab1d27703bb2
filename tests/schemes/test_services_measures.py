"""Measures of a plan: written, put in order, paid for, placed, carried out."""

from datetime import date

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from schemes.models import Measure
from schemes.services.measure_parts import (
    CostGivenTwice,
    CostNegative,
    CostOutsidePlan,
    PlaceElsewhere,
    place_measure,
    set_costs,
    unplace_measure,
)
from schemes.services.measures import (
    MeasureDatesWrong,
    MeasureNumberTaken,
    MeasureUntitled,
    WhyMeasureChanged,
    WhyMeasureMoved,
    change_measure,
    move_measure,
    remove_measure,
    set_measure_state,
)
from schemes.services.plans import submit_plan
from schemes.services.plans.locking import AgreedAlready, PlanIsNotADraft, PlanIsNotApproved
from tests.factories.core import NOON
from tests.factories.councils import AkimatFactory
from tests.factories.schemes import FeatureFactory

from .planning import add, agree, approved_scene, draft_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return draft_scene(scene)


@pytest.fixture
def approved(scene):
    return approved_scene(scene)


def titles(plan):
    return list(plan.measures.order_by("position").values_list("number", flat=True))


# Words --------------------------------------------------------------------------------------------
def test_a_measure_without_a_number_gets_the_next_one(made):
    assert add(made).number == "2"
    assert JournalEntry.objects.filter(event="measure_added").count() == 2


def test_a_number_that_stands_is_not_given_again_after_a_removal(made):
    add(made)
    remove_measure(made.measure, by=made.secretary, at=NOON)
    assert add(made).number == "3"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title_ru": ""}, MeasureUntitled),
        ({"number": "1"}, MeasureNumberTaken),
        ({"starts_on": date(2028, 1, 1)}, MeasureDatesWrong),
    ],
)
def test_a_measure_is_refused_for_what_it_lacks(made, fields, refusal):
    with pytest.raises(refusal):
        add(made, **fields)
    assert made.plan.measures.count() == 1


def test_the_executor_does_not_help_itself(made):
    helper = AkimatFactory()
    measure = add(made, co_executors=[helper, made.executor])
    assert list(measure.co_executors.all()) == [helper]


def test_a_measure_that_was_agreed_to_stays(made):
    agree(made)
    with pytest.raises(AgreedAlready):
        add(made)
    with pytest.raises(AgreedAlready):
        change_measure(made.measure, fields={"title_kk": "Ж"}, by=made.secretary, at=NOON)
    with pytest.raises(AgreedAlready):
        remove_measure(made.measure, by=made.secretary, at=NOON)


def test_a_measure_of_an_approved_plan_changes_with_a_reason_that_is_kept(approved):
    fields = {"ends_on": date(2028, 6, 30)}
    with pytest.raises(WhyMeasureChanged):
        change_measure(approved.measure, fields=fields, by=approved.secretary, at=NOON)

    change_measure(
        approved.measure, fields=fields, reason="№ 12 қаулы", by=approved.secretary, at=NOON
    )

    facts = JournalEntry.objects.get(event="measure_amended").facts
    assert (facts["ends_before"], facts["ends_after"]) == ("2027-12-31", "2028-06-30")
    assert facts["reason"] == "№ 12 қаулы"


def test_nothing_new_is_no_act(approved):
    before = JournalEntry.objects.count()
    fields = {"title_kk": approved.measure.title_kk}
    change_measure(approved.measure, fields=fields, by=approved.secretary, at=NOON)
    assert JournalEntry.objects.count() == before


def test_a_measure_of_a_submitted_plan_stays(made):
    agree(made)
    submit_plan(made.plan, by=made.secretary, at=NOON)
    with pytest.raises(PlanIsNotADraft):
        change_measure(made.measure, fields={"title_kk": "Ж"}, by=made.secretary, at=NOON)
    with pytest.raises(PlanIsNotADraft):
        set_costs(made.measure, costs=[(2024, "local", 1)], by=made.secretary, at=NOON)


# Order --------------------------------------------------------------------------------------------
def test_a_measure_moves_among_the_others(made):
    second = add(made)
    add(made)

    move_measure(second, to_position=1, by=made.secretary, at=NOON)
    assert titles(made.plan) == ["2", "1", "3"]
    move_measure(second, to_position=99, by=made.secretary, at=NOON)
    assert titles(made.plan) == ["1", "3", "2"]
    move_measure(second, to_position=3, by=made.secretary, at=NOON)
    assert JournalEntry.objects.filter(event="measure_moved").count() == 2


def test_a_removed_measure_leaves_its_title_in_the_journal_of_the_plan(made):
    add(made)
    remove_measure(made.measure, by=made.secretary, at=NOON)

    assert list(made.plan.measures.values_list("position", flat=True)) == [1]
    assert JournalEntry.objects.get(event="measure_removed").facts["number"] == "1"


# State --------------------------------------------------------------------------------------------
def test_work_begins_and_ends_without_a_reason_and_is_dropped_with_one(approved):
    measure = approved.measure
    for state in ("in_progress", "done"):
        measure = set_measure_state(measure, state=state, by=approved.secretary, at=NOON)
    with pytest.raises(WhyMeasureMoved):
        set_measure_state(measure, state="in_progress", by=approved.secretary, at=NOON)

    measure = set_measure_state(
        measure, state="in_progress", reason="Қате", by=approved.secretary, at=NOON
    )
    measure = set_measure_state(
        measure, state="cancelled", reason="Қажет емес", by=approved.secretary, at=NOON
    )

    assert measure.state == Measure.State.CANCELLED
    assert JournalEntry.objects.get(event="measure_cancelled").facts["reason"] == "Қажет емес"


def test_a_cancelled_measure_is_not_simply_done(approved):
    set_measure_state(
        approved.measure, state="cancelled", reason="Себеп", by=approved.secretary, at=NOON
    )
    with pytest.raises(MoveRefused):
        set_measure_state(approved.measure, state="done", by=approved.secretary, at=NOON)


def test_nothing_is_carried_out_by_a_draft(made):
    with pytest.raises(PlanIsNotApproved):
        set_measure_state(made.measure, state="in_progress", by=made.secretary, at=NOON)


# Money --------------------------------------------------------------------------------------------
def test_money_is_given_anew_as_a_whole(made):
    set_costs(
        made.measure,
        costs=[(2024, "local", 10), (2025, "republican", 20), (2026, "local", 0)],
        by=made.secretary,
        at=NOON,
    )
    set_costs(made.measure, costs=[(2025, "private", 5)], by=made.secretary, at=NOON)

    assert [(one.year, one.budget) for one in made.measure.costs.all()] == [(2025, "private")]
    last = JournalEntry.objects.filter(event="measure_costs_set").latest("pk")
    assert (last.facts["before"], last.facts["after"]) == ("30.0", "5")


@pytest.mark.parametrize(
    ("costs", "refusal"),
    [
        ([(2030, "local", 1)], CostOutsidePlan),
        ([(2024, "local", 1), (2024, "local", 2)], CostGivenTwice),
        ([(2024, "local", -1)], CostNegative),
    ],
)
def test_money_is_refused_when_it_cannot_be(made, costs, refusal):
    with pytest.raises(refusal):
        set_costs(made.measure, costs=costs, by=made.secretary, at=NOON)
    assert not made.measure.costs.exists()


# Places -------------------------------------------------------------------------------------------
def test_a_measure_happens_at_an_object_once_in_all_editions(approved, scene):
    for feature in (scene.old, scene.now):  # one lineage
        place_measure(approved.measure, feature, by=approved.secretary, at=NOON)

    place = approved.measure.places.get()
    assert place.lineage == scene.old.lineage
    unplace_measure(place, by=approved.secretary, at=NOON)
    unplace_measure(place, by=approved.secretary, at=NOON)
    assert not approved.measure.places.exists()
    events = JournalEntry.objects.filter(event__in=["measure_placed", "measure_unplaced"])
    assert events.count() == 2


def test_an_object_of_another_agglomeration_is_no_place(approved):
    with pytest.raises(PlaceElsewhere):
        place_measure(approved.measure, FeatureFactory(), by=approved.secretary, at=NOON)
