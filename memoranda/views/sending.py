"""Pages: sending the working text to the parties as the next version, reminding them."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from agglo_portal.core.pages import act, post_to
from councils.views.filling import do_or_say
from councils.working_days import add_working_days

from ..forms.negotiation import SendForm
from ..permissions import can_remind_parties, can_send_version
from ..services.negotiation import remind_parties
from ..services.versions import send_version
from .finding import find_memorandum, find_negotiated
from .heading import heading_of
from .send_parts import addressees_of, changes_to_send, missing_now

USUAL_DAYS = 5  # working days to answer, offered in the form


def version_send(request, uid):
    """What is missing, what changes, whose agreement falls, who is told; then sent for good."""
    memorandum = find_memorandum(request, uid)
    if not can_send_version(request.user, memorandum):
        raise PermissionDenied
    if not memorandum.is_worded:
        return redirect(memorandum)
    if request.method != "POST":
        usual = add_working_days(timezone.localdate(), USUAL_DAYS)
        return _send_page(request, memorandum, SendForm(initial={"due_on": usual}))
    form = SendForm(request.POST)
    if form.is_valid():
        send = partial(
            send_version, memorandum, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if sent := do_or_say(form, send):
            messages.success(
                request,
                _("Version %(number)s is sent. Each party gets a letter.")
                % {"number": sent.version.number},
            )
            return redirect(memorandum)
    return _send_page(request, memorandum, form, status=422)


def _send_page(request, memorandum, form, status=200):
    head = heading_of(request.user, memorandum, tab="draft")
    context = {
        **head,
        "form": form,
        "number": memorandum.version_number + 1,
        "missing": missing_now(memorandum),
        "changes": changes_to_send(memorandum, head["matrix"]),
        "addressees": addressees_of(memorandum),
    }
    return render(request, "memoranda/version_send.html", context, status=status)


@post_to("memoranda:matrix_detail")
def parties_remind(request, uid):
    """A polite letter to those whose word is awaited, at most one a day."""
    memorandum = find_negotiated(request, uid)
    if not can_remind_parties(request.user, memorandum):
        raise PermissionDenied
    remind = partial(remind_parties, memorandum, by=request.user, at=timezone.now())
    back = request.POST.get("next", "")
    if not (back and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("memoranda:matrix_detail", args=[uid])
    return act(request, remind, _("The reminder is on its way."), back)
