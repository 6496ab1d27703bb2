"""Renders and stores minutes; moves no state."""
