"""Pages: approval inside each party, and the way into it and back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.approval import DecisionForm
from ..permissions import (
    can_add_step,
    can_decide_step,
    can_open_approval,
    can_remove_step,
    can_reopen_step,
    can_return_to_negotiation,
)
from ..services.approval import (
    add_step,
    decide_step,
    open_approval,
    remove_step,
    reopen_step,
    return_to_negotiation,
)
from .approval_parts import approval_page, step_form
from .finding import find_approval, find_negotiated, find_step


@never_cache
@require_safe
def approval_detail(request, uid):
    """One's own sheet by stages; of the other parties only how far they are."""
    memorandum = find_negotiated(request, uid)
    context = approval_page(request.user, memorandum)
    return render(request, "memoranda/approval_detail.html", context)


@require_POST
def approval_open(request, uid):
    memorandum = find_negotiated(request, uid)
    if not can_open_approval(request.user, memorandum):
        raise PermissionDenied
    begin = partial(open_approval, memorandum, by=request.user, at=timezone.now())
    text = _("Approval has begun: every party has its sheet.")
    return act(request, begin, text, _page(memorandum))


@require_POST
def negotiation_return(request, uid):
    memorandum = find_negotiated(request, uid)
    if not can_return_to_negotiation(request.user, memorandum):
        raise PermissionDenied
    go_back = partial(
        return_to_negotiation,
        memorandum,
        reason=reason_of(request),
        by=request.user,
        at=timezone.now(),
    )
    return act(request, go_back, _("The text is under negotiation again."), _page(memorandum))


def step_create(request, uid):
    """Put a department on the sheet; a wrong form comes back with what was typed."""
    sheet = find_approval(request, uid)
    if not can_add_step(request.user, sheet):
        raise PermissionDenied
    if request.method != "POST":
        return redirect(sheet)
    form = step_form(sheet, request.POST)
    if form.is_valid():
        add = partial(add_step, sheet, fields=form.cleaned_data, by=request.user, at=timezone.now())
        if do_or_say(form, add):
            return redirect(f"{sheet.get_absolute_url()}#sheet-{sheet.uid}")
    context = approval_page(request.user, sheet.version.memorandum, form)
    return render(request, "memoranda/approval_detail.html", context, status=422)


@require_POST
def step_remove(request, uid):
    step = find_step(request, uid)
    if not can_remove_step(request.user, step.sheet):
        raise PermissionDenied
    remove = partial(remove_step, step, by=request.user, at=timezone.now())
    return act(request, remove, _("The department was taken off the sheet."), step.sheet)


@require_POST
def step_decide(request, uid):
    step = find_step(request, uid)
    if not can_decide_step(request.user, step):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return redirect(step.sheet)
    decide = partial(decide_step, step, **form.cleaned_data, by=request.user, at=timezone.now())
    return act(request, decide, _("Your decision is on the approval sheet."), step.sheet)


@require_POST
def step_reopen(request, uid):
    step = find_step(request, uid)
    if not can_reopen_step(request.user, step.sheet):
        raise PermissionDenied
    reopen = partial(reopen_step, step, by=request.user, at=timezone.now())
    return act(request, reopen, _("The department is asked once more."), step.sheet)


def reason_of(request) -> str:
    """The typed reason; an empty one is refused by the service in its own words."""
    form = ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""


def _page(memorandum) -> str:
    return reverse("memoranda:approval_detail", args=[memorandum.uid])
