"""Two editions side by side: which objects came, went, changed their outline or what is said."""

from .counting import Counts, count_differences, has_differences
from .outlines import MOST, outlines
from .pairs import KINDS, Asked
from .rows import Difference, differences

__all__ = [
    "KINDS",
    "MOST",
    "Asked",
    "Counts",
    "Difference",
    "count_differences",
    "differences",
    "has_differences",
    "outlines",
]
