"""Arithmetic on texts and states: plain Python, no Django."""
