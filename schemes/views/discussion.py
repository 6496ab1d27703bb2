"""Pages of public discussions: all of them, one, and what the secretariat does with it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agglo_portal.core.pages import act, post_to
from agglo_portal.core.rules import Refused
from councils.views.lists import kept_query, page_of, results_part

from ..forms.discussion import DiscussionForm, ExtendForm
from ..permissions.discussion import (
    can_announce_discussion,
    can_change_discussion,
    can_extend_discussion,
    can_moderate,
    can_plan_discussion,
)
from ..reports.discussion import counts_of, visible_discussions
from ..services.discussion import (
    announce_discussion,
    change_discussion,
    extend_discussion,
    plan_discussion,
)
from .discussion_parts import find_discussion, map_of, searched, stage_of
from .finding import find_edition


@login_not_required
@require_safe
def discussion_list(request):
    """Discussions of all schemes: open ones, and what came of those that are over."""
    rows = visible_discussions(request.user).with_public_count().order_by("-closes_on", "-pk")
    page = page_of(request, rows, plain_rows=visible_discussions(request.user))
    listed = [(one, stage_of(one)) for one in page.object_list]
    return render(request, "schemes/discussion_list.html", {"page": page, "listed": listed})


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def discussion_detail(request, uid):
    """What is discussed, the remarks on the map and as a list, the way to write one."""
    discussion = find_discussion(request, uid)
    remarks, form = searched(request, discussion)
    context = {
        "discussion": discussion,
        "scheme": discussion.edition.scheme,
        "stage": stage_of(discussion),
        "map": map_of(discussion, discussion.remarks.public()),
        "form": form,
        "page": page_of(request, remarks, plain_rows=remarks),
        "query": kept_query(request),
        "counts": counts_of(discussion),
        "can_lead": can_change_discussion(request.user, discussion),
        "can_moderate": can_moderate(request.user, discussion),
        "extend_form": ExtendForm(),
    }
    part = results_part(request)
    return render(request, f"schemes/discussion_detail.html{part}", context)


def discussion_create(request, scheme, edition):
    """Plan the discussion of a draft."""
    found = find_edition(request, scheme, edition)
    if not can_plan_discussion(request.user, found):
        raise PermissionDenied
    form = DiscussionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = partial(plan_discussion, found, **form.given)
        if discussion := _done(request, form, plan, _("The discussion is planned.")):
            return redirect(discussion)
    context = {"form": form, "edition": found, "scheme": found.scheme}
    return render(request, "schemes/discussion_create.html", context)


def discussion_change(request, uid):
    """Change a discussion that is not announced."""
    discussion = find_discussion(request, uid)
    if not can_change_discussion(request.user, discussion):
        raise PermissionDenied
    form = DiscussionForm(request.POST or None, initial=DiscussionForm.initial_of(discussion))
    if request.method == "POST" and form.is_valid():
        change = partial(change_discussion, discussion, **form.given)
        if _done(request, form, change, _("Saved.")):
            return redirect(discussion)
    edition = discussion.edition
    context = {"form": form, "edition": edition, "scheme": edition.scheme, "discussion": discussion}
    return render(request, "schemes/discussion_change.html", context)


@require_POST
def discussion_announce(request, uid):
    discussion = find_discussion(request, uid)
    if not can_announce_discussion(request.user, discussion):
        raise PermissionDenied
    announce = partial(announce_discussion, discussion, by=request.user, at=timezone.now())
    return act(request, announce, _("The discussion is announced."), discussion)


@post_to("schemes:discussion_detail")
def discussion_extend(request, uid):
    discussion = find_discussion(request, uid)
    if not can_extend_discussion(request.user, discussion):
        raise PermissionDenied
    form = ExtendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the new last day."))
        return redirect(discussion)
    extend = partial(
        extend_discussion, discussion, **form.cleaned_data, by=request.user, at=timezone.now()
    )
    return act(request, extend, _("The discussion is extended."), discussion)


def _done(request, form, function, success: str):
    """Call the service; a refusal stands in the form, and nothing is given back."""
    try:
        discussion = function(by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, success)
    return discussion
