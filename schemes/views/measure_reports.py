"""Pages and acts: yearly reports on measures, and all of a plan's together."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.permissions import posts_of
from councils.views.filling import do_or_say

from ..forms.plans import ReportForm
from ..models import MeasureReport, Plan, PlanFile
from ..permissions.plans import (
    can_accept_report,
    can_order_year_files,
    can_read_report,
    can_report_measure,
    can_return_report,
    leads_plan,
)
from ..reports.plan_year import Year, year_of
from ..rules import reporting
from ..services.measure_reports import accept_report, report_measure, return_report
from ..services.plans import order_year_files
from .measure_page import years_to_send
from .plan_parts import find_measure, find_plan, find_report


@never_cache
def report_create(request, uid):
    """The executor's form for `?year=`; a returned report is corrected in it."""
    measure = find_measure(request, uid)
    if not can_report_measure(request.user, measure):
        raise PermissionDenied
    years = years_to_send(measure)
    if not years:
        messages.error(request, _("There is no year on which a report is to be sent."))
        return redirect(measure)
    asked = request.POST.get("year") or request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else years[0]
    report = measure.reports.filter(year=year).first()
    form = ReportForm(
        request.POST or None, request.FILES or None, years=_first(year, years), report=report
    )
    if request.method == "POST" and form.is_valid():
        send = partial(
            report_measure,
            measure,
            year=form.cleaned_data["year"],
            fields=form.fields_of_report,
            upload=form.cleaned_data["upload"],
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, send):
            messages.success(request, _("Sent. The secretariat will accept or return it."))
            return redirect(measure)
    due_on = reporting.due_of(year, settings.MEASURE_REPORT_DUE)
    context = {"form": form, "measure": measure, "report": report, "year": year, "due_on": due_on}
    return render(request, "schemes/report_create.html", context)


def _first(year: int, years: list[int]) -> list[int]:
    return [year, *[one for one in years if one != year]]


@require_POST
def report_accept(request, uid):
    report = find_report(request, uid)
    if not can_accept_report(request.user, report):
        raise PermissionDenied
    accept = partial(accept_report, report, by=request.user, at=timezone.now())
    return act(request, accept, _("The report is accepted."), _back(request, report))


@require_POST
def report_return(request, uid):
    report = find_report(request, uid)
    if not can_return_report(request.user, report):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    give_back = partial(return_report, report, reason=reason, by=request.user, at=timezone.now())
    text = _("The report is returned; its author is told why.")
    return act(request, give_back, text, _back(request, report))


def _back(request, report: MeasureReport):
    """Where the answer was given: the year of the plan, or the measure."""
    if request.POST.get("from") == "year":
        return reverse("schemes:report_year", args=[report.measure.plan.code, report.year])
    return report.measure


@login_not_required
@require_safe
def report_file(request, uid):
    """The evidence: of an accepted report to anyone, else to its sides."""
    report = find_report(request, uid)
    if report.file is None or not can_read_report(request.user, report):
        raise Http404
    is_public = report.state == MeasureReport.State.ACCEPTED
    is_public = is_public and report.measure.plan.state == Plan.State.APPROVED
    return file_response(
        request, report.file, inline="download" not in request.GET, public=is_public
    )


@login_not_required
@require_safe
def report_year(request, plan, year):
    """The consolidated report of a year: every measure with what its executor said."""
    plan = find_plan(request, plan)
    today = timezone.localdate()
    years = reporting.years_to_report(plan.from_year, plan.to_year, today)
    if year not in years or plan.state != Plan.State.APPROVED:
        raise Http404
    context = {
        "plan": plan,
        "year": year,
        "years": years,
        "report": year_for(request.user, plan, year),
        "due_on": reporting.due_of(year, settings.CONSOLIDATED_REPORT_DUE),
        "executors_due_on": reporting.due_of(year, settings.MEASURE_REPORT_DUE),
        "today": today,
        "is_lead": leads_plan(request.user, plan),
        "files": files_of(plan, year),
    }
    return render(request, "schemes/report_year.html", context)


def files_of(plan: Plan, year: int) -> list[PlanFile]:
    """The documents of the year, in the order of the portal's languages."""
    rows = plan.files.filter(year=year).select_related("file", "work")
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(rows, key=lambda one: order.index(one.language))


@require_POST
def report_order(request, plan, year):
    plan = find_plan(request, plan)
    if not can_order_year_files(request.user, plan):
        raise PermissionDenied
    order = partial(order_year_files, plan, year=year, by=request.user, at=timezone.now())
    back = reverse("schemes:report_year", args=[plan.code, year])
    return act(request, order, _("The documents are being made; reload in a moment."), back)


@login_not_required
@require_safe
def plan_file(request, uid):
    """A document of the year: it holds accepted reports of an approved plan alone."""
    seen = Plan.objects.visible_to(request.user)
    rows = PlanFile.objects.filter(plan__in=seen, file__isnull=False).select_related("file")
    found = get_object_or_404(rows, uid=uid)
    return file_response(request, found.file, inline="download" not in request.GET, public=True)


def year_for(user, plan: Plan, year: int) -> Year:
    """The year of the plan as this person may read it."""
    reads_all = leads_plan(user, plan) or user.is_superuser
    return year_of(plan, year, reads_all=reads_all, organisations=set(posts_of(user)))
