"""Negotiation: rounds, words of the parties, suggestions and what becomes of them, discussion.

The memorandum's row is locked first: words, decisions and the sending of the next version wait for
each other. What a party said or suggested is only ever added to.
"""

from .decisions import accept_suggestion, merge_suggestion, reject_suggestion
from .notes import add_note
from .positions import agree_to_all, take_position
from .refusals import (
    NobodyOwes,
    NotAParty,
    NothingSaid,
    NothingSuggested,
    NotInVersion,
    NotMergeable,
    NotNegotiated,
    NoWords,
    OfAnotherClause,
    OwnSuggestion,
    RoundGoesOn,
    RoundOver,
    SuggestionConflicts,
    TextChanged,
    TooSoon,
)
from .remarks import add_remark
from .rounds import close_round, note_reading, remind_parties
from .suggestions import answer_suggestion, make_suggestion, withdraw_suggestion

__all__ = [
    "NoWords",
    "NobodyOwes",
    "NotAParty",
    "NotInVersion",
    "NotMergeable",
    "NotNegotiated",
    "NothingSaid",
    "NothingSuggested",
    "OfAnotherClause",
    "OwnSuggestion",
    "RoundGoesOn",
    "RoundOver",
    "SuggestionConflicts",
    "TextChanged",
    "TooSoon",
    "accept_suggestion",
    "add_note",
    "add_remark",
    "agree_to_all",
    "answer_suggestion",
    "close_round",
    "make_suggestion",
    "merge_suggestion",
    "note_reading",
    "reject_suggestion",
    "remind_parties",
    "take_position",
    "withdraw_suggestion",
]
