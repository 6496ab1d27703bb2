"""Pages: the map of a scheme, and the card of an object on it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..models import Discussion, Scheme
from ..reports import features as feature_report
from ..reports import map as report
from .finding import find_feature, find_scheme
from .map_basemaps import basemaps
from .map_parts import (
    chosen_edition,
    credits_of,
    editions_of,
    layers_of,
    object_in,
    phases_of,
    themes_of,
)


@login_not_required
@require_safe
def map_home(request):
    """The map of the first scheme; a calm page while there is none."""
    scheme = Scheme.objects.order_by("pk").first()
    if scheme is None:
        return render(request, "schemes/map_home.html", status=404)
    return redirect("schemes:scheme_map", scheme.code)


@login_not_required
@require_safe
def scheme_map(request, scheme):
    """The map: ?edition, ?layers, ?phase, ?at and ?object give the very view."""
    found = find_scheme(request, scheme)
    editions = editions_of(request.user, found)
    edition = chosen_edition(editions, request.GET.get("edition", ""))
    context = {"scheme": found, "editions": editions, "edition": edition}
    if edition is not None:
        context |= _content(request, edition)
    return render(request, "schemes/scheme_map.html", context)


def _content(request, edition) -> dict:
    contents = report.contents_of(edition)
    layers = layers_of(edition)
    asked = request.GET.get("layers")
    asked = None if asked is None else set(asked.split(","))
    feature = object_in(edition, request.GET.get("object", ""))
    if feature is not None:
        feature.layer.scheme = edition.scheme
    themes = themes_of(layers, contents, asked)
    phases = phases_of(edition.scheme)
    codes = [phase.code for phase in phases]
    phase = request.GET.get("phase", "")
    return {
        "themes": themes,
        "open_themes": {theme.code for theme in themes if theme.count_on},
        "first_layer": next((one for one in layers if one.pk in contents), None),
        "phases": phases,
        "phase": phase if phase in codes else (codes or [""])[-1],
        "bounds": ",".join(f"{number:.5f}" for number in report.bounds_of(contents, layers)),
        "credits": credits_of(layers, contents),
        "basemaps": basemaps(),
        "facts": feature_report.facts_of(request.user, feature) if feature else None,
        "is_empty": not contents,
        "discussion": Discussion.objects.open_on(timezone.localdate())
        .filter(edition=edition)
        .first(),
    }


@login_not_required
@require_safe
def map_card(request, uid):
    """The card of an object, as a part for the page of the map."""
    feature = find_feature(request, uid)
    facts = feature_report.facts_of(request.user, feature)
    response = render(request, "schemes/_card.html", {"facts": facts})
    patch_cache_control(response, private=True, no_cache=True)
    return response
