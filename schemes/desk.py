"""What of the plans waits for a person: reports that are owed, reports that wait for an answer."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agglo_portal.core.models import User
from councils.desk import Todo
from councils.permissions import bodies_led_by

from .models import Measure, MeasureReport, Plan
from .permissions.plans import organisations_spoken_for
from .rules import reporting


def desk_todos(user: User, *, at: datetime) -> list[Todo]:
    """Give the yearly reports that the person's organisation owes, and those to be answered by
    the secretariats of which the person is."""
    today = timezone.localdate(at)
    return [*_owed(user, today), *_returned(user, today), *_to_answer(user)]


def count_waiting(user: User) -> int:
    """Count the plans on which the person's organisation owes reports, as the desk does; one query
    at most beside the posts (the menu of every page)."""
    spoken_for = organisations_spoken_for(user)
    if not spoken_for:
        return 0
    owing = _owing(spoken_for, timezone.localdate().year - 1)
    return owing.values("plan").distinct().count()


def _owing(organisations: set[int], year: int) -> QuerySet[Measure]:
    return Measure.objects.owing(year).filter(executor__in=organisations)


def _owed(user: User, today: date) -> list[Todo]:
    spoken_for = organisations_spoken_for(user)
    if not spoken_for:
        return []
    year = today.year - 1
    counts = _owing(spoken_for, year).values("plan").annotate(count=Count("pk")).order_by("plan")
    count_by_plan = {row["plan"]: row["count"] for row in counts}
    return [
        Todo(
            kind=_("Yearly reports of the plan"),
            icon="clipboard-data",
            title=plan.name,
            why=ngettext(
                "%(count)s measure of your organisation waits for its report of %(year)s.",
                "%(count)s measures of your organisation wait for their reports of %(year)s.",
                count_by_plan[plan.pk],
            )
            % {"count": count_by_plan[plan.pk], "year": year},
            button=_("Report"),
            url=plan.get_absolute_url() + "?whose=owed",
            due=reporting.due_of(year, settings.MEASURE_REPORT_DUE),
        )
        for plan in Plan.objects.filter(pk__in=count_by_plan).order_by("pk")
    ]


def _returned(user: User, today: date) -> list[Todo]:
    """Reports on years before the last one that came back: the last one's are among the owed."""
    returned = MeasureReport.objects.filter(
        state=MeasureReport.State.RETURNED,
        measure__executor__in=organisations_spoken_for(user),
        year__lt=today.year - 1,
    ).select_related("measure")
    return [
        Todo(
            kind=_("Returned report of %(year)s") % {"year": report.year},
            icon="arrow-counterclockwise",
            title=report.measure.title,
            why=report.return_reason,
            button=_("Correct"),
            url=report.measure.get_absolute_url(),
        )
        for report in returned.order_by("year", "pk")
    ]


def _to_answer(user: User) -> list[Todo]:
    led = bodies_led_by(user)
    if not led:
        return []
    sent = MeasureReport.objects.filter(state=MeasureReport.State.SENT, measure__plan__body__in=led)
    counts = sent.values("measure__plan", "year").annotate(count=Count("pk"))
    rows = list(counts.order_by("year", "measure__plan"))
    plans = Plan.objects.in_bulk({row["measure__plan"] for row in rows})
    return [_answer(plans[row["measure__plan"]], row["year"], row["count"]) for row in rows]


def _answer(plan: Plan, year: int, count: int) -> Todo:
    why = ngettext(
        "%(count)s report of %(year)s waits for your answer.",
        "%(count)s reports of %(year)s wait for your answer.",
        count,
    )
    return Todo(
        kind=_("Reports on measures"),
        icon="clipboard-check",
        title=plan.name,
        why=why % {"count": count, "year": year},
        button=_("Answer"),
        url=reverse("schemes:report_year", args=[plan.code, year]),
        due=reporting.due_of(year, settings.CONSOLIDATED_REPORT_DUE),
    )
