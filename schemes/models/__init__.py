"""All models of the schemes, so that callers write `from schemes.models import Edition`."""

from .discussion import Discussion, PublicRemark
from .features import Described, EarlierFeature, Feature
from .files import SchemeFile
from .imports import Import, ImportRow
from .indicators import Indicator, IndicatorValue
from .layers import Layer
from .links import DecisionLink
from .measures import Measure, MeasureCost, MeasurePlace, MeasureReport
from .plan_files import PlanFile
from .plans import Direction, Plan, PlanAgreement
from .schemes import Edition, Phase, Scheme

__all__ = [
    "DecisionLink",
    "Described",
    "Direction",
    "Discussion",
    "EarlierFeature",
    "Edition",
    "Feature",
    "Import",
    "ImportRow",
    "Indicator",
    "IndicatorValue",
    "Layer",
    "Measure",
    "MeasureCost",
    "MeasurePlace",
    "MeasureReport",
    "Phase",
    "Plan",
    "PlanAgreement",
    "PlanFile",
    "PublicRemark",
    "Scheme",
    "SchemeFile",
]
