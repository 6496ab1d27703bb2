"""The agenda: prepared in a draft, frozen by convening, worked through in the sitting.

Every act locks the meeting first, then judges: two people at one agenda wait for each other.
"""

from .materials import (
    MeetingOver,
    UnknownLanguage,
    attach_material,
    judge_lateness,
    remove_material,
)
from .preparing import add_item, change_item, move_item, remove_item
from .refusals import (
    AgendaFrozen,
    AgendaNotFrozen,
    CannotContinue,
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
    TitleNeeded,
)
from .sitting import finish_item, require_no_open_poll, start_item, take_off_item

__all__ = [
    "AgendaFrozen",
    "AgendaNotFrozen",
    "CannotContinue",
    "DecisionTaken",
    "MeetingNotOpen",
    "MeetingOver",
    "PollStillOpen",
    "ReasonNeeded",
    "TitleNeeded",
    "UnknownLanguage",
    "add_item",
    "attach_material",
    "change_item",
    "finish_item",
    "judge_lateness",
    "move_item",
    "remove_item",
    "remove_material",
    "require_no_open_poll",
    "start_item",
    "take_off_item",
]
