"""Pages: the objects of the scheme at which a measure happens."""

from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act

from ..models import Feature, Scheme
from ..permissions.plans import can_place_measure, can_unplace_measure
from ..reports.plan_places import places_of
from ..reports.sketches import latest_edition, sketch_of
from ..services.measure_parts import place_measure, unplace_measure
from .plan_parts import find_measure

MOST_FOUND = 30


@require_safe
def measure_places(request, uid):
    """Choose objects by their names: those of the newest edition of the scheme."""
    measure = find_measure(request, uid)
    if not can_place_measure(request.user, measure):
        raise PermissionDenied
    scheme = Scheme.objects.filter(agglomeration=measure.plan.agglomeration).order_by("pk").first()
    edition = latest_edition(request.user, scheme) if scheme else None
    words = request.GET.get("q", "").strip()[:200]
    places = places_of(measure, request.user)
    found, more = [], False
    if edition and words:
        rows = Feature.objects.of(edition).search(words).select_related("layer")
        taken = [place.link.lineage for place in places]
        found = list(rows.exclude(lineage__in=taken).by_name()[: MOST_FOUND + 1])
        more = len(found) > MOST_FOUND
    context = {
        "measure": measure,
        "places": places,
        "edition": edition,
        "sketch": sketch_of(edition, [one.feature for one in places if one.feature]),
        "words": words,
        "found": found[:MOST_FOUND],
        "more": more,
    }
    return render(request, "schemes/measure_places.html", context)


@require_POST
def place_add(request, uid, feature):
    measure = find_measure(request, uid)
    if not can_place_measure(request.user, measure):
        raise PermissionDenied
    rows = Feature.objects.visible_to(request.user).select_related("edition__scheme")
    found = get_object_or_404(rows, uid=feature)
    place = partial(place_measure, measure, found, by=request.user, at=timezone.now())
    return act(request, place, _("The place is added."), _back(request, measure))


@require_POST
def place_remove(request, uid, pk):
    measure = find_measure(request, uid)
    if not can_unplace_measure(request.user, measure):
        raise PermissionDenied
    link = get_object_or_404(measure.places.select_related("measure", "scheme"), pk=pk)
    unplace = partial(unplace_measure, link, by=request.user, at=timezone.now())
    return act(request, unplace, _("The place is taken off."), _back(request, measure))


def _back(request, measure) -> str:
    """The search goes on with the same words."""
    address = reverse("schemes:measure_places", args=[measure.uid])
    words = request.POST.get("q", "").strip()[:200]
    return f"{address}?{urlencode({'q': words})}" if words else address
