"""Ordered work: plans."""
