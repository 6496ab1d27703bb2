"""Pages: the register of decisions, one decision, its draft, its assignments."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agglo_portal.core.pages import act
from agglo_portal.core.rules import Refused

from ..exports import decisions_as_csv
from ..feeds import DecisionFeed
from ..filters import DecisionFilter
from ..forms import ExecutedForm, ReasonForm
from ..models import Assignment, Decision, Poll
from ..permissions import can_complete_assignment, can_defer_decision, can_reopen_assignment
from ..services.assignments import complete_assignment, reopen_assignment
from ..services.decisions import defer_decision
from .decision_parts import decision_page
from .finding import find_decision
from .lists import chosen_filters, kept_query, page_of, results_part

ORDERS = {
    "newest": (gettext_lazy("Newest first"), ["-registered_at", "-pk"]),
    "oldest": (gettext_lazy("Oldest first"), ["registered_at", "pk"]),
    "number": (gettext_lazy("By number"), ["-year", "number", "pk"]),
    "title": (gettext_lazy("By title"), ["title_kk", "pk"]),
}
BY_YEAR = ("newest", "oldest", "number")  # orders in which the list is parted by years


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def decision_list(request):
    """The register: published decisions, and to members those still to be published."""
    registered = Decision.objects.visible_to(request.user).registered()
    filterset = DecisionFilter(request.GET, queryset=registered, request=request)
    sort = request.GET.get("sort") if request.GET.get("sort") in ORDERS else "newest"
    polls = Prefetch("polls", Poll.objects.filter(state=Poll.State.CLOSED), to_attr="closed_polls")
    rows = filterset.qs.with_progress(timezone.localdate()).with_meeting()
    rows = rows.prefetch_related(polls).order_by(*ORDERS[sort][1])
    context = {
        "filter": filterset,
        "chosen": chosen_filters(request, filterset),
        "page": page_of(request, rows, plain_rows=filterset.qs),
        "sort": sort,
        "orders": [(key, label) for key, (label, _fields) in ORDERS.items()],
        "parted_by_year": sort in BY_YEAR,
        "query": kept_query(request),
        "api_url": reverse("councils_api:decision-list"),
    }
    part = results_part(request)
    return render(request, f"councils/decision_list.html{part}", context)


@login_not_required
@require_safe
def decision_export(request):
    """The filtered register as CSV: published decisions only, whoever asks."""
    published = Decision.objects.published().with_meeting().newest_first()
    decisions = DecisionFilter(request.GET, queryset=published, request=request).qs
    site = f"{request.scheme}://{request.get_host()}"
    rows = decisions_as_csv(decisions, site, request.LANGUAGE_CODE)
    headers = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def decision_feed(request):
    return DecisionFeed()(request)


@login_not_required
@require_safe
def decision_detail(request, uid):
    decision = find_decision(request, uid)
    return render(request, "councils/decision_detail.html", decision_page(request, decision))


@require_POST
def decision_defer(request, uid):
    """Put the decision off without a vote; goes back to the page it came from (`next`)."""
    decision = find_decision(request, uid)
    if not can_defer_decision(request.user, decision):
        raise PermissionDenied
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = decision.get_absolute_url()
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the decision is put off."))
        return redirect(back)
    defer = partial(
        defer_decision, decision, **form.cleaned_data, by=request.user, at=timezone.now()
    )
    return act(request, defer, _("The decision is put off to another meeting."), back)


def assignment_complete(request, uid):
    """A form that asks when and how an assignment was executed, and the act."""
    assignment = _find_assignment(request, uid)
    if not can_complete_assignment(request.user, assignment):
        raise PermissionDenied
    form = ExecutedForm(request.POST or None, assignment=assignment, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            complete_assignment(assignment, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The assignment is marked as executed."))
            return redirect(assignment.point.decision)
    context = {"form": form, "assignment": assignment, "decision": assignment.point.decision}
    return render(request, "councils/assignment_complete.html", context)


@require_POST
def assignment_reopen(request, uid):
    assignment = _find_assignment(request, uid)
    if not can_reopen_assignment(request.user, assignment):
        raise PermissionDenied
    reopen = partial(reopen_assignment, assignment, by=request.user, at=timezone.now())
    back = assignment.point.decision
    return act(request, reopen, _("The assignment is in progress again."), back)


def _find_assignment(request, uid) -> Assignment:
    assignments = Assignment.objects.visible_to(request.user)
    return get_object_or_404(
        assignments.select_related("executor", "point__decision__body"), uid=uid
    )
