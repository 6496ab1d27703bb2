"""A plan is written: what it is called, of which agglomeration, for which years."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.models import Agglomeration, Body
from councils.services.fields import changes, only

from ...models import MeasureCost, Plan, PlanAgreement
from ...reports.plans import maslikhats_of
from .locking import lock_open_plan

FIELDS = {"code", "name_kk", "name_ru", "name_en", "kind", "from_year", "to_year"}


class PlanCodeTaken(Refused):
    code = "plan_code_taken"
    message = _("Another plan already has this address.")


class PlanYearsWrong(Refused):
    code = "plan_years_wrong"
    message = _("The last year of the plan is before its first year.")


class PlanUnnamed(Refused):
    code = "plan_unnamed"
    message = _("A plan needs its name in Kazakh and in Russian.")


class PlanYearsInUse(Refused):
    code = "plan_years_in_use"
    message = _("Money is planned for years that the plan would no longer hold.")


@transaction.atomic
def create_plan(
    agglomeration: Agglomeration, body: Body, *, fields: dict, by: User, at: datetime
) -> Plan:
    """Begin a draft plan of an agglomeration in the care of a body; the maslikhats of the
    participating units are named to agree to it (domain rule 31). Give the plan.

    Refuses a taken address, years in the wrong order, a name missing in a language.
    """
    plan = Plan(agglomeration=agglomeration, body=body, **only(FIELDS, fields))
    _require_sound(plan)
    plan.save()
    named = maslikhats_of(plan.agglomeration, timezone.localdate(at))
    PlanAgreement.objects.bulk_create(
        [PlanAgreement(plan=plan, maslikhat=maslikhat) for maslikhat in named]
    )
    journal.record(
        "plan_created", plan, by=by, at=at, to_state=plan.state,
        from_year=plan.from_year, to_year=plan.to_year,
    )  # fmt: skip
    return plan


@transaction.atomic
def change_plan(plan: Plan, *, fields: dict, by: User, at: datetime) -> Plan:
    """Change the name, the address or the years of a draft; nothing new is no act.

    Refuses what is no longer a draft or agreed to by a maslikhat, what create_plan would refuse,
    and years without those for which money is planned.
    """
    plan = lock_open_plan(plan)
    changed = changes(plan, only(FIELDS, fields))
    if not changed:
        return plan
    for name, value in changed.items():
        setattr(plan, name, value)
    _require_sound(plan)
    costs = MeasureCost.objects.filter(measure__plan=plan)
    if costs.exclude(year__range=(plan.from_year, plan.to_year)).exists():
        raise PlanYearsInUse
    plan.save(update_fields=[*changed, "updated_at"])
    journal.record("plan_changed", plan, by=by, at=at, fields=sorted(changed))
    return plan


def _require_sound(plan: Plan) -> None:
    if not (plan.name_kk.strip() and plan.name_ru.strip()):
        raise PlanUnnamed
    if plan.to_year < plan.from_year:
        raise PlanYearsWrong
    if Plan.objects.filter(code=plan.code).exclude(pk=plan.pk).exists():
        raise PlanCodeTaken
