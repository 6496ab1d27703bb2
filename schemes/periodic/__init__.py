"""Work that the clock orders: read the clock, call a service."""

from .discussion import forget_unconfirmed_remarks
from .plans import remind_of_measure_reports

__all__ = ["forget_unconfirmed_remarks", "remind_of_measure_reports"]
