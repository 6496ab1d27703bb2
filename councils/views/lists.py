"""What list pages share: pages with a capped count, chosen filters, order."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.functional import Promise

PER_PAGE = 20
MOST_COUNTED = 10_000  # counting on costs more than anybody reads


class CappedPaginator(Paginator):
    """Counts no further than MOST_COUNTED: the end of a very long list is reached by filters."""

    def __init__(self, rows, per_page, *, plain_rows):
        super().__init__(rows, per_page)
        self.plain_rows = plain_rows  # the same rows without what is shown of them

    @cached_property
    def count(self):
        return min(self.plain_rows.order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)


def page_of(request, rows, *, plain_rows) -> Page:
    """Give the page of the list that the address asks for; a wrong number is the nearest page."""
    return CappedPaginator(rows, PER_PAGE, plain_rows=plain_rows).get_page(request.GET.get("page"))


@dataclass(frozen=True)
class Chosen:
    """One filter in use: its name, what was chosen, the address of the list without it."""

    label: str | Promise
    value: str
    without: str


def results_part(request) -> str:
    """Name the part of the list's template that htmx asks for; nothing when the browser wants the
    whole page, as it does on its way back."""
    return "#results" if request.htmx and not request.htmx.history_restore_request else ""


def chosen_filters(request, filterset) -> list[Chosen]:
    """Give the filters in use, each with the way to take it off."""
    if not filterset.form.is_valid() and not filterset.form.cleaned_data:
        return []
    chosen = []
    for name, value in filterset.form.cleaned_data.items():
        if value in (None, ""):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        field = filterset.form.fields[name]
        chosen.append(Chosen(field.label, _in_words(field, value), f"?{query.urlencode()}"))
    return chosen


def kept_query(request, *, without=("page",)) -> str:
    """Give the query of the address, for links to the same choice in another form (CSV, feed)."""
    kept = [(name, value) for name, value in request.GET.items() if value and name not in without]
    return f"?{urlencode(kept)}" if kept else ""


def _in_words(field, value) -> str:
    choices = getattr(field, "choices", None)
    if choices is not None and not hasattr(value, "pk"):
        return str(dict(choices).get(value, value))
    if hasattr(value, "hour"):
        value = timezone.localtime(value)
    return f"{value:%d.%m.%Y}" if hasattr(value, "year") and hasattr(value, "day") else str(value)
