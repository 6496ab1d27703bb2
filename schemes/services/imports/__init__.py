"""Imports: a file is brought, its columns chosen, its rows looked at, and written or let go."""

from .choosing import Choices, choose_columns, describe_again
from .confirming import BadRowsRemain, NothingToWrite, confirm_import
from .ordering import key_of
from .starting import cancel_import, start_import

__all__ = [
    "BadRowsRemain",
    "Choices",
    "NothingToWrite",
    "cancel_import",
    "choose_columns",
    "confirm_import",
    "describe_again",
    "key_of",
    "start_import",
]
