"""Clauses of the working text: written, merged, moved, removed, restored; no wording is lost.

The memorandum's row is locked first: two people in one text wait for each other.
"""

from .arranging import move_clause, remove_clause, restore_clause, take_out
from .importing import import_clauses
from .pairs import confirm_pair, intend_difference
from .places import kind_at, put, require_kept, require_worded
from .wording import Changed, add_clause, change_clause
from .writing import insert, merged_words, plant, sound_words, write_words

__all__ = [
    "Changed",
    "add_clause",
    "change_clause",
    "confirm_pair",
    "import_clauses",
    "insert",
    "intend_difference",
    "kind_at",
    "merged_words",
    "move_clause",
    "plant",
    "put",
    "remove_clause",
    "require_kept",
    "require_worded",
    "restore_clause",
    "sound_words",
    "take_out",
    "write_words",
]
