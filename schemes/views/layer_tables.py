"""Pages: a layer of an edition as a table, for those without a map."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from councils.views.lists import chosen_filters, kept_query, page_of, results_part

from ..forms.layer_tables import LayerTableForm
from ..reports import layer_tables as report
from .finding import find_layer
from .map_parts import chosen_edition, editions_of, layers_of


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def layer_detail(request, scheme, layer):
    """The objects of a layer in ?edition: search, filters, order, the way to the map and files."""
    found = find_layer(request, scheme, layer)
    editions = editions_of(request.user, found.scheme)
    edition = chosen_edition(editions, request.GET.get("edition", ""))
    if edition is None:
        raise Http404
    phases = found.scheme.phases.order_by("position")
    form = LayerTableForm(found, phases, request.GET)
    rows = report.rows_of(edition, found, form.asked())
    orders = report.orders_of(found)
    sort = request.GET.get("sort") if request.GET.get("sort") in orders else "code"
    page = page_of(request, report.in_order(rows, sort), plain_rows=rows)
    columns = report.columns_of(found, page.object_list)
    context = {
        "layer": found,
        "edition": edition,
        "editions": editions,
        "layers": layers_of(edition),
        "form": form,
        "chosen": chosen_filters(request, _Filters(form)),
        "sort": sort,
        "orders": orders,
        "page": page,
        "columns": columns,
        "rows": report.with_cells(page.object_list, columns),
        "query": kept_query(request),
    }
    return render(request, f"schemes/layer_detail.html{results_part(request)}", context)


class _Filters:
    """The form as chosen_filters reads it."""

    def __init__(self, form):
        self.form = form
