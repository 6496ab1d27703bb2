"""Indicators of the demo: figures of public sources, each with its date, territory and source."""

from decimal import Decimal

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import User
from councils.demo.clock import Clock
from councils.demo.data import find, words
from councils.models import Agglomeration, Territory

from ..models import Indicator, IndicatorValue
from ..services.indicators import add_indicator, add_value
from .gathering import gathered

SECRETARY = "secretary"
LANGUAGES = ("kk", "ru", "en")


def load(clock: Clock) -> None:
    """Give the indicators and values that are not there; what people gave stays."""
    source = gathered("indicators")
    agglomeration = find(Agglomeration, "almaty")
    by = user_of(SECRETARY)
    for position, entry in enumerate(source["indicator"], start=1):
        indicator = agglomeration.indicators.filter(code=entry["code"]).first()
        if indicator is None:
            indicator = _add(agglomeration, entry, position, clock, by=by)
            for one in entry["value"]:
                _give(indicator, one, source, clock, by=by)


def _add(agglomeration, entry: dict, position: int, clock: Clock, *, by: User) -> Indicator:
    fields = words(entry, "name", "unit") | {
        "code": entry["code"],
        "direction": entry["direction"],
        "decimals": entry.get("decimals", 0),
        "position": position,
    }
    return add_indicator(agglomeration, fields=fields, by=by, at=clock.lately())


def _give(indicator: Indicator, entry: dict, known: dict, clock: Clock, *, by: User) -> None:
    extent = known["extent"].get(entry.get("extent", ""), entry)
    source = known["source"][entry["source"]]
    fields = {
        "value": Decimal(str(entry["value"])),
        "kind": entry.get("kind", IndicatorValue.Kind.FACT),
        "on": entry["on"],  # the sources' days do not move with the demo's calendar
        "precision": entry.get("precision", IndicatorValue.Precision.DAY),
        "territory": find(Territory, extent.get("territory")),
        "source_url": source["url"],
        "is_confirmed": source.get("confirmed", True),
    }
    for language in LANGUAGES:
        fields[f"extent_{language}"] = extent.get(language) or extent.get(f"extent_{language}", "")
        fields[f"source_{language}"] = source[language]
    add_value(indicator, fields=fields, by=by, at=clock.lately())
