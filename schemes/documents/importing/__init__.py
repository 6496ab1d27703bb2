"""The work of an import: a file is described, its rows are staged and checked, then written.

Each step is one ordered work and one transaction: a worker that dies leaves nothing of it behind.
"""

from .describing import describe_file
from .progress import progress_of
from .sentences import field_names, sentence_of, short_of, why_refused
from .staging import stage_rows
from .targets import Target, guess_columns, targets_of
from .values import value_problem
from .writing import write_rows

__all__ = [
    "Target",
    "describe_file",
    "field_names",
    "guess_columns",
    "progress_of",
    "sentence_of",
    "short_of",
    "stage_rows",
    "targets_of",
    "value_problem",
    "why_refused",
    "write_rows",
]
