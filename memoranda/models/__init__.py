"""What is kept about memoranda: the text, its negotiation, approval, signing and fulfilment."""

from .approval import ApprovalSheet, ApprovalStep
from .clauses import Clause, ClauseKind, ClauseRevision, Draft, IntendedDifference, Operation
from .force import ForceEvent
from .memoranda import Memorandum
from .negotiation import (
    InternalNote,
    Position,
    Receipt,
    Remark,
    Round,
    Suggestion,
    SuggestionAnswer,
)
from .obligations import Obligation, Progress, Reminder
from .parties import SPEAKERS, Party
from .signing import PartySignature, SigningSheet
from .versions import MemorandumFile, Version, VersionClause

__all__ = [
    "SPEAKERS",
    "ApprovalSheet",
    "ApprovalStep",
    "Clause",
    "ClauseKind",
    "ClauseRevision",
    "Draft",
    "ForceEvent",
    "IntendedDifference",
    "InternalNote",
    "Memorandum",
    "MemorandumFile",
    "Obligation",
    "Operation",
    "Party",
    "PartySignature",
    "Position",
    "Progress",
    "Receipt",
    "Remark",
    "Reminder",
    "Round",
    "SigningSheet",
    "Suggestion",
    "SuggestionAnswer",
    "Version",
    "VersionClause",
]
