"""Renders, keeps and reads documents of memoranda; moves no state."""
