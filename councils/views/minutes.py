"""Pages: minutes – their wording, documents and signatures."""

from functools import partial

from allauth.account.decorators import reauthentication_required
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act, post_to

from ..forms import HashesForm, ReasonForm
from ..models import Meeting
from ..permissions import (
    can_change_minutes,
    can_prepare_minutes,
    can_render_minutes,
    can_revise_minutes,
    can_send_minutes,
    can_sign_minutes,
    can_withdraw_minutes,
)
from ..services.minutes import (
    change_wording,
    prepare_minutes,
    refuse_signature,
    render_minutes,
    revise_minutes,
    send_minutes,
    sign_minutes,
    withdraw_minutes,
)
from .filling import do_or_say
from .finding import find_minutes, find_minutes_file
from .live import live_page
from .record import is_signer, record_of, signing_page, wording_form


@never_cache
@require_safe
def minutes_detail(request, uid):
    """Facts beside words; on the right, renewing itself, the documents and the signatures."""
    minutes = find_minutes(request, uid)
    context = record_of(request.user, minutes)
    return live_page(
        request, "councils/minutes_detail.html", "councils/_minutes_side.html", context
    )


@post_to("councils:minutes_detail")
def minutes_change(request, uid):
    """Save the words; if somebody saved in between, show both and lose nothing."""
    minutes = find_minutes(request, uid)
    if not can_change_minutes(request.user, minutes):
        raise PermissionDenied
    form = wording_form(minutes, request.POST)
    if not form.is_valid():
        return _show_again(request, uid, form)
    change = partial(
        change_wording,
        minutes,
        fields=form.fields_of_minutes,
        sections=form.fields_of_sections,
        version=form.cleaned_data["version"],
        by=request.user,
        at=timezone.now(),
    )
    if not do_or_say(form, change):
        return _show_again(request, uid, form)
    messages.success(request, _("Saved. The documents are being made anew."))
    return redirect(minutes)


@require_POST
def minutes_render(request, uid):
    """Make the documents again after a failure."""
    minutes = find_minutes(request, uid)
    if not can_render_minutes(request.user, minutes):
        raise PermissionDenied
    render_again = partial(render_minutes, minutes, by=request.user, at=timezone.now())
    return act(request, render_again, "", minutes)


@require_POST
def minutes_prepare(request, uid):
    minutes = find_minutes(request, uid)
    if not can_prepare_minutes(request.user, minutes):
        raise PermissionDenied
    prepare = partial(prepare_minutes, minutes, by=request.user, at=timezone.now())
    return act(request, prepare, _("The minutes are prepared, the wording is frozen."), minutes)


@require_POST
def minutes_send(request, uid):
    minutes = find_minutes(request, uid)
    if not can_send_minutes(request.user, minutes):
        raise PermissionDenied
    send = partial(send_minutes, minutes, by=request.user, at=timezone.now())
    return act(request, send, _("Sent for signature, the signers are told."), minutes)


@never_cache
@csp_update({"frame-src": [SELF]})  # the documents are shown in frames, on this page alone
@reauthentication_required(allow_get=True)
def minutes_sign(request, uid):
    """The very documents that are signed, their hashes, and the signature on exactly these."""
    minutes = find_minutes(request, uid)
    if not is_signer(request.user, minutes):
        raise PermissionDenied
    if request.method != "POST":
        if not can_sign_minutes(request.user, minutes):
            return redirect(minutes)
        return render(request, "councils/minutes_sign.html", signing_page(request, minutes))
    form = HashesForm(request.POST)
    form.is_valid()  # a hash that is none is not that of the documents: the service says so
    hashes = {name: form.cleaned_data.get(name, "") for name in form.fields}
    sign = partial(sign_minutes, minutes, **hashes, by=request.user, at=timezone.now())
    return act(request, sign, _("Signed. Thank you."), minutes)


@require_POST
@reauthentication_required
def minutes_refuse(request, uid):
    minutes = find_minutes(request, uid)
    if not is_signer(request.user, minutes):
        raise PermissionDenied
    refuse = partial(
        refuse_signature, minutes, reason=_reason(request), by=request.user, at=timezone.now()
    )
    return act(request, refuse, _("Refused. The secretariat is told why."), minutes)


@require_POST
def minutes_withdraw(request, uid):
    minutes = find_minutes(request, uid)
    if not can_withdraw_minutes(request.user, minutes):
        raise PermissionDenied
    withdraw = partial(
        withdraw_minutes, minutes, reason=_reason(request), by=request.user, at=timezone.now()
    )
    return act(request, withdraw, _("Withdrawn from signature."), minutes)


@require_POST
def minutes_revise(request, uid):
    minutes = find_minutes(request, uid)
    if not can_revise_minutes(request.user, minutes):
        raise PermissionDenied
    revise = partial(revise_minutes, minutes, by=request.user, at=timezone.now())
    return act(request, revise, _("A new version can be worded."), minutes)


@login_not_required
@require_safe
def minutes_file(request, pk):
    """A rendered document, shown in the page of signing too; `?download` saves it."""
    file = find_minutes_file(request, pk)
    is_public = file.minutes.meeting.state == Meeting.State.PUBLISHED
    inline = "download" not in request.GET
    return file_response(request, file.stored, inline=inline, public=is_public)


def _reason(request) -> str:
    form = ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""


def _show_again(request, uid, form):
    """The page with all that was typed, over the newest version, so that saving again is meant."""
    minutes = find_minutes(request, uid)
    form.read_again(minutes.version)
    context = record_of(request.user, minutes, form=form)
    page = live_page(
        request, "councils/minutes_detail.html", "councils/_minutes_side.html", context
    )
    page.status_code = 409
    return page
