"""Sentences."""

SENTENCES = {}
