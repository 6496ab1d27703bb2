"""Two editions compared: counts, a table with filters, two maps, and all of it as CSV."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..compare_table import comparison_as_csv
from ..forms.comparing import KIND_NAMES, CompareForm
from ..models import Edition, Layer, Scheme
from ..reports import map as map_report
from ..reports.comparison import MOST, Asked, count_differences, differences, outlines
from .compare_looks import LOOKS, legend
from .file_limits import is_beyond_limit
from .finding import find_scheme

PER_PAGE = 50


@dataclass
class Comparing:
    """What the address asks for."""

    scheme: Scheme
    layers: list[Layer]
    form: CompareForm
    asked: Asked


@login_not_required
@require_safe
def edition_compare(request, scheme):
    """The table of what differs, with filters, and the maps beside each other."""
    scheme = find_scheme(request, scheme)
    editions = _editions(request, scheme)
    if len(editions) < 2:
        context = {"scheme": scheme, "is_alone": True}
        return render(request, "schemes/edition_compare.html", context)
    comparing = _comparing(request, scheme, editions)
    asked, layers = comparing.asked, comparing.layers
    counts = count_differences(asked, layers)
    shown = [one for one in counts if not asked.layers or one.layer in asked.layers]
    total = sum(one.of(asked.kind) for one in shown)
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PER_PAGE
    contents = map_report.contents_of(asked.new) or map_report.contents_of(asked.old)
    context = {
        "scheme": scheme,
        "form": comparing.form,
        "old": asked.old,
        "new": asked.new,
        "kind": asked.kind,
        "counts": [one for one in counts if one.differing or one.same],
        "sums": {kind: sum(one.of(kind) for one in shown) for kind in KIND_NAMES},
        "total": total,
        "page": page,
        "rows": list(differences(asked, layers, _language(), first=first, most=PER_PAGE)),
        "legend": legend(),
        "looks": LOOKS,
        "bounds": ",".join(f"{one:.4f}" for one in map_report.bounds_of(contents, layers)),
        "is_cut": total > MOST,
        "most": MOST,
        "query": request.GET.urlencode(),
    }
    response = render(request, "schemes/edition_compare.html", context)
    patch_cache_control(response, private=True)
    return response


@login_not_required
@require_safe
def edition_compare_csv(request, scheme):
    """All that differs as a table for spreadsheets: a line for each field that changed. It costs
    as much as a file of the scheme and counts as one."""
    if is_beyond_limit(request):
        messages.error(request, _("Too many files were ordered from here. Try again in an hour."))
        address = reverse("schemes:edition_compare", args=[scheme])
        return redirect(f"{address}?{request.GET.urlencode()}")
    comparing = _found(request, scheme)
    rows = comparison_as_csv(comparing.asked, comparing.layers, _language())
    asked = comparing.asked
    name = f"{comparing.scheme.code}-{asked.old.code}-{asked.new.code}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def edition_compare_shapes(request, scheme):
    """The outlines of what differs, of both sides, for the maps."""
    comparing = _found(request, scheme)
    content = outlines(comparing.asked, comparing.layers, _language())
    response = HttpResponse(content, content_type="application/geo+json")
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _found(request, code) -> Comparing:
    scheme = find_scheme(request, code)
    editions = _editions(request, scheme)
    if len(editions) < 2:
        raise Http404
    return _comparing(request, scheme, editions)


def _editions(request, scheme: Scheme):
    """What the person may see and what is whole: discarded drafts and half-copied ones are not."""
    rows = Edition.objects.visible_to(request.user).filter(scheme=scheme, filled_at__isnull=False)
    return rows.exclude(state=Edition.State.DISCARDED).newest_first()


def _comparing(request, scheme: Scheme, editions) -> Comparing:
    found = list(editions)
    for edition in found:
        edition.scheme = scheme
    new = _named(found, request.GET.get("to")) or found[0]
    old = _named(found, request.GET.get("from")) or _before(found, new)
    layers = list(scheme.layers.with_theme_order().in_legend_order())
    form = CompareForm(
        request.GET, editions=editions, layers=scheme.layers.with_theme_order().in_legend_order(),
        old=old, new=new,
    )  # fmt: skip
    return Comparing(scheme, layers, form, Asked(old, new, form.chosen_layers, form.chosen_kind))


def _named(editions: list[Edition], code: str | None) -> Edition | None:
    """The edition that the address names; one that the person does not see is not there."""
    if not code:
        return None
    named = [one for one in editions if one.code == code]
    if not named:
        raise Http404
    return named[0]


def _before(editions: list[Edition], new: Edition) -> Edition:
    """What the edition began from, else the one before it in time, else any other."""
    based = [one for one in editions if one.pk == new.based_on_id]
    older = [one for one in editions if one.year < new.year]
    others = [one for one in editions if one.pk != new.pk]
    return (based or older or others)[0]


def _language() -> str:
    return (get_language() or "kk")[:2]
