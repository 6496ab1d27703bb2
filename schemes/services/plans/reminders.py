"""Letters to the executors that the yearly reports are due, or late (domain rule 32)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import OutboxMessage, User
from agglo_portal.core.rules import Refused
from councils.models import Organisation

from ...models import Measure, Plan
from ...rules import reporting
from .locking import lock_plan


class NothingOwed(Refused):
    code = "no_report_is_owed"
    message = _("The organisation owes no report of this plan for the year.")


@transaction.atomic
def remind_of_reports(
    plan: Plan, organisation: Organisation, *, year: int, by: User | None, at: datetime
) -> bool:
    """Order one letter to the executor: before the day that the reports of the year are due, or
    one more when it has passed; say whether this one is new.

    Refuses when the organisation owes nothing.
    """
    plan = lock_plan(plan)
    owed = Measure.objects.owing(year).filter(plan=plan, executor=organisation).count()
    if not owed:
        raise NothingOwed
    is_late = timezone.localdate(at) > reporting.due_of(year, settings.MEASURE_REPORT_DUE)
    when = "late" if is_late else "soon"
    key = f"measure-reports:{plan.pk}:{year}:{organisation.pk}:{when}"
    if OutboxMessage.objects.filter(key=key).exists():
        return False
    outbox.order(
        "tell_of_measure_reports", key=key, at=at, plan=plan.pk, year=year,
        organisation=organisation.pk, when=when,
    )  # fmt: skip
    names = {"executor_kk": organisation.name_kk, "executor_ru": organisation.name_ru}
    journal.record("plan_executor_reminded", plan, by=by, at=at, year=year, owed=owed, **names)
    return True
