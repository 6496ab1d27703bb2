"""JSON for the map: what stands at a place, and what is called so."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.gis.geos import Point
from django.http import Http404, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .. import geo
from ..reports.map_search import objects_at, objects_called
from .finding import find_edition

MOST_ZOOM = 22


@login_not_required
@require_safe
def map_pick(request, scheme, edition):
    """The objects at ?at=lng,lat within a finger's reach at ?zoom, of ?layers up to ?phase."""
    found = find_edition(request, scheme, edition)
    layers = request.GET.get("layers")
    phase = found.scheme.phases.filter(code=request.GET.get("phase", "")).first()
    rows = objects_at(
        found,
        _place(request),
        zoom=_zoom(request),
        layers=None if layers is None else layers.split(","),
        phase=phase,
    )
    return _listed([_row(one) for one in rows])


@login_not_required
@require_safe
def map_search(request, scheme, edition):
    """The objects that ?q= names, or those called nearly so."""
    found = find_edition(request, scheme, edition)
    rows = objects_called(found, request.GET.get("q", ""))
    return _listed([_row(one) | {"box": one.box.extent} for one in rows])


def _row(feature) -> dict:
    return {
        "uid": str(feature.uid),
        "name": str(feature),
        "key": feature.key,
        "layer": feature.layer.code,
        "layer_name": feature.layer.name,
    }


def _listed(rows: list[dict]) -> JsonResponse:
    response = JsonResponse({"objects": rows})
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _place(request) -> Point:
    try:
        lng, lat = (float(part) for part in request.GET.get("at", "").split(","))
    except ValueError:
        raise Http404 from None
    if not (-180 <= lng <= 180 and -90 <= lat <= 90):
        raise Http404
    return Point(lng, lat, srid=geo.WGS84)


def _zoom(request) -> float:
    try:
        zoom = float(request.GET.get("zoom", ""))
    except ValueError:
        raise Http404 from None
    if not 0 <= zoom <= MOST_ZOOM:
        raise Http404
    return zoom
