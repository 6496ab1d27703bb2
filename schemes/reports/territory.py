"""Which territory an edition plans: where remarks are taken, and what a small map shows."""

from django.contrib.gis.db.models import Extent
from django.core.cache import cache
from django.db.models import Q, QuerySet

from ..models import Edition, Feature, Layer

NEAR = 0.1  # degrees around the planned objects that still belong to the territory
KAZAKHSTAN = (46.4, 40.5, 87.4, 55.5)
A_DAY = 24 * 3600


def planned_objects(edition: Edition) -> QuerySet[Feature]:
    """Give settlements and what is planned; boundaries and waters of the basis reach beyond."""
    beyond = Q(layer__theme=Layer.Theme.BASIS) & ~Q(layer__geometry_type="point")
    return Feature.objects.of(edition).exclude(beyond)


def extent_of(edition: Edition) -> tuple[float, float, float, float]:
    """Give the box of the territory in degrees, the same until the edition changes."""
    name = f"scheme-territory:{edition.uid}:{edition.revision}"
    return cache.get_or_set(name, lambda: _extent(edition), A_DAY)


def planned_box(edition: Edition) -> tuple[float, float, float, float]:
    """Give the box that a map shows first: what the edition plans, else its territory."""
    planned = Feature.objects.of(edition).exclude(layer__theme=Layer.Theme.BASIS)
    return planned.aggregate(box=Extent("shape"))["box"] or extent_of(edition)


def _extent(edition: Edition) -> tuple[float, float, float, float]:
    box = planned_objects(edition).aggregate(box=Extent("shape"))["box"]
    box = box or Feature.objects.of(edition).aggregate(box=Extent("shape"))["box"]
    if box is None:
        return KAZAKHSTAN
    west, south, east, north = box
    return west - NEAR, south - NEAR, east + NEAR, north + NEAR
