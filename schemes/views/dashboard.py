"""The dashboard of an agglomeration: indicators, how the measures stand, where they happen."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import Measure, Plan
from ..reports.dashboard import part_names, standing_of
from ..reports.indicators import sections_of
from ..reports.plan_places import measure_shapes_of
from ..reports.sketches import latest_edition
from .finding import find_scheme


@login_not_required
@require_safe
def dashboard_detail(request, scheme):
    """Charts of the indicators, each with its table; measures by state, direction, executor."""
    scheme = find_scheme(request, scheme)
    measures = _measures(request, scheme)
    today = timezone.localdate()
    shapes = measure_shapes_of(measures, request.user, today)
    plans = list(_plans(request, scheme).newest_first())
    context = {
        "scheme": scheme,
        "agglomeration": scheme.agglomeration,
        "plans": plans,
        "plan": plans[0] if plans else None,
        "sections": sections_of(scheme.agglomeration),
        "standing": standing_of(measures, today),
        "part_names": part_names(),
        "edition": latest_edition(request.user, scheme),
        "placed": _placed(shapes),
    }
    return render(request, "schemes/dashboard_detail.html", context)


@login_not_required
@require_safe
def measure_shapes(request, scheme):
    """GeoJSON of the objects at which measures happen, as the newest visible edition holds them."""
    scheme = find_scheme(request, scheme)
    shapes = measure_shapes_of(_measures(request, scheme), request.user, timezone.localdate())
    return JsonResponse(shapes, json_dumps_params={"ensure_ascii": False})


def _plans(request, scheme):
    return Plan.objects.visible_to(request.user).filter(agglomeration=scheme.agglomeration)


def _measures(request, scheme):
    return Measure.objects.filter(plan__in=_plans(request, scheme))


def _placed(shapes: dict) -> list[dict]:
    """The measures on the map, each once with the names of its places."""
    by_url: dict[str, dict] = {}
    for shape in shapes["features"]:
        said = shape["properties"]
        one = by_url.setdefault(said["url"], {**said, "places": []})
        one["places"].append(said["name"])
    return list(by_url.values())
