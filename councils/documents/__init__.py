"""Renders and stores minutes; moves no state."""

from .minutes import minutes_as_data
from .rendering import Rendering, order_key, rendering_of, store_minutes

__all__ = ["Rendering", "minutes_as_data", "order_key", "rendering_of", "store_minutes"]
