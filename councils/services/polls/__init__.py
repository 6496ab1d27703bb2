"""Votes taken in a sitting: opened with a quorum, one voice a member, counted once.

A voice and the closing of its poll both lock the poll's row: whoever is first decides whether the
voice is in or out, and the person is told which.
"""

from .counting import annul_poll, close_poll, open_poll
from .refusals import (
    ItemNotConsidered,
    NobodyPresides,
    NoQuorum,
    NotPresent,
    NotYourVote,
    NoVotingRight,
    OwnVoteStands,
    PollClosed,
    UnknownChoice,
)
from .voices import cast_vote, enter_vote

__all__ = [
    "ItemNotConsidered",
    "NoQuorum",
    "NoVotingRight",
    "NobodyPresides",
    "NotPresent",
    "NotYourVote",
    "OwnVoteStands",
    "PollClosed",
    "UnknownChoice",
    "annul_poll",
    "cast_vote",
    "close_poll",
    "enter_vote",
    "open_poll",
]
