"""Pages: indicators, one with all its values side by side, its words."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agglo_portal.core import journal
from councils.models import Agglomeration
from councils.views.filling import do_or_say

from ..forms.indicators import IndicatorForm, MeasuresForm
from ..models import Indicator, Plan
from ..permissions.plans import (
    agglomerations_kept_by,
    can_add_indicator,
    can_change_indicator,
    can_link_measures,
)
from ..reports.indicators import sections_of, shown_of, with_values
from ..services.indicators import add_indicator, change_indicator, link_measures
from .plan_parts import as_uid


def find_indicator(uid) -> Indicator:
    """Give the indicator; anyone may see it."""
    rows = Indicator.objects.select_related("agglomeration")
    return get_object_or_404(rows, uid=uid)


@login_not_required
@require_safe
def indicator_list(request):
    """The indicators of an agglomeration by direction: the last value, date, territory, source."""
    have = Exists(Indicator.objects.filter(agglomeration=OuterRef("pk")))
    agglomerations = list(Agglomeration.objects.filter(have).order_by("level", "pk"))
    chosen = agglomerations[0] if agglomerations else None
    if request.GET.get("agglomeration"):
        asked = as_uid(request.GET["agglomeration"])
        chosen = get_object_or_404(Agglomeration, uid=asked)
    context = {
        "agglomerations": agglomerations,
        "agglomeration": chosen,
        "scheme": chosen.schemes.order_by("pk").first() if chosen else None,
        "sections": sections_of(chosen) if chosen else [],
        "can_add": bool(agglomerations_kept_by(request.user)),
    }
    return render(request, "schemes/indicator_list.html", context)


@login_not_required
@require_safe
def indicator_detail(request, uid):
    """All values side by side: each with its date, territory, source; contradictions explained."""
    found = find_indicator(uid)
    indicator = with_values(Indicator.objects.select_related("agglomeration")).get(pk=found.pk)
    can_change = can_change_indicator(request.user, indicator)
    seen = Plan.objects.visible_to(request.user)
    context = {
        "indicator": indicator,
        "shown": shown_of(indicator),
        "measures": indicator.measures.filter(plan__in=seen).order_by("plan", "position"),
        "can_change": can_change,
        "entries": journal.entries_of(indicator)[:30] if can_change else [],
    }
    return render(request, "schemes/indicator_detail.html", context)


@never_cache
def indicator_create(request):
    kept = agglomerations_kept_by(request.user)
    if not kept:
        raise PermissionDenied
    form = IndicatorForm(request.POST or None, agglomerations=kept)
    if request.method == "POST" and form.is_valid():
        agglomeration = form.cleaned_data["agglomeration"]
        if not can_add_indicator(request.user, agglomeration):
            raise PermissionDenied
        fields = form.fields_of_indicator
        add = partial(
            add_indicator, agglomeration, fields=fields, by=request.user, at=timezone.now()
        )
        indicator = do_or_say(form, add)
        if indicator:
            messages.success(request, _("The indicator is added. Give its first value."))
            return redirect(indicator)
    return render(request, "schemes/indicator_create.html", {"form": form})


@never_cache
def indicator_change(request, uid):
    indicator = find_indicator(uid)
    if not can_change_indicator(request.user, indicator):
        raise PermissionDenied
    form = IndicatorForm(request.POST or None, instance=indicator)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_indicator
        change = partial(
            change_indicator, indicator, fields=fields, by=request.user, at=timezone.now()
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(indicator)
    context = {"form": form, "indicator": indicator}
    return render(request, "schemes/indicator_change.html", context)


@never_cache
def indicator_link(request, uid):
    """By which measures of the plans that the person sees the indicator is to change."""
    indicator = find_indicator(uid)
    if not can_link_measures(request.user, indicator):
        raise PermissionDenied
    plans = Plan.objects.visible_to(request.user)
    form = MeasuresForm(request.POST or None, indicator=indicator, plans=plans)
    if request.method == "POST" and form.is_valid():
        measures = form.cleaned_data["measures"]
        link = partial(
            link_measures, indicator, measures=measures, by=request.user, at=timezone.now()
        )
        if do_or_say(form, link):
            messages.success(request, _("Saved."))
            return redirect(indicator)
    context = {"form": form, "indicator": indicator}
    return render(request, "schemes/indicator_link.html", context)
