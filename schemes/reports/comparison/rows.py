"""The differing objects one by one: as they were, as they are, and by how much."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from ...models import Feature, Layer
from .fields import Change, changes_of
from .pairs import CHANGED, KINDS, PAIRS, RESHAPED, Asked

PORTION = 500
MEASURES = """
    SELECT b.id,
           ST_Area(ST_SymDifference(a.shape, b.shape)::geography),
           ST_Distance(ST_Centroid(a.shape)::geography, ST_Centroid(b.shape)::geography)
    FROM unnest(%s::bigint[], %s::bigint[]) AS pair(old_id, new_id)
    JOIN schemes_feature a ON a.id = pair.old_id
    JOIN schemes_feature b ON b.id = pair.new_id
"""


@dataclass(frozen=True)
class Difference:
    """An object that differs. `swept` is the area in square metres that belongs to one of the two
    outlines only; `moved` how far its middle went, in metres; both of a reshaped object."""

    layer: Layer
    old: Feature | None
    new: Feature | None
    kinds: list[str]
    swept: float = 0
    moved: float = 0
    changes: list[Change] = field(default_factory=list)

    @property
    def shown(self) -> Feature:
        """The object as it is now, or as it was if it is gone."""
        return self.new or self.old

    @property
    def lineage(self):
        return self.shown.lineage

    @property
    def area_change(self) -> float:
        return self._change("area_m2")

    @property
    def length_change(self) -> float:
        return self._change("length_m")

    def _change(self, name: str) -> float:
        return (getattr(self.new, name) if self.new else 0) - (
            getattr(self.old, name) if self.old else 0
        )


def differences(
    asked: Asked, layers: list[Layer], language: str, *, first: int = 0, most: int | None = None
) -> Iterator[Difference]:
    """Give what differs in the order of the layers and names, from the `first`, `most` of them.

    The editions are joined once; objects are read in portions, so that a long list stays light.
    """
    found = _found(asked, layers, first, most)
    by_pk = {layer.pk: layer for layer in layers}
    for start in range(0, len(found), PORTION):
        yield from _portion(found[start : start + PORTION], by_pk, language)


def _portion(found, layers: dict[int, Layer], language: str) -> Iterator[Difference]:
    features = _features([pk for row in found for pk in row[:2] if pk])
    measures = _measures([row[:2] for row in found if RESHAPED in row[3]])
    for old_id, new_id, layer_id, kinds in found:
        layer, old, new = layers[layer_id], features.get(old_id), features.get(new_id)
        swept, moved = measures.get(new_id, (0, 0))
        said = changes_of(layer, old, new, language) if CHANGED in kinds else []
        yield Difference(layer, old, new, kinds, swept, moved, said)


def _found(asked: Asked, layers, first, most) -> list[tuple[int, int, int, list[str]]]:
    chosen = [layer.pk for layer in (asked.layers or layers)]
    flags = ", ".join(f"is_{kind}" for kind in KINDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT old_id, new_id, layer_id, {flags} FROM ({PAIRS}) pairs
                WHERE {asked.condition} AND layer_id = ANY(%s)
                ORDER BY array_position(%s, layer_id), name_kk, key, lineage
                OFFSET %s LIMIT %s""",  # noqa: S608 our own words
            [*asked.params, chosen, chosen, first, most],
        )
        return [
            (old, new, layer, [kind for kind, is_so in zip(KINDS, is_of, strict=True) if is_so])
            for old, new, layer, *is_of in cursor.fetchall()
        ]


def _features(pks: list[int]) -> dict[int, Feature]:
    light = Feature.objects.select_related("phase", "responsible").defer(
        "shape", "shape_on_mercator", "search_text"
    )
    return light.in_bulk(pks)


def _measures(pairs) -> dict[int, tuple[float, float]]:
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(MEASURES, [[old for old, _new in pairs], [new for _old, new in pairs]])
        return {pk: (swept, moved) for pk, swept, moved in cursor.fetchall()}
