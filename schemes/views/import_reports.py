"""Pages and files: the staged rows of an import, one by one."""

import json

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from agglo_portal.core.spreadsheets import heading_line, line

from ..documents.importing import field_names, short_of
from ..models import ImportRow
from ..reports.imports import rows_of, shapes_of, told_rows
from .import_parts import lines_of, problem_line
from .imports import find_import

PAGE_SIZE = 50


@never_cache
def import_rows(request, uid):
    """The rows, by what became of them or by what is wrong with them."""
    job = find_import(request, uid)
    outcome, code = request.GET.get("outcome", ""), request.GET.get("problem", "")
    rows = rows_of(job, outcome=outcome, code=code, told=not outcome and not code)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "job": job,
        "edition": job.edition,
        "scheme": job.edition.scheme,
        "page": page,
        "rows": lines_of(job, page.object_list),
        "outcome": outcome,
        "outcomes": ImportRow.Outcome.choices,
        "problem": short_of(code) if code else "",
    }
    return render(request, "schemes/import_rows.html", context)


@never_cache
def import_report(request, uid):
    """Every row with a problem, a line a problem: to correct the file by."""
    job = find_import(request, uid)
    names = field_names(job.layer, (get_language() or "kk")[:2])
    heading = [_("Row"), _("Code"), _("Name"), _("Outcome"), _("Field"), _("Column"), _("Problem")]

    def lines():
        yield heading_line(heading)
        for row in told_rows(job):
            values = row.values
            name = values.get("name_kk") or values.get("name_ru")
            for problem in row.problems:
                told = problem_line(problem, names)
                yield line(
                    [
                        row.number, values.get("key"), name, row.get_outcome_display(),
                        told["field"], told["column"], told["text"],
                    ]
                )  # fmt: skip

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    name = f"import-{job.started_at:%Y-%m-%d}-{job.layer.code}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@never_cache
def import_shapes(request, uid):
    """Staged shapes to look at on the map, those with problems first."""
    job = find_import(request, uid)
    parts = []
    for number, outcome, is_repaired, is_told, name, shape in shapes_of(job):
        about = {
            "row": number, "outcome": outcome, "repaired": is_repaired, "told": is_told,
            "name": name,
        }  # fmt: skip
        about = json.dumps(about, ensure_ascii=False)
        parts.append(f'{{"type":"Feature","properties":{about},"geometry":{shape}}}')
    body = f'{{"type":"FeatureCollection","features":[{",".join(parts)}]}}'
    return HttpResponse(body, content_type="application/geo+json")
