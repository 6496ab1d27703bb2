"""Who leads a plan, who speaks for the executor of a measure, who keeps the indicators."""

from agglo_portal.core.models import User
from councils.models import Agglomeration, Body, Post
from councils.permissions import bodies_led_by, is_secretariat, posts_of

from ..models import Indicator, Measure, MeasureReport, Plan

SPEAKERS = {Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.COORDINATOR}


def leads_plan(user: User, plan: Plan) -> bool:
    """Whether the person is of the secretariat that keeps this plan."""
    return is_secretariat(user, plan.body)


def leads_measure(user: User, measure: Measure) -> bool:
    return leads_plan(user, measure.plan)


def can_create_plan(user: User) -> bool:
    return bool(bodies_led_by(user))


can_change_plan = can_submit_plan = can_return_plan = can_approve_plan = leads_plan
can_record_agreement = can_withdraw_agreement = can_name_maslikhat = can_add_measure = leads_plan
can_order_year_files = leads_plan
can_change_measure = can_move_measure = can_remove_measure = leads_measure
can_set_measure_state = can_set_costs = can_place_measure = can_unplace_measure = leads_measure


# Reports ------------------------------------------------------------------------------------------
def organisations_spoken_for(user: User) -> set[int]:
    """Give the organisations for which the person speaks today: head, deputy, coordinator."""
    return {pk for pk, kinds in posts_of(user).items() if kinds & SPEAKERS}


def can_report_measure(user: User, measure: Measure) -> bool:
    return measure.executor_id in organisations_spoken_for(user)


def can_accept_report(user: User, report: MeasureReport) -> bool:
    return leads_plan(user, report.measure.plan)


can_return_report = can_accept_report


def can_read_report(user: User, report: MeasureReport) -> bool:
    """An accepted one of an approved plan anyone reads; the others its sides."""
    if report.state == MeasureReport.State.ACCEPTED or user.is_superuser:
        return True
    return is_side(user, report.measure)


def is_side(user: User, measure: Measure) -> bool:
    """Whether the person is of the secretariat or has a post with the executor."""
    return leads_measure(user, measure) or measure.executor_id in posts_of(user)


# Indicators ---------------------------------------------------------------------------------------
def keeps_indicators(user: User, agglomeration: Agglomeration) -> bool:
    """Whether the person is of a secretariat of the agglomeration: of its council, its scheme or
    its plan; one query, none for who leads nothing."""
    led = bodies_led_by(user)
    if not led:
        return False
    return (
        Body.objects.filter(pk__in=led, agglomeration=agglomeration)
        .union(
            Body.objects.filter(pk__in=led, schemes__agglomeration=agglomeration),
            Body.objects.filter(pk__in=led, plans__agglomeration=agglomeration),
        )
        .exists()
    )


can_add_indicator = keeps_indicators


def agglomerations_kept_by(user: User) -> list[Agglomeration]:
    """Give the agglomerations whose indicators and plans the person may begin."""
    led = bodies_led_by(user)
    if not led:
        return []
    rows = Agglomeration.objects.order_by("level", "pk")
    return [one for one in rows if keeps_indicators(user, one)]


def can_change_indicator(user: User, indicator: Indicator) -> bool:
    return keeps_indicators(user, indicator.agglomeration)


can_link_measures = can_add_value = can_change_value = can_withdraw_value = can_change_indicator
