"""Taking an object off the draft and bringing it back, as it was or as it was earlier."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import EarlierFeature, Edition, Feature
from ..locks import lock_draft
from .content import Content, code_problems
from .drawing import lock_seen, named, others, write
from .refusals import ContentRefused, FeatureIsPresent, FeatureIsRemoved, StateNotKept


@transaction.atomic
def remove_feature(feature: Feature, *, version: int, by: User | None, at: datetime) -> Feature:
    """Take the object off the draft; its history stays and it can be brought back.

    Refuses when somebody changed the object since, or has taken it off already.
    """
    feature = lock_seen(feature, version)
    if feature.removed_at:
        raise FeatureIsRemoved
    feature.removed_at = at
    write(feature, by=by, at=at)
    journal.record("feature_removed", feature, by=by, at=at, **named(feature))
    return feature


@transaction.atomic
def restore_feature(
    feature: Feature, *, version: int, to: int | None = None, by: User | None, at: datetime
) -> Feature:
    """Bring an object back: one taken off as it was, or any as it stood in its version `to`.

    Refuses when somebody changed the object since, a version that is not kept, an object that
    stands already, and a code that another object has been given meanwhile. A state that the
    object is in already is no act: each version is another state.
    """
    feature = lock_seen(feature, version)
    if to is None and not feature.removed_at:
        raise FeatureIsPresent
    if to is not None and to != feature.version:
        if not _become(feature, _earlier(feature, to)) and not feature.removed_at:
            return feature
    elif not feature.removed_at:
        return feature
    _require_free_code(feature)
    feature.removed_at = None
    write(feature, by=by, at=at)
    event = "feature_restored" if to is None else "feature_returned"
    journal.record(event, feature, by=by, at=at, to=to, **named(feature))
    return feature


@transaction.atomic
def return_features(
    edition: Edition,
    *,
    moves: Sequence[tuple[Feature, int, int | None]],
    by: User | None,
    at: datetime,
) -> list[Feature]:
    """Lead several objects to other states at once: undo and redo of what was done together.

    A move is (object, the version that the person saw, the version it returns to or None: off).
    All or nothing; refuses what remove_feature and restore_feature refuse.
    """
    lock_draft(edition)
    # Those that leave go first: what comes back may carry their codes.
    leaving = [
        remove_feature(feature, version=seen, by=by, at=at)
        for feature, seen, to in moves
        if to is None
    ]
    coming = [
        restore_feature(feature, version=seen, to=to, by=by, at=at)
        for feature, seen, to in moves
        if to is not None
    ]
    return leaving + coming


def _earlier(feature: Feature, version: int) -> EarlierFeature:
    rows = feature.earlier.select_related("phase", "responsible")
    earlier = rows.filter(version=version).first()
    if earlier is None:
        raise StateNotKept(version=version)
    return earlier


def _become(feature: Feature, earlier: EarlierFeature) -> bool:
    """Take over an earlier state; say whether anything is other than it was."""
    changed = Content.of(earlier).write_to(feature)
    is_moved = not feature.shape.equals_exact(earlier.shape)
    feature.shape = earlier.shape
    return bool(changed) or is_moved


def _require_free_code(feature: Feature) -> None:
    """Only the code is judged: a state that was lawful then comes back as it was."""
    if problems := code_problems(feature.key, others(feature)):
        raise ContentRefused(problems, {})
