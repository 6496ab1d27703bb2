"""Acts: who agrees to a plan, and when they did."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.plans import AgreementForm, MaslikhatForm
from ..permissions.plans import (
    can_name_maslikhat,
    can_record_agreement,
    can_withdraw_agreement,
)
from ..services.plans import name_maslikhat, record_agreement, withdraw_agreement
from .plan_parts import find_plan


@require_POST
def maslikhat_name(request, plan):
    plan = find_plan(request, plan)
    if not can_name_maslikhat(request.user, plan):
        raise PermissionDenied
    form = MaslikhatForm(request.POST, plan=plan)
    if not form.is_valid():
        raise Http404
    name = partial(
        name_maslikhat,
        plan,
        maslikhat=form.cleaned_data["maslikhat"],
        by=request.user,
        at=timezone.now(),
    )
    return act(request, name, _("Named among those who agree."), plan)


@never_cache
def agreement_record(request, plan, pk):
    """On which day and by which decision a maslikhat agreed."""
    plan = find_plan(request, plan)
    if not can_record_agreement(request.user, plan):
        raise PermissionDenied
    agreement = get_object_or_404(plan.agreements.select_related("maslikhat"), pk=pk)
    kept = {"agreed_on": agreement.agreed_on, "act": agreement.act_id}
    form = AgreementForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        record = partial(
            record_agreement, agreement, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, record):
            messages.success(request, _("The agreement is written down."))
            return redirect(plan)
    context = {"form": form, "plan": plan, "agreement": agreement}
    return render(request, "schemes/agreement_record.html", context)


@require_POST
def agreement_withdraw(request, plan, pk):
    plan = find_plan(request, plan)
    if not can_withdraw_agreement(request.user, plan):
        raise PermissionDenied
    agreement = get_object_or_404(plan.agreements, pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw = partial(
        withdraw_agreement, agreement, reason=reason, by=request.user, at=timezone.now()
    )
    return act(request, withdraw, _("The agreement is withdrawn: the draft may change."), plan)
