"""Ordered work: discussion."""
