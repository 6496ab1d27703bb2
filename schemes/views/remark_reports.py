"""All published remarks with their answers as files: a table at once, documents on order."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agglo_portal.core.pages import post_to
from agglo_portal.core.rules import Refused

from ..documents.remarks import remarks_as_csv
from ..models import SchemeFile
from ..reports.discussion import report_order
from ..services.files import order_file
from .discussion_parts import find_discussion

FORMATS = ("pdf", "docx")


@login_not_required
@require_safe
def remark_export(request, uid):
    """The table for spreadsheets, sent row by row."""
    discussion = find_discussion(request, uid)
    site = f"{request.scheme}://{request.get_host()}"
    rows = remarks_as_csv(discussion, site, request.LANGUAGE_CODE)
    name = f"remarks-{discussion.edition.scheme.code}-{discussion.edition.code}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@post_to("schemes:discussion_detail")
def remark_report(request, uid):
    """Order the report as a document; the page of the file shows how far it is."""
    discussion = find_discussion(request, uid)
    format = request.POST.get("format")
    if format not in FORMATS or discussion.announced_at is None:
        raise Http404
    order = report_order(discussion, format=format, language=(get_language() or "kk")[:2])
    by = request.user if request.user.is_authenticated else None
    make = partial(order_file, discussion.edition, purpose=SchemeFile.Purpose.REMARKS, order=order)
    try:
        return redirect(make(by=by, at=timezone.now()))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(discussion)
