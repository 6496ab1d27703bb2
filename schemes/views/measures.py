"""Pages: one measure, its words, its place in the plan, its state, its money."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act
from councils.views.filling import do_or_say

from ..forms.plans import CostsForm, MeasureForm, StateForm
from ..models import Direction, MeasureCost
from ..permissions.plans import (
    can_add_measure,
    can_change_measure,
    can_move_measure,
    can_remove_measure,
    can_set_costs,
    can_set_measure_state,
)
from ..services.measure_parts import set_costs
from ..services.measures import (
    add_measure,
    change_measure,
    move_measure,
    remove_measure,
    set_measure_state,
)
from .measure_page import measure_page
from .plan_parts import find_measure, find_plan


@login_not_required
@require_safe
def measure_detail(request, uid):
    """One measure: who, when, for how much, where, and its yearly reports."""
    measure = find_measure(request, uid)
    return render(request, "schemes/measure_detail.html", measure_page(request.user, measure))


@never_cache
def measure_create(request, plan):
    plan = find_plan(request, plan)
    if not can_add_measure(request.user, plan):
        raise PermissionDenied
    direction = request.GET.get("direction", "")
    kept = {"direction": direction if direction in Direction.values else ""}
    form = MeasureForm(request.POST or None, initial=kept, plan=plan)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_record
        add = partial(add_measure, plan, fields=fields, by=request.user, at=timezone.now())
        measure = do_or_say(form, add)
        if measure:
            messages.success(request, _("The measure is added."))
            return redirect(measure)
    return render(request, "schemes/measure_create.html", {"form": form, "plan": plan})


@never_cache
def measure_change(request, uid):
    measure = find_measure(request, uid)
    if not can_change_measure(request.user, measure):
        raise PermissionDenied
    form = MeasureForm(request.POST or None, instance=measure, plan=measure.plan)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_measure,
            measure,
            fields=form.fields_of_record,
            reason=form.given_reason,
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(measure)
    context = {"form": form, "measure": measure, "plan": measure.plan}
    return render(request, "schemes/measure_change.html", context)


@require_POST
def measure_move(request, uid):
    """Up or down by one place: `to` is the place wanted."""
    measure = find_measure(request, uid)
    if not can_move_measure(request.user, measure):
        raise PermissionDenied
    wanted = request.POST.get("to", "")
    to = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else measure.position
    move = partial(move_measure, measure, to_position=to, by=request.user, at=timezone.now())
    return act(request, move, "", f"{measure.plan.get_absolute_url()}#measure-{measure.uid}")


@require_POST
def measure_remove(request, uid):
    measure = find_measure(request, uid)
    if not can_remove_measure(request.user, measure):
        raise PermissionDenied
    remove = partial(remove_measure, measure, by=request.user, at=timezone.now())
    return act(request, remove, _("The measure is taken out of the draft."), measure.plan)


@never_cache
def measure_state(request, uid):
    """To which state the measure moves, and why."""
    measure = find_measure(request, uid)
    if not can_set_measure_state(request.user, measure):
        raise PermissionDenied
    form = StateForm(request.POST or None, measure=measure)
    if request.method == "POST" and form.is_valid():
        move = partial(
            set_measure_state, measure, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, move):
            messages.success(request, _("Saved."))
            return redirect(measure)
    return render(request, "schemes/measure_state.html", {"form": form, "measure": measure})


@never_cache
def measure_costs(request, uid):
    """The money by year and source of funds."""
    measure = find_measure(request, uid)
    if not can_set_costs(request.user, measure):
        raise PermissionDenied
    form = CostsForm(request.POST or None, measure=measure)
    if request.method == "POST" and form.is_valid():
        give = partial(set_costs, measure, costs=form.costs, by=request.user, at=timezone.now())
        if do_or_say(form, give):
            messages.success(request, _("Saved."))
            return redirect(measure)
    context = {"form": form, "measure": measure, "budgets": MeasureCost.Budget.labels}
    return render(request, "schemes/measure_costs.html", context)
