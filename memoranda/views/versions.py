"""Pages: versions that were sent, any two compared, the text in force on a day."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..reports.consolidation import consolidated
from ..reports.reading import version_rows
from .comparing import Choice, compared
from .finding import find_memorandum, find_negotiated
from .heading import heading_of
from .leads import leads_of
from .text_rows import rows_of_consolidated, rows_of_version
from .version_lines import version_lines


@never_cache
@require_safe
def version_list(request, uid):
    """All versions, newest first: when, by whom, what changed, who received and who agreed."""
    memorandum = find_negotiated(request, uid)
    head = heading_of(request.user, memorandum, tab="versions")
    context = {**head, "lines": version_lines(memorandum)}
    return render(request, "memoranda/version_list.html", context)


@require_safe
def version_detail(request, uid, number):
    """The text of one version, word for word as it was sent."""
    memorandum = find_negotiated(request, uid)
    shown = get_object_or_404(memorandum.versions.select_related("by"), number=number)
    clauses = version_rows(shown)
    context = {
        **heading_of(request.user, memorandum, tab="versions"),
        "shown_version": shown,
        "titled": shown,
        "rows": rows_of_version(clauses),
        "leads": leads_of(clauses),
        "is_present": number == memorandum.version_number,
    }
    return render(request, "memoranda/version_detail.html", context)


@never_cache
@require_safe
def comparison_detail(request, uid):
    """Two versions (`?a=&b=`), inline or side by side, one language or both, changes or all."""
    memorandum = find_negotiated(request, uid)
    if memorandum.version_number == 0:
        raise Http404
    choice = Choice.of(request.GET, memorandum)
    context = {
        **heading_of(request.user, memorandum, tab="comparison"),
        "choice": choice,
        "numbers": range(1, memorandum.version_number + 1),
        "comparison": compared(memorandum, choice),
    }
    context["may_restore"] = context["is_lead"] and memorandum.is_worded
    return render(request, "memoranda/comparison_detail.html", context)


@login_not_required
@require_safe
def consolidated_detail(request, uid):
    """The text with all amendments in force on a day (`?on=`), each with where it comes from."""
    memorandum = find_memorandum(request, uid)
    if not memorandum.is_public:
        return redirect(memorandum)
    today = timezone.localdate()
    try:
        on = parse_date(request.GET.get("on", "")) or today
    except ValueError:
        on = today
    text = consolidated(memorandum, on)
    context = {
        "memorandum": memorandum,
        "text": text,
        "on": on,
        "today": today,
        "rows": rows_of_consolidated(text.rows),
        "titled": memorandum,
        "days": [one.in_force_on for one in memorandum.amendments.public().order_by("in_force_on")],
    }
    return render(request, "memoranda/consolidated_detail.html", context)
