"""The page of a year's implementation report."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..documents.ordering import files_of, last_made, state_of
from ..models import MemorandumFile
from ..permissions import can_order_report
from ..reports.obligations import report_of, years_of
from .finding import find_memorandum


@login_not_required
@require_safe
def report_detail(request, uid):
    """What became of each promise in the year `?year=`; the last one unless it is named."""
    memorandum = find_memorandum(request, uid)
    today = timezone.localdate()
    years = years_of(memorandum, today)
    if not years:
        raise Http404
    named = request.GET.get("year", "")
    year = next((one for one in years if str(one) == named), years[0])
    report = report_of(memorandum, year, today=today)
    files = files_of(memorandum, purpose=MemorandumFile.Purpose.REPORT, edition=str(year))
    context = {
        "memorandum": memorandum,
        "report": report,
        "on_the_way": report.counts["in_progress"] + report.counts["not_started"],
        "years": years,
        "rendering": state_of(files),
        "former": last_made(files),
        "can_order": can_order_report(request.user, memorandum),
    }
    return render(request, "memoranda/report_detail.html", context)
