"""Plans, yearly reports and indicators as tables for spreadsheets."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from councils.models import Agglomeration

from .. import exports
from ..filters.plans import MeasureFilter
from ..models import Indicator, IndicatorValue, Plan
from ..rules import reporting
from .measure_reports import year_for
from .plan_parts import as_uid, find_plan


@login_not_required
@require_safe
def measures_csv(request, plan):
    """The measures of the plan, narrowed as its page is."""
    plan = find_plan(request, plan)
    measures = MeasureFilter(
        request.GET, queryset=plan.measures.in_order(), request=request, years=plan.years
    ).qs
    rows = exports.measures_as_csv(measures, plan.years, settings.SITE_URL, get_language())
    return _table(rows, f"{plan.code}-measures")


@login_not_required
@require_safe
def report_csv(request, plan, year):
    """The consolidated report of a year."""
    plan = find_plan(request, plan)
    years = reporting.years_to_report(plan.from_year, plan.to_year, timezone.localdate())
    if year not in years or plan.state != Plan.State.APPROVED:
        raise Http404
    report = year_for(request.user, plan, year)
    return _table(exports.year_as_csv(report, year, get_language()), f"{plan.code}-{year}")


@login_not_required
@require_safe
def indicators_csv(request):
    """All values of all indicators, or of one agglomeration (`?agglomeration=`)."""
    values = _values()
    agglomeration = request.GET.get("agglomeration", "")
    if agglomeration:
        found = get_object_or_404(Agglomeration, uid=as_uid(agglomeration))
        values = values.filter(indicator__agglomeration=found)
    return _values_table(values, "indicators")


@login_not_required
@require_safe
def indicator_csv(request, uid):
    indicator = get_object_or_404(Indicator, uid=uid)
    return _values_table(_values().filter(indicator=indicator), indicator.code)


def _values():
    rows = IndicatorValue.objects.select_related("indicator", "territory")
    return rows.order_by("indicator__agglomeration", "indicator__position", "indicator", "on", "pk")


def _values_table(values, name: str):
    rows = exports.values_as_csv(values.iterator(), settings.SITE_URL, get_language())
    return _table(rows, name)


def _table(rows, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
