"""Several objects into one, and one into several; who is left keeps the code and the lineage."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection, transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ... import geo
from ...models import Feature
from ..locks import lock_draft
from .content import Content
from .drawing import lock_seen, named, write, write_new
from .refusals import (
    CutLeavesNothing,
    CutMisses,
    FeatureIsRemoved,
    MergeOfSeveralLayers,
    MergeTakesTwo,
    PointsAreWhole,
    ShapeEmpty,
)
from .shapes import asked

# Each part of an object with the pieces into which a line cuts it, the largest piece first.
SPLIT = """
    WITH part AS (SELECT (dump).geom FROM (SELECT ST_Dump(%s::geometry) AS dump) AS dumped),
    line AS (SELECT ST_Force2D(%s::geometry) AS geom),
    cut AS (
        SELECT row_number() OVER () AS number, part.geom, CASE
            WHEN NOT ST_Intersects(part.geom, line.geom) THEN part.geom
            WHEN ST_Dimension(part.geom) = 1 AND ST_Relate(part.geom, line.geom, '1********')
            THEN part.geom  -- a line along the object parts nothing
            ELSE ST_Split(part.geom, line.geom) END AS pieces
        FROM part, line
    )
    SELECT ST_AsHexEWKB((piece).geom), ST_NumGeometries(pieces) > 1
    FROM cut, ST_Dump(pieces) AS piece
    ORDER BY ST_Area((piece).geom) DESC, ST_Length((piece).geom) DESC
"""


@transaction.atomic
def merge_features(
    survivor: Feature,
    *,
    version: int,
    others: Sequence[tuple[Feature, int]],
    by: User | None,
    at: datetime,
) -> Feature:
    """Join objects of one layer: the first takes in the shapes of the others, which go off.

    `others` are (object, version that the person saw). Refuses fewer than two, other layers or
    editions, points, an object taken off, and when somebody changed one of them since.
    """
    lock_draft(survivor.edition_id)
    kept = _whole(survivor, version)
    taken = {one.pk: _whole(one, seen) for one, seen in others if one.pk != kept.pk}
    if not taken:
        raise MergeTakesTwo
    if {(one.edition_id, one.layer_id) for one in taken.values()} != {
        (kept.edition_id, kept.layer_id)
    }:
        raise MergeOfSeveralLayers
    shapes = [one.shape.hexewkb.decode() for one in (kept, *taken.values())]
    joined = "ST_UnaryUnion(ST_Collect(%s::geometry[]))"
    if kept.layer.geometry_type == geo.LINE:
        joined = f"ST_LineMerge({joined})"
    for one in taken.values():
        one.removed_at = at
        write(one, by=by, at=at)
        journal.record("feature_merged_away", one, by=by, at=at, into=str(kept), **named(one))
    shape = asked(joined, [shapes], kept.layer)
    if not shape.equals_exact(kept.shape):  # another may lie wholly inside it
        kept.shape = shape
        write(kept, by=by, at=at)
    names = ", ".join(str(one) for one in taken.values())
    journal.record("features_merged", kept, by=by, at=at, taken=names, **named(kept))
    return kept


@transaction.atomic
def split_feature(
    feature: Feature, *, version: int, line: GEOSGeometry, by: User | None, at: datetime
) -> list[Feature]:
    """Part an object along a line; the largest piece stays the object, others are new ones.

    Parts that the line does not meet stay with it. The new ones say the same of themselves, but
    for the code. Gives all pieces, the object first. Refuses points, a line that does not lead
    across, an object taken off or changed since.
    """
    feature = _whole(feature, version)
    with connection.cursor() as cursor:
        cursor.execute(SPLIT, _both(feature, line))
        pieces = cursor.fetchall()
    cut = [piece for piece, is_cut in pieces if is_cut]
    if not cut:
        raise CutMisses
    stays = [piece for piece, is_cut in pieces if not is_cut] + cut[:1]
    feature.shape = asked("ST_Collect(%s::geometry[])", [stays], feature.layer)
    write(feature, by=by, at=at)
    content = Content.of(feature).but(key="")
    parts = [_part_of(feature, piece, content, by=by, at=at) for piece in cut[1:]]
    journal.record("feature_split", feature, by=by, at=at, parts=len(cut), **named(feature))
    return [feature, *parts]


@transaction.atomic
def cut_feature(
    feature: Feature, *, version: int, area: GEOSGeometry, by: User | None, at: datetime
) -> Feature:
    """Cut an area out of an object: a hole in the middle, a bite at the edge, a gap in a line.

    Refuses points, an area that does not meet the object or swallows it, an object taken off or
    changed since.
    """
    feature = _whole(feature, version)
    layer = feature.layer
    if not feature.shape.relate_pattern(area, "T********"):
        raise CutMisses
    try:
        left = asked("ST_Difference(%s::geometry, %s::geometry)", _both(feature, area), layer)
    except ShapeEmpty:
        raise CutLeavesNothing from None
    if left.equals_exact(feature.shape):
        raise CutMisses
    feature.shape = left
    write(feature, by=by, at=at)
    journal.record("feature_cut", feature, by=by, at=at, **named(feature))
    return feature


def _whole(feature: Feature, version: int) -> Feature:
    """Lock an object that can be joined or cut."""
    feature = lock_seen(feature, version)
    if feature.removed_at:
        raise FeatureIsRemoved
    if feature.layer.geometry_type == geo.POINT:
        raise PointsAreWhole
    return feature


def _part_of(feature: Feature, piece: str, content: Content, *, by, at) -> Feature:
    shape = asked("%s::geometry", [piece], feature.layer)
    part = write_new(feature.edition, feature.layer, shape, content, by=by, at=at)
    journal.record("feature_split_off", part, by=by, at=at, whole=str(feature), **named(part))
    return part


def _both(feature: Feature, other: GEOSGeometry) -> list[str]:
    return [feature.shape.hexewkb.decode(), other.hexewkb.decode()]
