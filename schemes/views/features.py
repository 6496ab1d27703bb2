"""Pages: one object of a scheme, and its exact outline for maps and other tools."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..permissions.leading import can_change_features
from ..reports import features as report
from ..reports.change_words import in_words
from .finding import find_feature


@login_not_required
@require_safe
def feature_detail(request, uid):
    """All that is known of an object: attributes, editions, decisions, measures."""
    feature = find_feature(request, uid)
    facts = report.facts_of(request.user, feature)
    may_change = can_change_features(request.user, feature.layer)
    context = {
        "feature": feature,
        "facts": facts,
        "standings": [(one, in_words(feature.layer, one.changes)) for one in facts.standings],
        "may_change": may_change and feature.edition.is_draft,
        "earlier": report.earlier_of(feature) if may_change else [],
    }
    return render(request, "schemes/feature_detail.html", context)


@login_not_required
@require_safe
def feature_shape(request, uid):
    """The object as GeoJSON with its exact outline and its attributes by their codes."""
    feature = find_feature(request, uid)
    response = HttpResponse(
        json.dumps(_as_geojson(feature), ensure_ascii=False), content_type="application/geo+json"
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _as_geojson(feature) -> dict:
    return {
        "type": "Feature",
        "id": str(feature.uid),
        "geometry": json.loads(feature.shape.json),
        "properties": {
            "uid": str(feature.uid),
            "lineage": str(feature.lineage),
            "scheme": feature.layer.scheme.code,
            "edition": feature.edition.code,
            "layer": feature.layer.code,
            "key": feature.key,
            "name_kk": feature.name_kk,
            "name_ru": feature.name_ru,
            "name_en": feature.name_en,
            "status": feature.status,
            "phase": feature.phase.code if feature.phase else None,
            "responsible": str(feature.responsible.uid) if feature.responsible else None,
            "area_m2": feature.area_m2,
            "length_m": feature.length_m,
            "source": feature.source,
            "attributes": feature.attributes,
        },
    }
