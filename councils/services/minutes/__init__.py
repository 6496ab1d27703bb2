"""Minutes: composed from the meeting, worded by the secretary, signed as exactly these bytes.

The meeting's row is locked first, then the minutes: an edit, a rendering order and a signature
wait for each other.
"""

from .refusals import (
    DocumentDamaged,
    MeetingNotClosed,
    NotASigner,
    OvertakenByAnother,
    StaleBytes,
    WordingFrozen,
)
from .routing import prepare_minutes, revise_minutes, send_minutes, withdraw_minutes
from .signing import refuse_signature, sign_minutes
from .wording import change_wording, compose_minutes, render_minutes

__all__ = [
    "DocumentDamaged",
    "MeetingNotClosed",
    "NotASigner",
    "OvertakenByAnother",
    "StaleBytes",
    "WordingFrozen",
    "change_wording",
    "compose_minutes",
    "prepare_minutes",
    "refuse_signature",
    "render_minutes",
    "revise_minutes",
    "send_minutes",
    "sign_minutes",
    "withdraw_minutes",
]
