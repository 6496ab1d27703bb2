"""The consolidated report of a year is ordered as documents (domain rule 32)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ...models import Plan, PlanFile
from ...rules import reporting
from .locking import PlanIsNotApproved, lock_plan


class NoReportsOfYear(Refused):
    code = "no_reports_of_the_year"
    message = _("The plan has no reports of {year}.")


class AlreadyOnTheWay(Refused):
    code = "year_files_on_the_way"
    message = _("The documents of the year are being made already.")


@transaction.atomic
def order_year_files(plan: Plan, *, year: int, by: User, at: datetime) -> list[PlanFile]:
    """Order the consolidated report of a year in every language; the former documents stay until
    the new ones are made.

    Refuses a plan that is not approved, a year without reports, documents on the way.
    """
    plan = lock_plan(plan)
    if plan.state != Plan.State.APPROVED:
        raise PlanIsNotApproved
    today = timezone.localdate(at)
    if year not in reporting.years_to_report(plan.from_year, plan.to_year, today):
        raise NoReportsOfYear(year=year)
    former = plan.files.filter(year=year).select_related("work")
    if any(one.is_on_the_way for one in former):
        raise AlreadyOnTheWay
    files = []
    for language, _name in settings.LANGUAGES:
        file, _is_new = PlanFile.objects.update_or_create(
            plan=plan, year=year, language=language,
            defaults={"ordered_at": at, "ordered_by": by},
        )  # fmt: skip
        key = f"plan-year:{file.pk}:{at.isoformat()}"
        file.work = outbox.order("make_plan_file", key=key, at=at, file=file.pk)
        file.save(update_fields=["work", "updated_at"])
        files.append(file)
    journal.record("plan_year_ordered", plan, by=by, at=at, year=year)
    return files
