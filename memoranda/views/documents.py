"""Pages: the memorandum as its parties read it, one clause under negotiation, the matrix."""

from django.contrib.auth.decorators import login_not_required
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..matrix_table import matrix_as_csv
from ..models import Clause
from ..permissions import can_negotiate, can_remind_parties
from ..reports.reading import tree_of
from .clause_panes import clause_panes, shown_matrix_rows
from .finding import find_memorandum, find_negotiated
from .heading import heading_of
from .leads import leads_of
from .next_steps import next_step, standing_of
from .public import public_detail
from .reading import note_opened
from .text_rows import rows_of_matrix, rows_of_tree


@login_not_required
@never_cache
@require_safe
def memorandum_detail(request, uid):
    """The whole text in both languages; what is registered has its public page.

    A party's person who opens it receives the version (domain rule 52).
    """
    memorandum = find_memorandum(request, uid)
    if memorandum.is_public or not can_negotiate(request.user, memorandum):
        return public_detail(request, memorandum)
    head = heading_of(request.user, memorandum, tab="text")
    note_opened(request.user, head)
    return render(request, "memoranda/memorandum_detail.html", _text_page(memorandum, head))


def _text_page(memorandum, head: dict) -> dict:
    matrix = head["matrix"]
    if head["version"]:
        rows, titled = rows_of_matrix(memorandum, matrix), head["version"]
    else:
        rows, titled = rows_of_tree(tree_of(memorandum)), memorandum
    return {
        **head,
        "rows": rows,
        "titled": titled,
        "leads": leads_of([row.clause for row in rows]),
        "step": next_step(memorandum, head, today=timezone.localdate()),
        "mx_rows": shown_matrix_rows(matrix),
    }


@never_cache
@require_safe
def clause_detail(request, uid, clause):
    """One clause: the tree, its pair of texts with suggestions and positions, the discussion."""
    memorandum = find_negotiated(request, uid)
    found = get_object_or_404(Clause, uid=clause, memorandum=memorandum)
    context = clause_panes(request.user, memorandum, found, query=request.GET)
    note_opened(request.user, context)
    return render(request, "memoranda/clause_detail.html", context)


@never_cache
@require_safe
def matrix_detail(request, uid):
    """Who agrees to what, what blocks, what waits for whom since when; `?format=csv` as a table."""
    memorandum = find_negotiated(request, uid)
    head = heading_of(request.user, memorandum, tab="matrix")
    if request.GET.get("format") == "csv":
        return _table(request, memorandum, head["matrix"])
    note_opened(request.user, head)
    matrix, only_open = head["matrix"], request.GET.get("show") == "open"
    standing = standing_of(matrix, head["party"])
    context = {
        **head,
        "standing": standing,
        "only_open": only_open,
        "mx_rows": [row for row in matrix.rows if not (only_open and row.state == "ready")],
        "today": timezone.localdate(),
        "may_remind": can_remind_parties(request.user, memorandum) and head["is_negotiated"],
        "may_agree": head["is_heard"] and head["speaks"] and bool(standing.waiting),
    }
    return render(request, "memoranda/matrix_detail.html", context)


def _table(request, memorandum, matrix):
    name = f"matrix-{memorandum.version_number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    rows = matrix_as_csv(matrix, request.LANGUAGE_CODE)
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)
