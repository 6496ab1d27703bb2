"""Pages: the frozen text and its signatures."""

from functools import partial

from allauth.account.decorators import reauthentication_required
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act
from councils.forms import HashesForm
from councils.views.live import live_page

from ..permissions import can_prepare_signing, can_send_for_signing, can_withdraw_signing
from ..reports.attempts import last_signing
from ..services.signing import (
    freeze_again,
    prepare_signing,
    refuse_signing,
    send_for_signing,
    sign_memorandum,
    withdraw_signing,
)
from .approval import reason_of
from .finding import find_negotiated, find_signing, is_for_all
from .signing_parts import signing_page


@never_cache
@csp_update({"frame-src": [SELF]})  # the frozen files are shown in frames, on this page alone
@require_safe
def signing_detail(request, uid):
    """The very files that are signed with their hashes; beside them, renewing itself, who signs."""
    memorandum = find_negotiated(request, uid)
    context = signing_page(request.user, memorandum)
    return live_page(
        request, "memoranda/signing_detail.html", "memoranda/_signing_side.html", context
    )


@require_POST
def signing_prepare(request, uid):
    memorandum = find_negotiated(request, uid)
    if not can_prepare_signing(request.user, memorandum):
        raise PermissionDenied
    prepare = partial(prepare_signing, memorandum, by=request.user, at=timezone.now())
    return act(request, prepare, _("The text is frozen for signature."), _page(memorandum))


@require_POST
def signing_freeze(request, uid):
    """Make the frozen files again after a failure."""
    memorandum = find_negotiated(request, uid)
    if not can_prepare_signing(request.user, memorandum):
        raise PermissionDenied
    again = partial(freeze_again, memorandum, by=request.user, at=timezone.now())
    return act(request, again, "", _page(memorandum))


@require_POST
def signing_send(request, uid):
    memorandum = find_negotiated(request, uid)
    if not can_send_for_signing(request.user, memorandum):
        raise PermissionDenied
    send = partial(send_for_signing, memorandum, by=request.user, at=timezone.now())
    text = _("Sent for signature, the signatories are told.")
    return act(request, send, text, _page(memorandum))


@require_POST
def signing_withdraw(request, uid):
    memorandum = find_negotiated(request, uid)
    if not can_withdraw_signing(request.user, memorandum):
        raise PermissionDenied
    withdraw = partial(
        withdraw_signing,
        memorandum,
        reason=reason_of(request),
        by=request.user,
        at=timezone.now(),
    )
    text = _("Withdrawn from signature; the text is under negotiation again.")
    return act(request, withdraw, text, _page(memorandum))


@never_cache
@reauthentication_required(allow_get=True)
def memorandum_sign(request, uid):
    """Take the signature on the shown bytes, after the password or the key was asked once more."""
    memorandum = find_negotiated(request, uid)
    if not _is_asked(request.user, memorandum):
        raise PermissionDenied
    if request.method != "POST":
        return redirect(_page(memorandum))
    form = HashesForm(request.POST)
    form.is_valid()  # a hash that is none is not that of the files: the service says so
    hashes = {name: form.cleaned_data.get(name, "") for name in form.fields}
    sign = partial(sign_memorandum, memorandum, **hashes, by=request.user, at=timezone.now())
    return act(request, sign, _("Signed. Thank you."), _page(memorandum))


@require_POST
@reauthentication_required
def signing_refuse(request, uid):
    memorandum = find_negotiated(request, uid)
    if not _is_asked(request.user, memorandum):
        raise PermissionDenied
    refuse = partial(
        refuse_signing,
        memorandum,
        reason=reason_of(request),
        by=request.user,
        at=timezone.now(),
    )
    text = _("Refused. The text is under negotiation again, all parties read why.")
    return act(request, refuse, text, _page(memorandum))


@login_not_required
@require_safe
def frozen_download(request, uid, language):
    """A frozen file, shown in the page of signing too; `?download` saves it."""
    sheet = find_signing(request, uid)
    stored = {"kk": sheet.file_kk, "ru": sheet.file_ru}.get(language)
    if stored is None:
        raise Http404
    inline = "download" not in request.GET
    return file_response(request, stored, inline=inline, public=is_for_all(sheet))


def _is_asked(user, memorandum) -> bool:
    """Whether the last attempt was sent to this person, whatever he did with it since."""
    sheet = last_signing(memorandum)
    return sheet is not None and sheet.signatures.filter(party__signatory__user=user).exists()


def _page(memorandum) -> str:
    return reverse("memoranda:signing_detail", args=[memorandum.uid])
