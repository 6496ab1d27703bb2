"""The matrix clauses × parties: what one cell and one row of it say."""

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """What a party says to a clause as it stands in the current version."""

    AGREED = "agreed"
    FELL = "fell"  # agreed to former words: the text changed and the agreement fell
    COMMENTS = "comments"
    OBJECTS = "objects"
    SUGGESTS = "suggests"
    READ = "read"
    NOT_READ = "not_read"


class RowState(StrEnum):
    """How far a clause is among all parties."""

    READY = "ready"
    OPEN = "open"
    BLOCKED = "blocked"


def cell(
    stance: str, said_hash: str, current_hash: str, has_open_suggestion: bool, was_read: bool
) -> State:
    """Say where a party stands on a clause.

    `stance` is its last word ("agrees", "comments", "objects", "withdrawn", "" for none) and
    `said_hash` the texts it was said to. An agreement holds for these texts alone: when they
    change it falls. An objection stands until the party itself says another word, whatever
    becomes of the text: nobody but the party ends it. An own suggestion without an answer goes
    before an agreement, for the party wants other words.
    """
    if stance == "objects":
        return State.OBJECTS
    if has_open_suggestion:
        return State.SUGGESTS
    is_current = said_hash == current_hash
    if stance == "agrees":
        return State.AGREED if is_current else State.FELL
    if stance == "comments" and is_current:
        return State.COMMENTS
    return State.READ if was_read else State.NOT_READ


def row_state(cells: Iterable[State]) -> RowState:
    """Say what a clause waits for: an objection blocks it, all agreed make it ready.

    A clause on which no party has a say is not ready: silence of nobody agrees to nothing.
    """
    cells = list(cells)
    if State.OBJECTS in cells:
        return RowState.BLOCKED
    if cells and all(state == State.AGREED for state in cells):
        return RowState.READY
    return RowState.OPEN
