"""Tiles of an edition, their TileJSON and their style, for maps of ours and of others."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from ..models import Edition
from ..reports import tile_styles
from ..reports.tiles import Square, TiledLayer, packed_tiles, unpacked

MVT = "application/vnd.mapbox-vector-tile"
YEAR = 365 * 24 * 3600
FACTS_KEPT_SECONDS = 60


@login_not_required
@require_safe
def tile(request, edition, revision, layer, z, x, y):
    """One layer of an edition in one square of the map."""
    return _tile(request, edition, revision, layer, Square(z, x, y))


@login_not_required
@require_safe
def edition_tile(request, edition, revision, z, x, y):
    """All layers of an edition in one square of the map."""
    return _tile(request, edition, revision, None, Square(z, x, y))


@login_not_required
@require_safe
def tilejson(request, scheme, edition):
    """What the tiles of a published edition hold (TileJSON 3.0)."""
    found = _published(scheme, edition)
    sample = {"edition": found.uid, "revision": found.revision, "z": 0, "x": 0, "y": 0}
    address = request.build_absolute_uri(reverse("scheme_tiles:edition_tile", kwargs=sample))
    pattern = address.replace("/0/0/0.mvt", "/{z}/{x}/{y}.mvt")
    return _document(request, tile_styles.tilejson(found, tiles=pattern))


@login_not_required
@require_safe
def tile_style(request, scheme, edition):
    """How a published edition is drawn: a style document for vector maps."""
    found = _published(scheme, edition)
    address = reverse("scheme_tiles:tilejson", kwargs={"scheme": scheme, "edition": edition})
    return _document(
        request, tile_styles.style_document(found, source=request.build_absolute_uri(address))
    )


def _tile(request, uid, revision, layer, square):
    facts = _facts(request, uid)
    layers = facts["layers"]
    if layer is not None:
        layers = [one for one in layers if one.code == layer]
    if not square.exists() or not layers or revision > facts["revision"]:
        raise Http404
    packed = packed_tiles(facts["pk"], facts["revision"], layers, square)
    goes_packed = len(packed) == 1 and "gzip" in request.headers.get("Accept-Encoding", "")
    response = _conditional(request, packed[0] if goes_packed else unpacked(packed), MVT)
    patch_vary_headers(response, ["Accept-Encoding"])
    if goes_packed:
        response["Content-Encoding"] = "gzip"
    is_present = revision == facts["revision"]
    if facts["is_public"]:
        # The value in a tile is that of the attribute by which its layer is drawn: an address that
        # names it never changes what it gives.
        says_by = len(layers) == 1 and request.GET.get("by", "") == layers[0].by
        response["Access-Control-Allow-Origin"] = "*"
        if is_present and says_by:
            patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
        else:
            patch_cache_control(response, public=True, max_age=300)
    elif is_present:
        patch_cache_control(response, private=True, max_age=300)
    else:
        patch_cache_control(response, no_store=True)
    return response


def _facts(request, uid) -> dict:
    """What a tile must know of its edition; of a published one, kept for a minute."""
    name = f"tile-edition/{uid}"
    facts = cache.get(name)
    if facts is not None:
        return facts
    edition = Edition.objects.filter(uid=uid).select_related("scheme").first()
    is_public = edition is not None and edition.is_public
    if edition is None or not (is_public or _may_see(request.user, edition)):
        raise Http404
    layers = edition.scheme.layers.with_theme_order().in_legend_order()
    facts = {
        "pk": edition.pk,
        "revision": edition.revision,
        "is_public": is_public,
        "layers": [TiledLayer.of(layer) for layer in layers],
    }
    if is_public:
        cache.set(name, facts, FACTS_KEPT_SECONDS)
    return facts


def _may_see(user, edition) -> bool:
    return Edition.objects.visible_to(user).filter(pk=edition.pk).exists()


def _published(scheme, edition) -> Edition:
    found = Edition.objects.published().filter(scheme__code=scheme, code=edition)
    return _or_404(found.select_related("scheme").first())


def _or_404(record):
    if record is None:
        raise Http404
    return record


def _document(request, document: dict):
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    response = _conditional(request, text.encode(), "application/json")
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=300)
    return response


def _conditional(request, content: bytes, media_type: str) -> HttpResponse:
    """Answer with the content, or 304 to whom has it, or 204 if there is nothing."""
    if not content:
        return HttpResponse(status=204)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=media_type, headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response)
