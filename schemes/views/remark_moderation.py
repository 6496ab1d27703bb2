"""Pages of the secretariat: the queue of remarks, and the acts on one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agglo_portal.core.pages import act, post_to
from agglo_portal.core.rules import Refused
from councils.views.lists import page_of

from ..forms.discussion import AnswerForm, RejectForm
from ..models import PublicRemark
from ..permissions.discussion import (
    can_answer_remark,
    can_moderate,
    can_publish_remark,
    can_reject_remark,
)
from ..reports.discussion import counts_of
from ..services.remark_moderation import answer_remark, publish_remark, reject_remark
from .discussion_parts import find_discussion, find_remark, stage_of

State = PublicRemark.State
QUEUES = {
    "waiting": (gettext_lazy("Wait for moderation"), State.CONFIRMED),
    "published": (gettext_lazy("Wait for an answer"), State.PUBLISHED),
    "answered": (gettext_lazy("Answered"), State.ANSWERED),
    "rejected": (gettext_lazy("Not published"), State.REJECTED),
}


@require_safe
def remark_list(request, uid):
    """The queue of moderation: the oldest first, so that nobody waits forgotten."""
    discussion = find_discussion(request, uid)
    if not can_moderate(request.user, discussion):
        raise PermissionDenied
    queue = request.GET.get("queue") if request.GET.get("queue") in QUEUES else "waiting"
    rows = discussion.remarks.filter(state=QUEUES[queue][1]).defer("email")
    counts = counts_of(discussion)
    context = {
        "discussion": discussion,
        "scheme": discussion.edition.scheme,
        "stage": stage_of(discussion),
        "queue": queue,
        "queues": [(name, label, getattr(counts, name)) for name, (label, _s) in QUEUES.items()],
        "page": page_of(request, rows.order_by("number", "pk"), plain_rows=rows),
    }
    return render(request, "schemes/remark_list.html", context)


@post_to("schemes:remark_detail")
def remark_publish(request, uid):
    remark = find_remark(request, uid)
    if not can_publish_remark(request.user, remark):
        raise PermissionDenied
    publish = partial(publish_remark, remark, by=request.user, at=timezone.now())
    return act(request, publish, _("The remark is published."), _back(request, remark))


@post_to("schemes:remark_detail")
def remark_reject(request, uid):
    remark = find_remark(request, uid)
    if not can_reject_remark(request.user, remark):
        raise PermissionDenied
    form = RejectForm(request.POST)
    back = _back(request, remark)
    if not form.is_valid():
        messages.error(
            request, _("Say why the remark is not published: its author reads the reason.")
        )
        return redirect(back)
    reject = partial(reject_remark, remark, **form.cleaned_data, by=request.user, at=timezone.now())
    return act(request, reject, _("The remark is not published; its author was told why."), back)


def remark_answer(request, uid):
    """The official answer: its form and the act."""
    remark = find_remark(request, uid)
    if not can_answer_remark(request.user, remark):
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_remark(remark, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is published and sent to the author."))
            return redirect("schemes:remark_detail", remark.uid)
    context = {
        "form": form,
        "remark": remark,
        "discussion": remark.discussion,
        "scheme": remark.discussion.edition.scheme,
    }
    return render(request, "schemes/remark_answer.html", context)


def _back(request, remark: PublicRemark) -> str:
    """Where the act was done: the queue, or the page of the remark."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("schemes:remark_detail", args=[remark.uid])
