"""Pages: the board of promises, one promise, its words."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Value, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.views.filling import do_or_say
from councils.views.lists import chosen_filters, kept_query, page_of, results_part

from ..filters import ObligationFilter
from ..forms.obligations import ObligationForm
from ..models import Obligation
from ..permissions import (
    can_add_obligation,
    can_cancel_obligation,
    can_change_obligation,
    can_reopen_obligation,
    posts_of,
)
from ..reports.obligations import counts_of
from ..services.obligations import (
    add_obligation,
    cancel_obligation,
    change_obligation,
    reopen_obligation,
)
from .finding import find_memorandum
from .obligation_parts import find_obligation, mark_late, obligation_page, with_last_report


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def obligation_list(request):
    """The board: the person's own first, then by deadline; how many stand how."""
    today = timezone.localdate()
    seen = Obligation.objects.visible_to(request.user)
    filterset = ObligationFilter(request.GET, queryset=seen, request=request)
    mine = set(posts_of(request.user))
    rows = with_last_report(filterset.qs).annotate(
        is_others=Case(When(executor__in=mine, then=Value(0)), default=Value(1)),
        is_settled=Case(When(state__in=["done", "cancelled"], then=Value(1)), default=Value(0)),
    )
    rows = rows.order_by("is_settled", "is_others", F("due_on").asc(nulls_last=True), "pk")
    page = page_of(request, rows, plain_rows=filterset.qs)
    context = {
        "filter": filterset,
        "chosen": chosen_filters(request, filterset),
        "page": page,
        "rows": mark_late(page.object_list, today, mine),
        "counts": counts_of(seen, today),
        "mine_counts": counts_of(seen.filter(executor__in=mine), today) if mine else None,
        "fields": "standing executor whose" if mine else "standing executor",
        "query": kept_query(request),
    }
    return render(request, f"memoranda/obligation_list.html{results_part(request)}", context)


@login_not_required
@require_safe
def obligation_detail(request, uid):
    """One promise: its words, who, by when, and every report with its evidence."""
    obligation = find_obligation(request, uid)
    context = obligation_page(request.user, obligation)
    return render(request, "memoranda/obligation_detail.html", context)


@never_cache
def obligation_create(request, uid):
    memorandum = find_memorandum(request, uid)
    if not can_add_obligation(request.user, memorandum):
        raise PermissionDenied
    form = ObligationForm(request.POST or None, memorandum=memorandum)
    if request.method == "POST" and form.is_valid():
        add = partial(
            add_obligation,
            memorandum,
            fields=form.fields_of_obligation,
            by=request.user,
            at=timezone.now(),
        )
        obligation = do_or_say(form, add)
        if obligation:
            messages.success(request, _("The obligation is written down."))
            return redirect(obligation)
    context = {"form": form, "memorandum": memorandum}
    return render(request, "memoranda/obligation_create.html", context)


@never_cache
def obligation_change(request, uid):
    obligation = find_obligation(request, uid)
    if not can_change_obligation(request.user, obligation):
        raise PermissionDenied
    memorandum = obligation.memorandum
    form = ObligationForm(request.POST or None, instance=obligation, memorandum=memorandum)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_obligation,
            obligation,
            fields=form.fields_of_obligation,
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(obligation)
    context = {"form": form, "memorandum": memorandum, "obligation": obligation}
    return render(request, "memoranda/obligation_change.html", context)


@require_POST
def obligation_cancel(request, uid):
    obligation = find_obligation(request, uid)
    if not can_cancel_obligation(request.user, obligation):
        raise PermissionDenied
    return _with_reason(request, obligation, cancel_obligation, _("The obligation is taken off."))


@require_POST
def obligation_reopen(request, uid):
    obligation = find_obligation(request, uid)
    if not can_reopen_obligation(request.user, obligation):
        raise PermissionDenied
    text = _("The obligation is to be done again.")
    return _with_reason(request, obligation, reopen_obligation, text)


def _with_reason(request, obligation, service, text):
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    call = partial(service, obligation, reason=reason, by=request.user, at=timezone.now())
    return act(request, call, text, obligation)
