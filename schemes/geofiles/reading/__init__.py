"""Reads files with geometry that people bring: in a limited process, whatever the file holds.

`describe` says what is in a file; `rows` gives its rows with shapes in WGS 84. Both start a
process of their own (see child.py): the caller's memory and time stay bounded.
"""

from .contents import Description, Field, Layer, Reference, Row, Start, Unreadable
from .limits import Limits
from .parent import Choice, describe, rows

__all__ = [
    "Choice",
    "Description",
    "Field",
    "Layer",
    "Limits",
    "Reference",
    "Row",
    "Start",
    "Unreadable",
    "describe",
    "rows",
]
