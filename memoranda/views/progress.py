"""Pages and acts: reports on promises, their evidence."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act
from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.obligations import ProgressForm
from ..models import Obligation, Progress
from ..permissions import can_accept_progress, can_report_progress, can_return_progress
from ..services.progress import accept_progress, report_progress, return_progress
from .obligation_parts import find_obligation, knows_reports


@never_cache
def progress_create(request, uid):
    """The executor's form: what was done, how far, with what evidence."""
    obligation = find_obligation(request, uid)
    if not can_report_progress(request.user, obligation):
        raise PermissionDenied
    last = obligation.progress.filter(state="accepted").order_by("-at", "-pk").first()
    form = ProgressForm(
        request.POST or None,
        request.FILES or None,
        obligation=obligation,
        percent=last.percent if last else 0,
    )
    if request.method == "POST" and form.is_valid():
        report = partial(
            report_progress,
            obligation,
            fields=form.fields_of_progress,
            upload=form.cleaned_data["upload"],
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, report):
            messages.success(request, _("Sent. The secretariat will accept or return it."))
            return redirect(obligation)
    context = {"form": form, "obligation": obligation, "memorandum": obligation.memorandum}
    return render(request, "memoranda/progress_create.html", context)


@require_POST
def progress_accept(request, uid):
    progress = _find_progress(request, uid)
    if not can_accept_progress(request.user, progress):
        raise PermissionDenied
    accept = partial(accept_progress, progress, by=request.user, at=timezone.now())
    return act(request, accept, _("The report is accepted."), progress.obligation)


@require_POST
def progress_return(request, uid):
    progress = _find_progress(request, uid)
    if not can_return_progress(request.user, progress):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    give_back = partial(
        return_progress, progress, reason=reason, by=request.user, at=timezone.now()
    )
    text = _("The report is returned; its author is told why.")
    return act(request, give_back, text, progress.obligation)


@login_not_required
@require_safe
def evidence_download(request, uid):
    """The file of a report: of an accepted one to anyone who sees the promise."""
    progress = _find_progress(request, uid)
    if progress.evidence is None:
        raise Http404
    is_accepted = progress.state == Progress.State.ACCEPTED
    return file_response(
        request,
        progress.evidence,
        inline="download" not in request.GET,
        public=is_accepted and progress.obligation.memorandum.is_public,
    )


def _find_progress(request, uid) -> Progress:
    """A report that the person may see; one that is not accepted only its sides may."""
    rows = Progress.objects.select_related(
        "obligation__memorandum__body", "obligation__executor", "evidence"
    )
    seen = Obligation.objects.visible_to(request.user)
    progress = get_object_or_404(rows, uid=uid, obligation__in=seen)
    is_accepted = progress.state == Progress.State.ACCEPTED
    if not is_accepted and not knows_reports(request.user, progress.obligation):
        raise Http404
    return progress
