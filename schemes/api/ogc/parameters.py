"""What may be asked of the objects of a collection: checked to the letter, then a filter."""

import math
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from ...geo import WGS84
from ...models import Feature
from ...reports.collections import Collection
from ...rules import attributes as attribute_rules

DEFAULT_LIMIT, LARGEST_LIMIT = 100, 5000
COMMON = {"f", "lang"}
PAGING = {"limit", "cursor", "bbox", "datetime"}
LARGEST_CURSOR = 2**63 - 1


class WrongParameter(Exception):
    """What was asked is unknown or makes no sense; the text says so to who asked."""


@dataclass
class Asked:
    """Which objects: `kept` are the parameters that the links to other pages carry on."""

    limit: int = DEFAULT_LIMIT
    after: int = 0
    condition: Q = field(default_factory=Q)
    is_filtered: bool = False
    kept: dict[str, str] = field(default_factory=dict)


def check_names(given, known: set[str]) -> None:
    """Refuse a parameter that the description of the API does not name, or one said twice."""
    for name, values in given.lists():
        if name not in known:
            raise WrongParameter(_("Unknown parameter: {name}.").format(name=name[:80]))
        if len(values) > 1:
            raise WrongParameter(_("The parameter {name} is given twice.").format(name=name))
        if "\x00" in values[0]:
            raise _wrong(name)


def asked_of(collection: Collection, given) -> Asked:
    """Give what a query string asks of a collection."""
    filters = filters_of(collection)
    check_names(given, COMMON | PAGING | filters.keys())
    asked = Asked(limit=_limit(given), after=_cursor(given))
    asked.kept = {name: given[name] for name in given if name not in {"cursor", "f"}}
    readers = {"bbox": _in_bbox, "datetime": _at_datetime}
    for name in given:
        if name in readers:
            asked.condition &= readers[name](given[name])
        elif name in filters:
            asked.condition &= _of_property(collection, filters[name], name, given[name])
        asked.is_filtered |= name in readers or name in filters
    return asked


def filters_of(collection: Collection) -> dict[str, dict]:
    """Give the properties that may be asked for by name, each with its definition."""
    phases = [{"code": phase.code} for phase in collection.phases]
    statuses = [{"code": code} for code in Feature.Status.values]
    found = {
        "key": {"code": "key", "type": "text"},
        "status": {"code": "status", "type": "choice", "choices": statuses},
        "phase": {"code": "phase", "type": "choice", "choices": phases},
    }
    for one in collection.layer.attributes:
        if one["code"] not in COMMON | PAGING:
            found[one["code"]] = one
    return found


def _wrong(name: str) -> WrongParameter:
    return WrongParameter(_("The value of the parameter {name} is wrong.").format(name=name))


def _limit(given) -> int:
    text = given.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit()) or not text.strip("0"):
        raise _wrong("limit")
    return LARGEST_LIMIT if len(text) > 9 else min(int(text), LARGEST_LIMIT)


def _cursor(given) -> int:
    text = given.get("cursor", "0")
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > LARGEST_CURSOR:
        raise _wrong("cursor")
    return int(text)


def _in_bbox(text: str) -> Q:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        raise _wrong("bbox") from None
    if len(numbers) not in (4, 6) or not all(math.isfinite(one) for one in numbers):
        raise _wrong("bbox")
    if len(numbers) == 6:  # heights are nothing to flat objects
        numbers = [*numbers[:2], *numbers[3:5]]
    west, south, east, north = numbers
    if south > north or max(map(abs, (south, north))) > 90 or max(abs(west), abs(east)) > 180:
        raise _wrong("bbox")
    if west <= east:
        return Q(shape__intersects=_box(west, south, east, north))
    over_the_line = _box(west, south, 180, north), _box(-180, south, east, north)
    return Q(shape__intersects=over_the_line[0]) | Q(shape__intersects=over_the_line[1])


def _box(west: float, south: float, east: float, north: float) -> GEOSGeometry:
    if (west, south) == (east, north):
        return Point(west, south, srid=WGS84)
    if west == east or south == north:
        return LineString((west, south), (east, north), srid=WGS84)
    box = Polygon.from_bbox((west, south, east, north))
    box.srid = WGS84
    return box


def _at_datetime(text: str) -> Q:
    """Objects whose phase goes on then, and those that have no dates at all."""
    parts = text.split("/")
    days = [_day(part, may_be_open=len(parts) == 2) for part in parts]
    if len(parts) > 2 or not any(days):
        raise _wrong("datetime")
    first, last = days[0], days[-1]
    if first and last and first > last:
        raise _wrong("datetime")
    condition = Q()
    if last:
        condition &= Q(phase__starts_on__isnull=True) | Q(phase__starts_on__lte=last)
    if first:
        condition &= Q(phase__ends_on__isnull=True) | Q(phase__ends_on__gte=first)
    return condition


def _day(text: str, *, may_be_open: bool) -> date | None:
    if may_be_open and text in ("", ".."):
        return None
    try:
        moment = parse_datetime(text) if "T" in text.upper() else parse_date(text)
        if moment is None:
            raise ValueError(text)
        if not isinstance(moment, datetime):
            return moment
        if timezone.is_naive(moment):
            raise ValueError(text)
        return timezone.localtime(moment).date()
    except (ValueError, OverflowError):
        raise _wrong("datetime") from None


def _of_property(collection: Collection, definition: dict, name: str, text: str) -> Q:
    try:
        value = attribute_rules.as_value(definition, text)
    except ValueError:
        raise _wrong(name) from None
    if name in ("key", "status"):
        return Q(**{name: value})
    if name == "phase":
        return Q(phase__in=[one.pk for one in collection.phases if one.code == value])
    return Q(attributes__contains={name: value})
