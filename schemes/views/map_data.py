"""JSON for the maps of the pages: what an edition holds, and the objects of a layer."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..models import Edition, Layer
from ..reports import map as report
from ..reports.legends import legend_of
from .finding import find_edition, find_layer
from .map_parts import layers_of, phases_of

A_DAY = 24 * 3600
A_MINUTE = 60


@login_not_required
@require_safe
def map_info(request, scheme, edition):
    """What an edition holds: layers with style, legend and counts, phases, bounds."""
    found = find_edition(request, scheme, edition)
    return _answer(request, JsonResponse(info_of(found)).content, "application/json", found)


@login_not_required
@require_safe
def map_shapes(request, scheme, edition, layer):
    """The objects of a layer as GeoJSON: ?zoom= simplifies, ?bbox=w,s,e,n cuts."""
    found = find_edition(request, scheme, edition)
    chosen = find_layer(request, scheme, layer)
    zoom, bbox = _zoom(request), bbox_of(request)
    if report.step_of(zoom) is None and bbox is None and _is_heavy(found, chosen):
        zoom = report.STEPS[-1]  # whole and exact it would not fit into an answer: that is a file
    language = get_language() or "kk"

    def make() -> bytes:
        text = report.shapes_as_json(found, chosen, language=language, zoom=zoom, bbox=bbox)
        return text.encode()

    if found.is_public and bbox is None:
        step = report.step_of(zoom)
        name = f"scheme-shapes:{found.uid}:{chosen.pk}:{_mark(chosen)}:{step}:{language}"
        content = cache.get_or_set(name, make, A_DAY)
    else:
        content = make()
    return _answer(request, content, "application/geo+json", found)


def _is_heavy(edition: Edition, layer: Layer) -> bool:
    return report.contents_of(edition).get(layer.pk, report.Content()).is_heavy


def info_of(edition: Edition) -> dict:
    """Give what the script of a map must know of an edition; a constant number of queries."""
    contents = report.contents_of(edition)
    layers = layers_of(edition)
    return {
        "scheme": {"code": edition.scheme.code, "name": edition.scheme.name},
        "edition": {
            "uid": str(edition.uid),
            "code": edition.code,
            "state": edition.state,
            "revision": edition.revision,
        },
        "bounds": report.bounds_of(contents, layers),
        "phases": [
            {"code": one.code, "name": one.name, "year": one.year, "position": one.position}
            for one in phases_of(edition.scheme)
        ],
        "layers": [
            _layer_info(edition, layer, contents.get(layer.pk, report.Content()), place)
            for place, layer in enumerate(layers)
        ],
    }


def _layer_info(edition: Edition, layer: Layer, content: report.Content, place: int) -> dict:
    at = {"scheme": edition.scheme.code, "edition": edition.code, "layer": layer.code}
    return {
        "code": layer.code,
        "name": layer.name,
        "theme": layer.theme,
        "geometry_type": layer.geometry_type,
        "order": place,
        "style": layer.style,
        "legend": legend_of(layer),
        "is_schematic": layer.is_schematic,
        "attribution": layer.attribution,
        "count": content.count,
        "by_phase": content.by_phase,
        "bounds": content.bounds,
        "is_heavy": content.is_heavy,
        "shapes_url": f"{reverse('schemes:map_shapes', kwargs=at)}?r={edition.revision}",
        "tiles_url": _tiles_url(edition, layer),
    }


def _tiles_url(edition: Edition, layer: Layer) -> str:
    place = {"z": 0, "x": 0, "y": 0}
    at = {"edition": edition.uid, "revision": edition.revision, "layer": layer.code}
    address = reverse("scheme_tiles:tile", kwargs=at | place)
    by = layer.style.get("by", "")
    return address.replace("/0/0/0.mvt", "/{z}/{x}/{y}.mvt") + (f"?by={by}" if by else "")


def _mark(layer: Layer) -> str:
    """What changes when the layer's style or attributes do: outlines are kept by it."""
    said = f"{layer.style}{layer.attributes}{layer.geometry_type}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _answer(request, content: bytes, media_type: str, edition: Edition) -> HttpResponse:
    """Answer with the content, or 304 to whom has it; drafts are kept by nobody else."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=media_type, headers={"ETag": etag})
    if edition.is_public:
        patch_cache_control(response, public=True, max_age=A_MINUTE)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response)


def _zoom(request) -> int | None:
    given = request.GET.get("zoom", "")
    return min(int(given), 22) if given.isdecimal() and len(given) < 3 else None


def bbox_of(request) -> tuple | None:
    """Give the box that ?bbox= names; None of none, 404 of a wrong one."""
    given = request.GET.get("bbox")
    if not given:
        return None
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        raise Http404 from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Http404
    return west, south, east, north
