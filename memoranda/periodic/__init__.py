"""Work that the clock orders: read the clock, one call to a service for each record."""

from .life import keep_force, remind_executors
from .negotiation import close_rounds, remind_of_rounds

__all__ = ["close_rounds", "keep_force", "remind_executors", "remind_of_rounds"]
