"""Work that the clock orders: read the clock, call a service."""
