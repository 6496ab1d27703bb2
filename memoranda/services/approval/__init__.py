"""Approval inside each party: a sheet a party, its departments in stages (келісу парағы)."""

from .opening import open_approval, return_to_negotiation
from .refusals import (
    NotAskedToAgree,
    PersonTwice,
    RemarkNeeded,
    SheetClosed,
    StageBegun,
    StageNotBegun,
    StepDecided,
    SubstituteNeeded,
)
from .steps import add_step, decide_step, remove_step, reopen_step

__all__ = [
    "NotAskedToAgree",
    "PersonTwice",
    "RemarkNeeded",
    "SheetClosed",
    "StageBegun",
    "StageNotBegun",
    "StepDecided",
    "SubstituteNeeded",
    "add_step",
    "decide_step",
    "open_approval",
    "remove_step",
    "reopen_step",
    "return_to_negotiation",
]
