"""Maslikhats agree to the draft before it goes to the Government (domain rule 31)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.models import Act, Organisation

from ...models import Plan, PlanAgreement
from .locking import PlanIsNotADraft, lock_agreement, lock_plan


class NotAMaslikhat(Refused):
    code = "not_a_maslikhat"
    message = _("Only a maslikhat agrees to a plan.")


class PlanIsEmpty(Refused):
    code = "plan_is_empty"
    message = _("The plan has no measures yet: there is nothing to agree to.")


class AgreedInTheFuture(Refused):
    code = "agreed_in_the_future"
    message = _("A maslikhat cannot have agreed on a day that has not come.")


class NotAgreedYet(Refused):
    code = "not_agreed_yet"
    message = _("The maslikhat has not agreed: there is nothing to withdraw.")


class WhyWithdrawn(Refused):
    code = "withdrawal_reason_needed"
    message = _("Say why the agreement is withdrawn.")


@transaction.atomic
def name_maslikhat(
    plan: Plan, *, maslikhat: Organisation, by: User | None, at: datetime
) -> PlanAgreement:
    """Name one more maslikhat that must agree; one that is named already stays as it is.

    Refuses a plan that is no longer a draft, and an organisation that is no maslikhat.
    """
    plan = lock_plan(plan)
    if plan.state != Plan.State.DRAFT:
        raise PlanIsNotADraft
    if maslikhat.kind != Organisation.Kind.MASLIKHAT:
        raise NotAMaslikhat
    agreement, is_new = PlanAgreement.objects.get_or_create(plan=plan, maslikhat=maslikhat)
    if is_new:
        journal.record("maslikhat_named", plan, by=by, at=at, **_names(maslikhat))
    return agreement


@transaction.atomic
def record_agreement(
    agreement: PlanAgreement, *, agreed_on: date, act: Act | None = None, by: User, at: datetime
) -> PlanAgreement:
    """Write down that a maslikhat agreed to the draft, on which day and by which decision.

    Refuses a plan that is no longer a draft or has no measures, and a day that has not come. A
    second record corrects the first.
    """
    agreement = lock_agreement(agreement)
    plan = agreement.plan
    if plan.state != Plan.State.DRAFT:
        raise PlanIsNotADraft
    if not plan.measures.exists():
        raise PlanIsEmpty
    if agreed_on > timezone.localdate(at):
        raise AgreedInTheFuture
    agreement.agreed_on, agreement.act = agreed_on, act
    agreement.save(update_fields=["agreed_on", "act"])
    names = _names(agreement.maslikhat)
    journal.record(
        "plan_agreed", plan, by=by, at=at, agreed_on=f"{agreed_on:%d.%m.%Y}",
        act=str(act.uid) if act else "", **names,
    )  # fmt: skip
    return agreement


@transaction.atomic
def withdraw_agreement(
    agreement: PlanAgreement, *, reason: str, by: User, at: datetime
) -> PlanAgreement:
    """Take back an agreement, so that the draft can be changed; the journal keeps its day.

    Refuses a plan that is no longer a draft, what was not agreed, a missing reason.
    """
    agreement = lock_agreement(agreement)
    if agreement.plan.state != Plan.State.DRAFT:
        raise PlanIsNotADraft
    if agreement.agreed_on is None:
        raise NotAgreedYet
    if not reason.strip():
        raise WhyWithdrawn
    before = agreement.agreed_on
    agreement.agreed_on = agreement.act = None
    agreement.save(update_fields=["agreed_on", "act"])
    names = _names(agreement.maslikhat)
    journal.record(
        "plan_agreement_withdrawn", agreement.plan, by=by, at=at, reason=reason.strip(),
        agreed_on=f"{before:%d.%m.%Y}", **names,
    )  # fmt: skip
    return agreement


def _names(maslikhat: Organisation) -> dict[str, str]:
    return {"maslikhat_kk": maslikhat.name_kk, "maslikhat_ru": maslikhat.name_ru}
