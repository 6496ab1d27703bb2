"""Discussions and remarks as pages ask for them: extent, counts, clusters, journal of answers."""

import math
from dataclasses import dataclass

from django.contrib.gis.db.models import Extent
from django.contrib.gis.db.models.functions import AsWKT, SnapToGrid
from django.contrib.gis.geos import Polygon
from django.db.models import Avg, Count, FloatField, Func, Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast, Left

from agglo_portal.core.models import User
from councils.permissions import bodies_led_by

from ..models import Discussion, PublicRemark

State = PublicRemark.State
CELL = 64  # pixels of the map that make one cluster
MIDDLE = 43.5  # the latitude for which the cells are square; elsewhere they are nearly so
APART = 56  # pixels between two pins: a finger hits either
WORDS_SHOWN = 120  # of a remark in the map's window


def visible_discussions(user: User) -> QuerySet[Discussion]:
    """Announced ones to anyone; planned ones to the secretariat of the scheme's body."""
    rows = Discussion.objects.select_related("edition__scheme__body")
    if user.is_superuser:
        return rows
    led = Q(edition__scheme__body__in=bodies_led_by(user))
    return rows.filter(Q(announced_at__isnull=False) | led)


def visible_remarks(user: User) -> QuerySet[PublicRemark]:
    """Published ones to anyone; to the secretariat all that were confirmed."""
    rows = PublicRemark.objects.select_related("discussion__edition__scheme__body")
    rows = rows.defer("email")
    confirmed = ~Q(state=State.SENT)
    if user.is_superuser:
        return rows.filter(confirmed)
    led = Q(discussion__edition__scheme__body__in=bodies_led_by(user))
    public = Q(state__in=[State.PUBLISHED, State.ANSWERED])
    return rows.filter(public | confirmed & led)


@dataclass(frozen=True)
class Counts:
    """How many remarks there are, by what became of them."""

    waiting: int
    published: int
    answered: int
    rejected: int
    taken: int
    partly: int
    not_taken: int
    explained: int

    @property
    def public(self) -> int:
        return self.published + self.answered


def counts_of(discussion: Discussion) -> Counts:
    """Count the remarks of a discussion; one query."""
    states = {
        "waiting": State.CONFIRMED,
        "published": State.PUBLISHED,
        "answered": State.ANSWERED,
        "rejected": State.REJECTED,
    }
    counts = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    for outcome in PublicRemark.Outcome.values:
        counts[outcome] = Count("pk", filter=Q(state=State.ANSWERED, outcome=outcome))
    return Counts(**discussion.remarks.aggregate(**counts))


def clusters_of(remarks: QuerySet[PublicRemark], *, zoom: int, bbox: tuple | None) -> list[dict]:
    """Give remarks gathered by a grid of the map's pixels: how many, where, and the first of them.

    The grid is PostGIS's own (ST_SnapToGrid), so a thousand remarks come as a few dozen rows.
    """
    east, north = _degrees(zoom, CELL, MIDDLE)
    cell = SnapToGrid("place", east, north)
    if bbox:
        remarks = remarks.filter(place__bboverlaps=Polygon.from_bbox(bbox))
    rows = (
        remarks.order_by()
        .annotate(
            cell=AsWKT(cell),
            x=Func("place", function="ST_X", output_field=FloatField()),
            y=Func("place", function="ST_Y", output_field=FloatField()),
        )
        .values("cell")
        .annotate(
            many=Count("pk"),
            east=Avg("x"),
            north=Avg("y"),
            first=Min("number"),
            uid=Min(Cast("uid", TextField())),
            words=Min(Left("text", WORDS_SHOWN)),
        )
        .order_by("-many", "first")
    )
    found = list(rows.values("many", "east", "north", "first", "uid", "words"))
    return _apart(found, zoom)


def _apart(clusters: list[dict], zoom: int) -> list[dict]:
    """Join clusters of neighbouring cells that would cover each other; the bigger one takes in."""
    wide, high = _degrees(zoom, APART, MIDDLE)
    kept: dict[tuple[int, int], list[dict]] = {}
    for one in clusters:
        column, row = round(one["east"] / wide), round(one["north"] / high)
        near = [
            big
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for big in kept.get((x, y), ())
            if abs(big["east"] - one["east"]) < wide and abs(big["north"] - one["north"]) < high
        ]
        if near:
            near[0]["many"] += one["many"]
        else:
            kept.setdefault((column, row), []).append(one)
    return [one for cell in kept.values() for one in cell]


def _degrees(zoom: int, pixels: int, latitude: float) -> tuple[float, float]:
    """Give how many degrees of longitude and of latitude so many pixels are."""
    wide = 360 / (256 * 2**zoom) * pixels
    return wide, wide * math.cos(math.radians(latitude))


def bounds_of_remarks(remarks: QuerySet[PublicRemark]) -> tuple | None:
    """Give the box of the remarks with some air around; None of nothing."""
    box = remarks.order_by().aggregate(box=Extent("place"))["box"]
    if box is None:
        return None
    west, south, east, north = box
    air = max(east - west, north - south, 0.1) * 0.1
    return west - air, south - air, east + air, north + air


def report_order(discussion: Discussion, *, format: str, language: str) -> dict:
    """Give the order of the report as the remarks are now: after a change it is another order."""
    now = discussion.remarks.public().aggregate(last=Max("updated_at"), many=Count("pk"))
    last = now["last"].isoformat() if now["last"] else ""
    days = f"{discussion.opens_on} {discussion.closes_on}"
    return {"format": format, "language": language, "as_of": f"{now['many']} {last} {days}"}
