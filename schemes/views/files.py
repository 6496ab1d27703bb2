"""Pages: data of an edition for other programs, maps in print; ordered, made, taken."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import post_to
from agglo_portal.core.rules import Refused
from councils.views.live import live_page

from ..forms.files import ExportForm, PrintForm
from ..models import Edition, SchemeFile
from ..permissions.files import can_order_file
from ..rules.orders import PRINT_FORMATS
from ..services.files import find_ordered, order_file
from .file_limits import is_beyond_limit
from .file_parts import described, rendering_of
from .finding import find_edition

OFTEN = "2s"
FORMS = {SchemeFile.Purpose.EXPORT: ExportForm, SchemeFile.Purpose.PRINT: PrintForm}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_create(request, scheme, edition):
    """Order data or a print: ?layers=&phase=&bbox=&format= of a link fill the form in."""
    found = find_edition(request, scheme, edition)
    if not can_order_file(request.user, found):
        raise PermissionDenied
    purpose = _purpose(request)
    kind = FORMS[purpose]
    if request.method == "POST":
        form = kind(found, request.POST, query=request.GET)
        if form.is_valid():
            answer = _order(request, found, purpose, form.order)
            if answer is not None:
                return answer
    else:
        form = kind(found, initial=kind.asked(request.GET), query=request.GET)
    context = {"edition": found, "scheme": found.scheme, "form": form, "purpose": purpose}
    status = 429 if getattr(request, "is_limited", False) else 200
    return render(request, "schemes/file_create.html", context, status=status)


def _purpose(request) -> str:
    asked = request.POST.get("purpose") or request.GET.get("purpose", "")
    is_print = asked == SchemeFile.Purpose.PRINT or request.GET.get("format") in PRINT_FORMATS
    return SchemeFile.Purpose.PRINT if is_print else SchemeFile.Purpose.EXPORT


def _order(request, edition: Edition, purpose: str, order: dict):
    """Order the file and lead to its page; nothing, with a message, if it is refused."""
    known = find_ordered(edition, purpose=purpose, order=order)
    if known is None and is_beyond_limit(request):
        request.is_limited = True
        messages.error(request, _("Too many files were ordered from here. Try again in an hour."))
        return None
    by = request.user if request.user.is_authenticated else None
    try:
        return redirect(order_file(edition, purpose=purpose, order=order, by=by, at=timezone.now()))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None


@login_not_required
@require_safe
def file_detail(request, uid):
    """How far a file is, what is in it, and the file itself."""
    file = _find(request, uid)
    rendering = rendering_of(file)
    context = {
        "file": file,
        "edition": file.edition,
        "scheme": file.edition.scheme,
        "rendering": rendering,
        "every": OFTEN if rendering.is_under_way else "",
        **described(file),
    }
    return live_page(request, "schemes/file_detail.html", "schemes/_file_live.html", context)


@login_not_required
@require_safe
def file_download(request, uid):
    """The bytes; a print is shown in the browser unless ?download."""
    file = _find(request, uid)
    if file.file is None:
        raise Http404
    inline = "download" not in request.GET and file.purpose == SchemeFile.Purpose.PRINT
    return file_response(request, file.file, inline=inline, public=file.edition.is_public)


@login_not_required
@post_to("schemes:file_detail")
def file_renew(request, uid):
    """Order the same again: it failed, or the edition has changed since."""
    file = _find(request, uid)
    if not can_order_file(request.user, file.edition):
        raise PermissionDenied
    return _order(request, file.edition, file.purpose, file.order) or redirect(file)


def _find(request, uid) -> SchemeFile:
    """Give a file of an edition that the person may see; else there is none (404)."""
    rows = SchemeFile.objects.select_related("edition__scheme__body", "file", "work")
    visible = Edition.objects.visible_to(request.user)
    return get_object_or_404(rows.filter(edition__in=visible), uid=uid)
