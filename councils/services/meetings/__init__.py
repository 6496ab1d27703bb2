"""Meetings from the plan to publication; the meeting's row is locked first in every act."""

from ...reports import missing_to_convene
from .holding import close_meeting, mark_not_held, open_meeting, publish_meeting
from .preparing import cancel_meeting, change_meeting, convene_meeting, plan_meeting
from .refusals import (
    BodyNotActive,
    ClosedDoorNeedsReason,
    DayNeeded,
    DecisionsTaken,
    FrozenAfterConvening,
    ItemStillCurrent,
    ReasonsNeeded,
)

__all__ = [
    "BodyNotActive",
    "ClosedDoorNeedsReason",
    "DayNeeded",
    "DecisionsTaken",
    "FrozenAfterConvening",
    "ItemStillCurrent",
    "ReasonsNeeded",
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "convene_meeting",
    "mark_not_held",
    "missing_to_convene",
    "open_meeting",
    "plan_meeting",
    "publish_meeting",
]
