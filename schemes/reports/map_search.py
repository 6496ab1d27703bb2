"""What stands at a place of the map, and what is called so."""

from django.contrib.gis.db.models.functions import Envelope
from django.contrib.gis.geos import Point, Polygon
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, Q, Value, When

from .. import geo
from ..models import Edition, Feature, Phase

MOST_FOUND = 12
MOST_AT_A_PLACE = 12
MOST_WEIGHED = 2000
REACH_PIXELS = 9
DEGREES_IN_PIXEL_AT_ZOOM_0 = 360 / 256


def upto_phase(rows, phase: Phase | None):
    """Keep the objects of the phase and of those before it, and those of no phase."""
    if phase is None:
        return rows
    return rows.filter(Q(phase__isnull=True) | Q(phase__position__lte=phase.position))


def objects_at(
    edition: Edition,
    place: Point,
    *,
    zoom: int,
    layers: list[str] | None = None,
    phase: Phase | None = None,
) -> list[Feature]:
    """Give the objects within a finger's reach: points first, then lines, then small areas."""
    reach = REACH_PIXELS * DEGREES_IN_PIXEL_AT_ZOOM_0 / 2**zoom
    x, y = place.coords
    near = Polygon.from_bbox((x - reach, y - reach, x + reach, y + reach))
    near.srid = place.srid = geo.WGS84
    rows = Feature.objects.of(edition).filter(shape__bboverlaps=near, shape__intersects=near)
    # An area is meant only where it is touched itself, not where its edge is near.
    rows = rows.exclude(Q(layer__geometry_type=geo.POLYGON) & ~Q(shape__intersects=place))
    if layers is not None:
        rows = rows.filter(layer__code__in=layers)
    kinds = [
        When(layer__geometry_type=kind, then=Value(place_of_kind))
        for place_of_kind, kind in enumerate((geo.POINT, geo.LINE, geo.POLYGON))
    ]
    rows = upto_phase(rows, phase).annotate(kind=Case(*kinds, default=Value(3)))
    rows = rows.select_related("layer").defer("shape", "shape_on_mercator")
    return list(rows.order_by("kind", "area_m2", "pk")[:MOST_AT_A_PLACE])


def objects_called(edition: Edition, words: str) -> list[Feature]:
    """Give the objects whose name or code holds the words; when none does, those like them."""
    words = " ".join(words.lower().split())[:100]
    if len(words) < 2:
        return []
    present = Feature.objects.of(edition)
    found = _nearest(present.search(words), words)
    # The operator of the index asks for a likeness of 0.6: a slip or two in a word.
    return found or _nearest(present.filter(search_text__trigram_word_similar=words), words)


def _nearest(rows, words: str) -> list[Feature]:
    """Give the most alike of the rows, without their outlines; no more than MOST_WEIGHED are
    weighed, for a usual word may stand in every name of a large layer."""
    weighed = rows.order_by().values("pk")[:MOST_WEIGHED]
    listed = (
        Feature.objects.filter(pk__in=weighed)
        .select_related("layer")
        .defer("shape", "shape_on_mercator", "attributes")
        .annotate(
            box=Envelope("shape"),
            like=TrigramWordSimilarity(words, "search_text"),
            close=TrigramSimilarity("search_text", words),
        )
    )
    return list(listed.order_by("-like", "-close", "name_kk", "pk")[:MOST_FOUND])
