"""Ordered work."""
