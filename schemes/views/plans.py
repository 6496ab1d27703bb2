"""Pages: the plans, one plan with its measures, its head, its way to approval."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agglo_portal.core import journal
from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.permissions import posts_of
from councils.views.filling import do_or_say
from councils.views.lists import chosen_filters, kept_query, results_part

from ..filters.plans import MeasureFilter
from ..forms.plans import ApproveForm, MaslikhatForm, PlanForm
from ..models import MeasureCost, MeasureReport, Plan
from ..permissions.plans import (
    can_approve_plan,
    can_change_plan,
    can_create_plan,
    can_return_plan,
    can_submit_plan,
)
from ..reports.plans import agreements_of, costs_of, missing_to_submit
from ..rules import reporting
from ..services.plans import approve_plan, change_plan, create_plan, return_plan, submit_plan
from .plan_parts import counts_of, find_plan, grouped, plan_rights


@login_not_required
@require_safe
def plan_list(request):
    """All plans that the person may see, with how far each is."""
    done = Count("measures", filter=Q(measures__state="done"))
    plans = Plan.objects.visible_to(request.user).select_related("agglomeration", "act")
    plans = plans.annotate(measure_count=Count("measures"), done_count=done).newest_first()
    context = {"plans": plans, "can_create": can_create_plan(request.user)}
    return render(request, "schemes/plan_list.html", context)


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def plan_detail(request, plan):
    """The plan: its measures by direction with filters, money by year, agreements, what is next."""
    plan = find_plan(request, plan)
    today = timezone.localdate()
    measures = plan.measures.in_order()
    filterset = MeasureFilter(request.GET, queryset=measures, request=request, years=plan.years)
    context = {
        "plan": plan,
        "filter": filterset,
        "chosen": chosen_filters(request, filterset),
        "groups": grouped(_with_money_and_word(filterset.qs), request.user),
        "found": filterset.qs.count(),
        "counts": counts_of(measures),
        "costs": costs_of(MeasureCost.objects.filter(measure__plan=plan), plan.years),
        "agreements": agreements_of(plan),
        "fields": "standing direction executor year" + (" whose" if posts_of(request.user) else ""),
        "query": kept_query(request),
        "reported_years": reporting.years_to_report(plan.from_year, plan.to_year, today),
        "due": settings.MEASURE_REPORT_DUE,
        **plan_rights(request.user, plan),
    }
    if context["is_lead"]:
        context["missing"] = missing_to_submit(plan, today) if context["can_submit"] else []
        context["maslikhat_form"] = MaslikhatForm(plan=plan)
        context["entries"] = journal.entries_of(plan)[:30]
    return render(request, f"schemes/plan_detail.html{results_part(request)}", context)


def _with_money_and_word(measures):
    """With the money of all years and the last accepted percent."""
    money = MeasureCost.objects.filter(measure=OuterRef("pk")).order_by().values("measure")
    accepted = MeasureReport.objects.filter(measure=OuterRef("pk"), state="accepted")
    return measures.select_related("executor").annotate(
        money=Subquery(money.annotate(sum=Sum("amount")).values("sum")),
        percent=Subquery(accepted.order_by("-year").values("percent")[:1]),
    )


@never_cache
def plan_create(request):
    if not can_create_plan(request.user):
        raise PermissionDenied
    form = PlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        create = partial(
            create_plan,
            values["agglomeration"],
            values["body"],
            fields=form.fields_of_plan,
            by=request.user,
            at=timezone.now(),
        )
        plan = do_or_say(form, create)
        if plan:
            messages.success(request, _("The draft is begun. Add its measures."))
            return redirect(plan)
    return render(request, "schemes/plan_create.html", {"form": form})


@never_cache
def plan_change(request, plan):
    plan = find_plan(request, plan)
    if not can_change_plan(request.user, plan):
        raise PermissionDenied
    back = plan.get_absolute_url()
    form = PlanForm(request.POST or None, instance=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_plan
        change = partial(change_plan, plan, fields=fields, by=request.user, at=timezone.now())
        changed = do_or_say(form, change)
        if changed:
            messages.success(request, _("Saved."))
            return redirect(changed)
    return render(request, "schemes/plan_change.html", {"form": form, "plan": plan, "back": back})


@require_POST
def plan_submit(request, plan):
    plan = find_plan(request, plan)
    if not can_submit_plan(request.user, plan):
        raise PermissionDenied
    submit = partial(submit_plan, plan, by=request.user, at=timezone.now())
    return act(request, submit, _("The plan is submitted to the Government."), plan)


@require_POST
def plan_return(request, plan):
    plan = find_plan(request, plan)
    if not can_return_plan(request.user, plan):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    take_back = partial(return_plan, plan, reason=reason, by=request.user, at=timezone.now())
    return act(request, take_back, _("The plan is a draft again."), plan)


@never_cache
def plan_approve(request, plan):
    """By which act the plan was approved."""
    plan = find_plan(request, plan)
    if not can_approve_plan(request.user, plan):
        raise PermissionDenied
    form = ApproveForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["act"]
        approve = partial(approve_plan, plan, act=found, by=request.user, at=timezone.now())
        if do_or_say(form, approve):
            messages.success(request, _("The plan is approved: its measures are carried out now."))
            return redirect(plan)
    return render(request, "schemes/plan_approve.html", {"form": form, "plan": plan})
