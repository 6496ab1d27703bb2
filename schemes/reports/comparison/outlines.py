"""Outlines of what differs, for the two maps: each side has its own objects."""

import json

from django.db import connection

from ...models import Layer
from .pairs import KINDS, PAIRS, Asked

MOST = 1500  # more would be slow to draw; the table has them all
TOLERANCE = 0.00003  # degrees: two or three metres, less than a pixel where people look
DIGITS = 6


def outlines(asked: Asked, layers: list[Layer], language: str) -> str:
    """Give GeoJSON: objects of the old side and of the new, with lineage, kind, name and side."""
    chosen = [layer.pk for layer in (asked.layers or layers)]
    kind = " ".join(f"WHEN is_{one} THEN '{one}'" for one in _by_weight(asked.kind))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT side, kind, f.lineage, f.key, f.name_kk, f.name_ru, f.name_en,
                   ST_AsGeoJSON(ST_SimplifyPreserveTopology(f.shape, {TOLERANCE:.5f}), {DIGITS})
            FROM (SELECT old_id, new_id, CASE {kind} END AS kind FROM ({PAIRS}) pairs
                  WHERE {asked.condition} AND layer_id = ANY(%s)
                  ORDER BY array_position(%s, layer_id), name_kk, key, lineage LIMIT {MOST}) found
            CROSS JOIN LATERAL (VALUES ('old', old_id), ('new', new_id)) AS sides(side, id)
            JOIN schemes_feature f ON f.id = sides.id""",  # noqa: S608 our own words
            [*asked.params, chosen, chosen],
        )
        features = [_feature(*row, language) for row in cursor.fetchall()]
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}'


def _by_weight(kind: str) -> list[str]:
    """The kind asked for says how an object is drawn; else what is seen before what is said."""
    return sorted(KINDS, key=lambda one: one != kind)


def _feature(side, kind, lineage, key, name_kk, name_ru, name_en, shape, language) -> str:
    names = {"kk": name_kk, "ru": name_ru, "en": name_en}
    name = names.get(language) or name_kk or name_ru or key
    facts = {"side": side, "value": kind, "lineage": str(lineage), "key": key, "name": name}
    said = json.dumps(facts, ensure_ascii=False)
    return f'{{"type": "Feature", "geometry": {shape}, "properties": {said}}}'
