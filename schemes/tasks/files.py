"""Ordered work: files."""
