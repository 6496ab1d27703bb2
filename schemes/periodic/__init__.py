"""Work that the clock orders: read the clock, call a service."""

from .discussion import forget_unconfirmed_remarks
from .files import forget_old_files
from .plans import remind_of_measure_reports

__all__ = ["forget_old_files", "forget_unconfirmed_remarks", "remind_of_measure_reports"]
