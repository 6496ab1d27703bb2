"""Pages: what a decision or an agenda item concerns, chosen by the secretariat of its body."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agglo_portal.core.pages import act
from councils.models import Decision
from councils.views.finding import find_decision, find_item

from ..forms.links import LinkForm, WordsForm
from ..models import DecisionLink
from ..permissions.links import can_link_decision, can_unlink_decision
from ..reports.links import concerned_by, find_linkable
from ..services.links import link_decision, unlink_decision

FINDERS = {"decision": find_decision, "item": find_item}


@require_http_methods(["GET", "HEAD", "POST"])
def link_create(request, kind, uid):
    """Search objects and measures by words; a button links one of them."""
    if kind not in FINDERS:
        raise Http404
    about = FINDERS[kind](request, uid)
    if not can_link_decision(request.user, about):
        raise PermissionDenied
    if request.method == "POST":
        return _link(request, about)
    words = WordsForm(request.GET)
    query = words.cleaned_data["q"] if words.is_valid() else ""
    concerned = concerned_by(request.user, about)
    context = {
        "about": about,
        "kind": kind,
        "query": query,
        "concerned": concerned,
        "found": find_linkable(request.user, query, without=concerned) if query else None,
    }
    return render(request, "schemes/link_create.html", context)


@require_POST
def link_remove(request, uid):
    link = get_object_or_404(
        DecisionLink.objects.select_related("decision__body", "item__meeting__body"), uid=uid
    )
    about = link.decision or link.item
    is_decision = isinstance(about, Decision)
    FINDERS["decision" if is_decision else "item"](request, about.uid)
    if not can_unlink_decision(request.user, link):
        raise PermissionDenied
    unlink = partial(unlink_decision, link, by=request.user, at=timezone.now())
    kind = "decision" if is_decision else "item"
    back = redirect("schemes:link_create", kind=kind, uid=about.uid).url
    return act(request, unlink, _("The link is removed."), back)


def _link(request, about):
    form = LinkForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Http404
    target = form.cleaned_data["target"]
    link = partial(link_decision, about, to=target, by=request.user, at=timezone.now())
    return act(request, link, _("Linked: {what}.").format(what=target), request.get_full_path())
