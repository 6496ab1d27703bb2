"""Pages: the files of a memorandum: what there is, order what is missing, download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from councils.views.live import live_page

from ..documents.ordering import order_files
from ..models import MemorandumFile
from ..permissions import can_negotiate, can_read_file
from .file_sets import find_version, may_order, page_of, sets_of
from .finding import find_memorandum


@never_cache
@login_not_required
@require_safe
def file_list(request, uid):
    """All documents of a version (`?version=`, the last one unless named), renewing itself while
    some are being made."""
    memorandum = find_memorandum(request, uid)
    negotiates = can_negotiate(request.user, memorandum)
    if not negotiates and not memorandum.is_public:
        raise Http404
    context = page_of(request, memorandum, negotiates=negotiates)
    return live_page(request, "memoranda/file_list.html", "memoranda/_file_sets.html", context)


@require_POST
def file_order(request, uid):
    """Order a set of documents: once for the same facts; one that failed is begun anew."""
    memorandum = find_memorandum(request, uid)
    version = find_version(memorandum, request.POST.get("version", ""))
    purpose, edition = request.POST.get("purpose", ""), request.POST.get("edition", "")
    if not may_order(request.user, memorandum, purpose, edition):
        raise Http404
    if purpose == MemorandumFile.Purpose.REPORT:
        order_files(memorandum, purpose=purpose, edition=edition, at=timezone.now())
    else:
        offered = [(one.files.purpose, one.files.subject) for one in sets_of(request.user, version)]
        if (purpose, edition) not in offered:
            raise Http404
        facts = {"purpose": purpose, "version": version, "edition": edition}
        order_files(memorandum, **facts, at=timezone.now())
    messages.success(request, _("The documents are being made; they appear here in a moment."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("memoranda:file_list", args=[memorandum.uid])
        back += f"?version={version.number}" if version else ""
    return redirect(back)


@login_not_required
@require_safe
def file_download(request, uid, file):
    """A document, shown where the browser can; `?download` saves it."""
    memorandum = find_memorandum(request, uid)
    found = get_object_or_404(
        memorandum.files.select_related("stored", "version"), stored__uid=file
    )
    found.memorandum = memorandum
    if not can_read_file(request.user, found):
        raise Http404
    inline = "download" not in request.GET
    is_for_all = can_read_file(AnonymousUser(), found)  # only then may caches between keep it
    return file_response(request, found.stored, inline=inline, public=is_for_all)
