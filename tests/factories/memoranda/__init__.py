"""Smallest valid records of the memoranda, and a memorandum in any state.

`make_memorandum(parties=3, clauses=6, state="negotiation")` gives a `Scene`: the text, its parties
with their people, and the sent version; without passing through the services.
"""

from .records import (
    ClauseFactory,
    MemorandumFactory,
    ObligationFactory,
    PartyFactory,
    SuggestionFactory,
)
from .scenes import Scene, add_clauses, make_memorandum, people_of, send

__all__ = [
    "ClauseFactory",
    "MemorandumFactory",
    "ObligationFactory",
    "PartyFactory",
    "Scene",
    "SuggestionFactory",
    "add_clauses",
    "make_memorandum",
    "people_of",
    "send",
]
