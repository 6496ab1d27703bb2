"""Which values of an indicator contradict each other, and why (domain rule 35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Said:
    """A value as a source gives it; `territory` names the unit, nothing the agglomeration."""

    key: int
    value: Decimal
    kind: str
    on: date
    precision: str
    territory: int | None
    extent: str
    source: str


@dataclass(frozen=True)
class Conflict:
    """Values of several sources for one time that differ; perhaps they mean other territories."""

    keys: tuple[int, ...]
    extents_differ: bool


def period_of(on: date, precision: str) -> str:
    """Give the time that a date of this precision names: 2026, 2026-03 or 2026-03-12."""
    return on.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]


def conflicts_of(values: Iterable[Said]) -> list[Conflict]:
    """Give the groups of values of the same kind, time and unit in which sources differ.

    One source that counts several territories does not contradict itself.
    """
    groups: dict[tuple, list[Said]] = {}
    for one in values:
        key = (one.kind, period_of(one.on, one.precision), one.territory)
        groups.setdefault(key, []).append(one)
    return [
        Conflict(
            keys=tuple(one.key for one in group),
            extents_differ=len({one.extent for one in group}) > 1,
        )
        for group in groups.values()
        if len({one.value for one in group}) > 1 and len({one.source for one in group}) > 1
    ]
