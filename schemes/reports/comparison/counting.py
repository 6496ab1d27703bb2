"""How many objects differ, by layer and kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

from ...models import Edition, Layer
from .pairs import IS_DIFFERENT, KINDS, PAIRS, Asked

DAY = 24 * 3600
_COUNT = ", ".join(f"count(*) FILTER (WHERE is_{kind})" for kind in KINDS)


@dataclass(frozen=True)
class Counts:
    """Of one layer: objects of each kind, all that differ (one may do so in two ways), the same."""

    layer: Layer
    added: int = 0
    removed: int = 0
    reshaped: int = 0
    changed: int = 0
    differing: int = 0
    same: int = 0

    def of(self, kind: str) -> int:
        return getattr(self, kind) if kind in KINDS else self.differing


def count_differences(asked: Asked, layers: Iterable[Layer]) -> list[Counts]:
    """Count by layer, in the order given; kept until one of the editions changes."""
    counted = cache.get_or_set(asked.key, lambda: _count(asked), DAY)
    return [Counts(layer, *counted.get(layer.pk, ())) for layer in layers]


def has_differences(old: Edition, new: Edition) -> bool:
    """Whether anything differs at all; stops at the first difference."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM ({PAIRS}) pairs WHERE {IS_DIFFERENT} LIMIT 1",  # noqa: S608 our own words
            [old.pk, new.pk],
        )
        return cursor.fetchone() is not None


def _count(asked: Asked) -> dict[int, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT layer_id, {_COUNT}, count(*) FILTER (WHERE {IS_DIFFERENT}),
                       count(*) FILTER (WHERE NOT ({IS_DIFFERENT}))
                FROM ({PAIRS}) pairs GROUP BY layer_id""",  # noqa: S608 our own words
            asked.params,
        )
        return {layer_id: tuple(numbers) for layer_id, *numbers in cursor.fetchall()}
