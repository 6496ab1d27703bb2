"""A plan: drafted, agreed to by the maslikhats, submitted, returned, approved (rule 31)."""

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused, StillMissing
from schemes.models import Plan
from schemes.services.measure_parts import set_costs
from schemes.services.plans import (
    approve_plan,
    change_plan,
    create_plan,
    name_maslikhat,
    record_agreement,
    return_plan,
    submit_plan,
    withdraw_agreement,
)
from schemes.services.plans.agreements import (
    AgreedInTheFuture,
    NotAgreedYet,
    NotAMaslikhat,
    PlanIsEmpty,
    WhyWithdrawn,
)
from schemes.services.plans.drafting import (
    PlanCodeTaken,
    PlanUnnamed,
    PlanYearsInUse,
    PlanYearsWrong,
)
from schemes.services.plans.locking import AgreedAlready, PlanIsNotADraft
from schemes.services.plans.route import NotAGovernmentAct, WhyPlanReturned
from tests.factories.core import DAY, NOON
from tests.factories.councils import ActFactory, OrganisationFactory

from .planning import agree, draft_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return draft_scene(scene)


def events():
    return list(JournalEntry.objects.order_by("pk").values_list("event", flat=True))


def test_a_plan_names_the_maslikhats_of_all_participating_units(made):
    named = {one.maslikhat for one in made.plan.agreements.all()}
    assert named == set(made.maslikhats)
    assert events()[:1] == ["plan_created"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "plan"}, PlanCodeTaken),
        ({"code": "other", "to_year": 2020}, PlanYearsWrong),
        ({"code": "other", "name_kk": " "}, PlanUnnamed),
    ],
)
def test_a_plan_is_refused_for_what_it_lacks(made, fields, refusal):
    whole = {
        "kind": "long_term", "from_year": 2024, "to_year": 2028, "name_kk": "Ж", "name_ru": "П",
    } | fields  # fmt: skip
    with pytest.raises(refusal):
        create_plan(
            made.plan.agglomeration, made.plan.body, fields=whole, by=made.secretary, at=NOON
        )
    assert Plan.objects.count() == 1


def test_nothing_new_is_no_act(made):
    before = events()
    change_plan(made.plan, fields={"from_year": 2024}, by=made.secretary, at=NOON)
    assert events() == before


def test_years_with_money_stay_in_the_plan(made):
    costs = [(2028, "local", 10)]
    set_costs(made.measure, costs=costs, by=made.secretary, at=NOON)

    with pytest.raises(PlanYearsInUse):
        change_plan(made.plan, fields={"to_year": 2027}, by=made.secretary, at=NOON)


def test_a_plan_is_submitted_only_when_every_maslikhat_has_agreed(made):
    first, second = made.plan.agreements.order_by("pk")
    record_agreement(first, agreed_on=NOON.date(), by=made.secretary, at=NOON)

    with pytest.raises(StillMissing, match=second.maslikhat.name_kk) as refusal:
        submit_plan(made.plan, by=made.secretary, at=NOON)

    assert len(refusal.value.missing) == 1
    record_agreement(second, agreed_on=NOON.date(), by=made.secretary, at=NOON)
    plan = submit_plan(made.plan, by=made.secretary, at=NOON)
    assert plan.state == Plan.State.SUBMITTED
    assert events()[-1] == "plan_submitted"


def test_a_maslikhat_that_is_not_named_is_missed(made):
    made.plan.agreements.first().delete()
    agree(made)

    with pytest.raises(StillMissing, match="is not named"):
        submit_plan(made.plan, by=made.secretary, at=NOON)


def test_one_more_maslikhat_may_be_named_once(made):
    more = OrganisationFactory(kind="maslikhat")

    name_maslikhat(made.plan, maslikhat=more, by=made.secretary, at=NOON)
    name_maslikhat(made.plan, maslikhat=more, by=made.secretary, at=NOON)

    assert made.plan.agreements.count() == 3
    assert events().count("maslikhat_named") == 1


