"""Ordered work: imports."""
