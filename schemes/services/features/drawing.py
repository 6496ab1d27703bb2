"""Drawing an object, and changing it: who saw an older version sees the newer one and chooses."""

import uuid
from datetime import datetime

from django.contrib.gis.geos import GEOSGeometry
from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Edition, Feature, Layer
from ..locks import lock_draft, lock_feature
from .content import Content, fitting
from .refusals import FeatureChangedMeanwhile, FeatureIsRemoved, LayerOfAnotherScheme
from .shapes import GRID, normalised


@transaction.atomic
def draw_feature(
    edition: Edition,
    layer: Layer,
    *,
    shape: GEOSGeometry | None,
    content: Content,
    by: User | None,
    at: datetime,
) -> Feature:
    """Draw a new object in a draft.

    Refuses an edition that is no draft, a layer of another scheme, a shape that cannot be kept,
    content that does not fit the layer.
    """
    edition = lock_draft(edition)
    if layer.scheme_id != edition.scheme_id:
        raise LayerOfAnotherScheme
    feature = write_new(edition, layer, normalised(shape, layer), content, by=by, at=at)
    journal.record("feature_drawn", feature, by=by, at=at, **named(feature))
    return feature


@transaction.atomic
def change_feature(
    feature: Feature,
    *,
    version: int,
    shape: GEOSGeometry | None = None,
    content: Content | None = None,
    by: User | None,
    at: datetime,
) -> Feature:
    """Change the shape, the content or both of an object; what is None stays.

    `version` is the one that the person saw. Refuses when somebody changed the object since, when
    it was taken off, and what draw_feature refuses. Nothing new is no act.
    """
    feature = lock_seen(feature, version)
    if feature.removed_at:
        raise FeatureIsRemoved
    changed = []
    if content is not None:
        changed = fitting(
            content, feature.edition, feature.layer, present=others(feature)
        ).write_to(feature)
    if shape is not None:
        shape = normalised(shape, feature.layer)
        if not shape.equals_exact(feature.shape, GRID):
            feature.shape = shape
            changed.append("shape")
    if not changed:
        return feature
    write(feature, by=by, at=at)
    journal.record("feature_changed", feature, by=by, at=at, fields=changed, **named(feature))
    return feature


def lock_seen(feature: Feature, version: int) -> Feature:
    """Lock the object; refuse if it is no longer as the person saw it."""
    now = lock_feature(feature)
    if now.version != version:
        raise FeatureChangedMeanwhile(now, time=f"{timezone.localtime(now.changed_at):%H:%M}")
    return now


def others(feature: Feature):
    """The other objects of its layer that stand in the draft."""
    return Feature.objects.of(feature.edition, feature.layer).exclude(pk=feature.pk)


def write_new(
    edition: Edition, layer: Layer, shape: GEOSGeometry, content: Content, *, by, at
) -> Feature:
    """Write a new object, its content checked."""
    present = Feature.objects.of(edition, layer)
    feature = Feature(edition=edition, layer=layer, lineage=uuid.uuid4(), shape=shape)
    fitting(content, edition, layer, present=present).write_to(feature)
    feature.changed_by, feature.changed_at = by, at
    feature.save()
    return feature


def write(feature: Feature, *, by: User | None, at: datetime) -> None:
    """Save the object as its next version; the database keeps the former one."""
    feature.version += 1
    feature.changed_by, feature.changed_at = by, at
    feature.save()


def named(feature: Feature) -> dict:
    """What the journal says of an object beside the act itself."""
    return {
        "key": feature.key,
        "name_kk": feature.name_kk or feature.key,
        "name_ru": feature.name_ru or feature.key,
        "layer_kk": feature.layer.name_kk,
        "layer_ru": feature.layer.name_ru,
        "version": feature.version,
    }
