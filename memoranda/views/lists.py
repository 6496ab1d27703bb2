"""Pages: the public register of memoranda, and what is on its way to signature."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from councils.views.lists import chosen_filters, kept_query, page_of, results_part

from ..filters import MemorandumFilter
from ..models import Memorandum, Party
from ..open_data import memoranda_as_csv
from ..permissions import can_draft_memorandum, posts_of
from ..reports.negotiations import negotiation_rows, negotiations_of
from .negotiation_parts import drafts_of, groups_of

ORDERS = {
    "newest": (_("Newest first"), ["-registered_at", "-pk"]),
    "oldest": (_("Oldest first"), ["registered_at", "pk"]),
    "title": (_("By title"), ["title_kk", "pk"]),
}
BY_YEAR = ("newest", "oldest")  # orders in which the list is parted by years
MOST_SHOWN = 200  # negotiations of one person


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def memorandum_list(request):
    """The register: what was signed by all and registered, whatever came after."""
    public = Memorandum.objects.public()
    filterset = MemorandumFilter(request.GET, queryset=public, request=request)
    sort = request.GET.get("sort") if request.GET.get("sort") in ORDERS else "newest"
    parties = Party.objects.select_related("organisation").in_order()
    rows = filterset.qs.select_related("body", "amends").prefetch_related(
        Prefetch("parties", parties, to_attr="ordered_parties")
    )
    context = {
        "filter": filterset,
        "chosen": chosen_filters(request, filterset),
        "page": page_of(request, rows.order_by(*ORDERS[sort][1]), plain_rows=filterset.qs),
        "sort": sort,
        "orders": [(key, label) for key, (label, _fields) in ORDERS.items()],
        "parted_by_year": sort in BY_YEAR,
        "query": kept_query(request),
        "may_draft": can_draft_memorandum(request.user),
        "negotiates": bool(posts_of(request.user)) or can_draft_memorandum(request.user),
    }
    return render(request, f"memoranda/memorandum_list.html{results_part(request)}", context)


@login_not_required
@require_safe
def memorandum_export(request):
    """The filtered register as CSV, the same for whoever asks."""
    public = Memorandum.objects.public().register_order()
    memoranda = MemorandumFilter(request.GET, queryset=public, request=request).qs
    site = f"{request.scheme}://{request.get_host()}"
    rows = memoranda_as_csv(memoranda, site, request.LANGUAGE_CODE)
    headers = {"Content-Disposition": 'attachment; filename="memoranda.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
@require_safe
def negotiation_list(request):
    """What the person negotiates or leads: what waits for them first, then by deadline."""
    under_way = negotiations_of(request.user).newest_first()[:MOST_SHOWN]
    rows = negotiation_rows(under_way, organisations=posts_of(request.user))
    context = {
        "groups": groups_of(request.user, rows, today=timezone.localdate()),
        "drafts": drafts_of(request.user),
        "count": len(rows),
        "may_draft": can_draft_memorandum(request.user),
    }
    return render(request, "memoranda/negotiation_list.html", context)