def test_only_a_maslikhat_agrees(made):
    with pytest.raises(NotAMaslikhat):
        name_maslikhat(made.plan, maslikhat=made.executor, by=made.secretary, at=NOON)


def test_an_empty_plan_is_not_agreed_to(made):
    made.plan.measures.all().delete()
    with pytest.raises(PlanIsEmpty):
        agree(made)


def test_nobody_agrees_in_the_future(made):
    agreement = made.plan.agreements.first()
    with pytest.raises(AgreedInTheFuture):
        record_agreement(agreement, agreed_on=(NOON + DAY).date(), by=made.secretary, at=NOON)


def test_what_was_agreed_to_changes_only_after_the_agreement_is_withdrawn(made):
    agree(made)
    with pytest.raises(AgreedAlready):
        change_plan(made.plan, fields={"to_year": 2029}, by=made.secretary, at=NOON)

    for agreement in made.plan.agreements.all():
        withdraw_agreement(agreement, reason="Мәтін өзгереді", by=made.secretary, at=NOON)

    plan = change_plan(made.plan, fields={"to_year": 2029}, by=made.secretary, at=NOON)
    assert plan.to_year == 2029


def test_an_agreement_is_withdrawn_with_a_reason_if_there_is_one(made):
    agreement = made.plan.agreements.first()
    with pytest.raises(NotAgreedYet):
        withdraw_agreement(agreement, reason="Себеп", by=made.secretary, at=NOON)
    agree(made)
    with pytest.raises(WhyWithdrawn):
        withdraw_agreement(agreement, reason=" ", by=made.secretary, at=NOON)


def test_a_returned_plan_is_agreed_to_anew(made):
    agree(made)
    submit_plan(made.plan, by=made.secretary, at=NOON)
    with pytest.raises(WhyPlanReturned):
        return_plan(made.plan, reason="", by=made.secretary, at=NOON)

    plan = return_plan(made.plan, reason="Ескертулер", by=made.secretary, at=NOON)

    assert plan.state == Plan.State.DRAFT
    assert not plan.agreements.filter(agreed_on__isnull=False).exists()
    assert JournalEntry.objects.get(event="plan_returned").facts["reason"] == "Ескертулер"


def test_a_comprehensive_plan_is_approved_by_the_government(made):
    agree(made)
    submit_plan(made.plan, by=made.secretary, at=NOON)
    with pytest.raises(NotAGovernmentAct):
        approve_plan(made.plan, act=ActFactory(), by=made.secretary, at=NOON)

    plan = approve_plan(made.plan, act=made.act, by=made.secretary, at=NOON)

    assert (plan.state, plan.act) == (Plan.State.APPROVED, made.act)
    assert events()[-1] == "plan_approved"


def test_a_draft_is_neither_approved_nor_returned(made):
    with pytest.raises(MoveRefused):
        approve_plan(made.plan, act=made.act, by=made.secretary, at=NOON)
    with pytest.raises(MoveRefused):
        return_plan(made.plan, reason="Себеп", by=made.secretary, at=NOON)


def test_a_submitted_plan_stays_as_it_is(made):
    agree(made)
    submit_plan(made.plan, by=made.secretary, at=NOON)
    agreement = made.plan.agreements.first()

    with pytest.raises(PlanIsNotADraft):
        change_plan(made.plan, fields={"to_year": 2030}, by=made.secretary, at=NOON)
    with pytest.raises(PlanIsNotADraft):
        name_maslikhat(made.plan, maslikhat=made.maslikhats[0], by=made.secretary, at=NOON)
    with pytest.raises(PlanIsNotADraft):
        record_agreement(agreement, agreed_on=NOON.date(), by=made.secretary, at=NOON)
    with pytest.raises(PlanIsNotADraft):
        withdraw_agreement(agreement, reason="Себеп", by=made.secretary, at=NOON)
