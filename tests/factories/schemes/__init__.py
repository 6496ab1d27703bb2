"""Schemes, layers, editions, objects: smallest valid records, and a whole scene."""

from .records import (
    EditionFactory,
    FeatureFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    LayerFactory,
    MeasureFactory,
    PhaseFactory,
    PlanFactory,
    SchemeFactory,
    square,
)
from .scenes import SchemeScene, make_scheme, publish

__all__ = [
    "EditionFactory",
    "FeatureFactory",
    "IndicatorFactory",
    "IndicatorValueFactory",
    "LayerFactory",
    "MeasureFactory",
    "PhaseFactory",
    "PlanFactory",
    "SchemeFactory",
    "SchemeScene",
    "make_scheme",
    "publish",
    "square",
]
