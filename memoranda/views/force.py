"""Pages and acts of the register: register, suspend, resume, terminate."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act
from councils.views.filling import do_or_say

from ..forms.force import ResumptionForm, SuspensionForm, TerminationForm
from ..permissions import (
    can_register_memorandum,
    can_resume_memorandum,
    can_suspend_memorandum,
    can_terminate_memorandum,
)
from ..services.force import (
    resume_memorandum,
    suspend_memorandum,
    terminate_memorandum,
    termination_of,
)
from ..services.register import register_memorandum
from .finding import find_memorandum, find_negotiated


@require_POST
def memorandum_register(request, uid):
    memorandum = find_memorandum(request, uid)
    if not can_register_memorandum(request.user, memorandum):
        raise PermissionDenied
    register = partial(register_memorandum, memorandum, by=request.user, at=timezone.now())
    return act(request, register, _("Entered in the register."), memorandum)


@never_cache
def memorandum_suspend(request, uid):
    """A form that asks from which day and why, and the act."""
    memorandum = find_memorandum(request, uid)
    if not can_suspend_memorandum(request.user, memorandum):
        raise PermissionDenied
    form = SuspensionForm(request.POST or None, today=timezone.localdate())
    done = _("The memorandum is suspended.")
    return _ask(
        request, "memoranda/memorandum_suspend.html", memorandum, form, suspend_memorandum, done
    )


@never_cache
def memorandum_resume(request, uid):
    """A form that asks from which day it is in force again, and the act."""
    memorandum = find_memorandum(request, uid)
    if not can_resume_memorandum(request.user, memorandum):
        raise PermissionDenied
    form = ResumptionForm(request.POST or None, today=timezone.localdate())
    done = _("The memorandum is in force again.")
    return _ask(
        request, "memoranda/memorandum_resume.html", memorandum, form, resume_memorandum, done
    )


@never_cache
def memorandum_terminate(request, uid):
    """A form that asks from which day, by whose notice and why, and the act."""
    memorandum = find_memorandum(request, uid)
    if not can_terminate_memorandum(request.user, memorandum):
        raise PermissionDenied
    form = TerminationForm(
        request.POST or None,
        request.FILES or None,
        memorandum=memorandum,
        today=timezone.localdate(),
    )
    done = _("The end is recorded.")
    return _ask(
        request, "memoranda/memorandum_terminate.html", memorandum, form, terminate_memorandum, done
    )


@require_safe
def notice_download(request, uid):
    """The letter by which a party gave notice: for the parties and the secretariat."""
    memorandum = find_negotiated(request, uid)
    event = termination_of(memorandum)
    if event is None or event.letter is None:
        raise Http404
    return file_response(request, event.letter, inline="download" not in request.GET)


def _ask(request, template, memorandum, form, service, done):
    if request.method == "POST" and form.is_valid():
        call = partial(service, memorandum, **form.cleaned_data, by=request.user, at=timezone.now())
        if do_or_say(form, call):
            messages.success(request, done)
            return redirect(memorandum)
    context = {"form": form, "memorandum": memorandum}
    return render(request, template, context)
