"""Pages: a value is given, corrected, withdrawn."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.indicators import ValueForm
from ..models import IndicatorValue
from ..permissions.plans import can_add_value, can_change_value, can_withdraw_value
from ..services.indicators import add_value, change_value, withdraw_value
from .indicators import find_indicator


@never_cache
def value_create(request, uid):
    indicator = find_indicator(uid)
    if not can_add_value(request.user, indicator):
        raise PermissionDenied
    form = ValueForm(request.POST or None, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_record
        add = partial(add_value, indicator, fields=fields, by=request.user, at=timezone.now())
        if do_or_say(form, add):
            messages.success(request, _("The value is added."))
            return redirect(indicator)
    context = {"form": form, "indicator": indicator}
    return render(request, "schemes/value_create.html", context)


@never_cache
def value_change(request, uid):
    value = _find_value(uid)
    if not can_change_value(request.user, value.indicator):
        raise PermissionDenied
    form = ValueForm(request.POST or None, instance=value, indicator=value.indicator)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_value,
            value,
            fields=form.fields_of_record,
            reason=form.given_reason,
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(value.indicator)
    context = {"form": form, "indicator": value.indicator, "value": value}
    return render(request, "schemes/value_change.html", context)


@require_POST
def value_withdraw(request, uid):
    value = _find_value(uid)
    if not can_withdraw_value(request.user, value.indicator):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw = partial(withdraw_value, value, reason=reason, by=request.user, at=timezone.now())
    return act(request, withdraw, _("The value is withdrawn."), value.indicator)


def _find_value(uid) -> IndicatorValue:
    rows = IndicatorValue.objects.select_related("indicator__agglomeration")
    return get_object_or_404(rows, uid=uid)
