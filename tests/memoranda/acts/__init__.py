"""Every act on a memorandum as the pages offer it: first the permission, then the service."""

from .base import Try, heading, text
from .orderly import ACTS, LIKELY, fitting, next_act
from .signing import Signing
from .talking import Talking

__all__ = ["ACTS", "LIKELY", "Door", "Try", "fitting", "heading", "next_act", "text"]


class Door(Talking, Signing):
    """All acts for one person at one moment."""
