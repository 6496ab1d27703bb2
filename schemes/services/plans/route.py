"""The way of a plan: to the Government, back, or approved by its act (domain rule 31)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move, require_nothing_missing
from councils.models import Act

from ...models import Plan
from ...reports.plans import missing_to_submit
from .locking import lock_plan


class WhyPlanReturned(Refused):
    code = "plan_return_reason_needed"
    message = _("Say why the plan came back.")


class NotAGovernmentAct(Refused):
    code = "not_a_government_act"
    message = _("A comprehensive plan is approved by a decree of the Government.")


@transaction.atomic
def submit_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Send a draft to the Government.

    Refuses until it has measures and every maslikhat of the participating units has agreed.
    """
    plan = lock_plan(plan)
    require_move(plan, Plan.State.SUBMITTED)
    require_nothing_missing(missing_to_submit(plan, timezone.localdate(at)))
    return _move(plan, Plan.State.SUBMITTED, "plan_submitted", by=by, at=at)


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: User, at: datetime) -> Plan:
    """Take a submitted plan back into work, and say why; the maslikhats agree to it anew.

    Refuses a plan that was not submitted, and a missing reason.
    """
    plan = lock_plan(plan)
    require_move(plan, Plan.State.DRAFT)
    if not reason.strip():
        raise WhyPlanReturned
    plan.agreements.update(agreed_on=None, act=None)
    return _move(plan, Plan.State.DRAFT, "plan_returned", by=by, at=at, reason=reason.strip())


@transaction.atomic
def approve_plan(plan: Plan, *, act: Act, by: User, at: datetime) -> Plan:
    """Write down the act that approved a submitted plan: its measures are carried out from now.

    Refuses a plan that was not submitted; a comprehensive plan without a decree of the Government.
    """
    plan = lock_plan(plan)
    require_move(plan, Plan.State.APPROVED)
    is_comprehensive = plan.kind == Plan.Kind.COMPREHENSIVE
    if is_comprehensive and act.kind != Act.Kind.GOVERNMENT_DECREE:
        raise NotAGovernmentAct
    plan.act = act
    names = {"act_kk": act.number_kk or act.title_kk, "act_ru": act.number_ru or act.title_ru}
    return _move(plan, Plan.State.APPROVED, "plan_approved", by=by, at=at, **names)


def _move(plan: Plan, state, event: str, *, by: User, at: datetime, **facts) -> Plan:
    before, plan.state = plan.state, state
    plan.save(update_fields=["state", "act", "updated_at"])
    journal.record(event, plan, by=by, at=at, from_state=before, to_state=state, **facts)
    return plan
