"""Work that the clock orders: read the clock, call a service."""

from .discussion import forget_unconfirmed_remarks
from .files import forget_old_files
from .imports import cancel_idle_imports
from .plans import remind_of_measure_reports

__all__ = [
    "cancel_idle_imports",
    "forget_old_files",
    "forget_unconfirmed_remarks",
    "remind_of_measure_reports",
]
