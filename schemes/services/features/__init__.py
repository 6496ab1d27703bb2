"""Objects of a draft: drawn, changed, cut, joined, taken off and brought back."""

from .content import Content
from .drawing import change_feature, draw_feature
from .joining import cut_feature, merge_features, split_feature
from .refusals import (
    ContentRefused,
    CutLeavesNothing,
    CutMisses,
    FeatureChangedMeanwhile,
    FeatureIsPresent,
    FeatureIsRemoved,
    LayerOfAnotherScheme,
    MergeOfSeveralLayers,
    MergeTakesTwo,
    PointsAreWhole,
    ShapeBroken,
    ShapeEmpty,
    ShapeOffTheEarth,
    ShapeOfWrongKind,
    ShapeRefused,
    ShapeTooHeavy,
    StateNotKept,
)
from .removing import remove_feature, restore_feature, return_features
from .shapes import normalised

__all__ = [
    "Content",
    "ContentRefused",
    "CutLeavesNothing",
    "CutMisses",
    "FeatureChangedMeanwhile",
    "FeatureIsPresent",
    "FeatureIsRemoved",
    "LayerOfAnotherScheme",
    "MergeOfSeveralLayers",
    "MergeTakesTwo",
    "PointsAreWhole",
    "ShapeBroken",
    "ShapeEmpty",
    "ShapeOfWrongKind",
    "ShapeOffTheEarth",
    "ShapeRefused",
    "ShapeTooHeavy",
    "StateNotKept",
    "change_feature",
    "cut_feature",
    "draw_feature",
    "merge_features",
    "normalised",
    "remove_feature",
    "restore_feature",
    "return_features",
    "split_feature",
]
