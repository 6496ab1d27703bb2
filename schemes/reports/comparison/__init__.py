"""Two editions side by side: which objects came, went, changed their outline or what is said."""

from .counting import Counts, count_differences, has_differences
from .pairs import KINDS, Asked
from .rows import Difference, differences

__all__ = [
    "KINDS",
    "Asked",
    "Counts",
    "Difference",
    "count_differences",
    "differences",
    "has_differences",
]
