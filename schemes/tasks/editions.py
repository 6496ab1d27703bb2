"""Ordered work: editions."""
