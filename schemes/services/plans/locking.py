"""The plan's row is the lock of its measures, costs, places and reports: take it first."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused

from ...models import Measure, MeasureReport, Plan, PlanAgreement


class PlanIsNotADraft(Refused):
    code = "plan_is_not_a_draft"
    message = _("The plan is no longer a draft: its text stays as it is.")


class AgreedAlready(Refused):
    """What a maslikhat agreed to is what the Government receives (domain rule 31)."""

    code = "maslikhat_agreed_already"
    message = _("A maslikhat has agreed to this text. Withdraw the agreement to change it.")


class PlanIsNotApproved(Refused):
    code = "plan_is_not_approved"
    message = _("The plan is not approved yet: nothing is carried out by it.")


def lock_plan(plan: Plan | int) -> Plan:
    """Lock the plan until the transaction ends and give it as it is now, with its body."""
    pk = getattr(plan, "pk", plan)
    rows = Plan.objects.select_for_update(of=("self",)).select_related("body", "agglomeration")
    return rows.get(pk=pk)


def lock_open_plan(plan: Plan | int) -> Plan:
    """Lock a draft whose text is about to change; refuse one that a maslikhat has agreed to."""
    now = lock_plan(plan)
    if now.state != Plan.State.DRAFT:
        raise PlanIsNotADraft
    if now.agreements.filter(agreed_on__isnull=False).exists():
        raise AgreedAlready
    return now


def lock_agreement(agreement: PlanAgreement) -> PlanAgreement:
    """Lock the plan of the agreement and give the agreement as it is now."""
    plan = lock_plan(agreement.plan_id)
    now = PlanAgreement.objects.select_related("maslikhat").get(pk=agreement.pk)
    now.plan = plan
    return now


def lock_measure(measure: Measure) -> Measure:
    """Lock the plan of the measure and give the measure as it is now, with its executor."""
    plan = lock_plan(measure.plan_id)
    now = Measure.objects.select_related("executor").get(pk=measure.pk)
    now.plan = plan
    return now


def lock_report(report: MeasureReport) -> MeasureReport:
    """Lock the plan of the report and give the report as it is now, with its measure."""
    measure = lock_measure(report.measure)
    now = MeasureReport.objects.select_related("sent_by").get(pk=report.pk)
    now.measure = measure
    return now
