"""Where measures happen: their objects as the newest edition that the person sees holds them."""

import json
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext

from agglo_portal.core.models import User

from ..models import Edition, Feature, Measure, MeasurePlace

TOLERANCE = 0.001  # degrees: outlines for a small map


@dataclass
class Place:
    """A link of a measure to an object; nothing when no edition that the person sees holds it."""

    link: MeasurePlace
    feature: Feature | None


def places_of(measure: Measure, user: User) -> list[Place]:
    """Give the places of a measure, each as its newest visible edition holds it; three queries."""
    links = list(measure.places.order_by("pk"))
    found = features_by_lineage({link.lineage for link in links}, user)
    return [Place(link, found.get(link.lineage)) for link in links]


def features_by_lineage(lineages: set, user: User) -> dict:
    """Give the newest visible state of each object by its lineage."""
    if not lineages:
        return {}
    rows = (
        Feature.objects.visible_to(user)
        .present()
        .filter(lineage__in=lineages)
        .exclude(edition__state=Edition.State.DISCARDED)
        .select_related("layer", "edition__scheme")
        .order_by("lineage", "-edition__year", "-pk")
        .distinct("lineage")
    )
    return {one.lineage: one for one in rows}


def measure_shapes_of(measures, user: User, today: date) -> dict:
    """Give GeoJSON: one feature a place of a measure; `value` is how the measure stands."""
    links = MeasurePlace.objects.filter(measure__in=measures).select_related("measure__plan")
    links = list(links.order_by("measure__position", "pk"))
    found = features_by_lineage({link.lineage for link in links}, user)
    return {
        "type": "FeatureCollection",
        "features": [
            _shape(link, found[link.lineage], today) for link in links if link.lineage in found
        ],
    }


def _shape(link: MeasurePlace, feature: Feature, today: date) -> dict:
    measure = link.measure
    return {
        "type": "Feature",
        "id": link.pk,
        "geometry": json.loads(feature.shape.simplify(TOLERANCE, preserve_topology=True).json),
        "properties": {
            "value": "overdue" if measure.is_overdue(today) else measure.state,
            "name": feature.name,
            "measure": f"{measure.number}. {measure.title}",
            "state": _standing(measure, today),
            "url": measure.get_absolute_url(),
        },
    }


def _standing(measure: Measure, today: date) -> str:
    if measure.is_overdue(today):
        return pgettext("measure", "overdue")
    return str(measure.get_state_display())
