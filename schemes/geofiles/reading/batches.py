"""Rows on their way through the reading process, some thousands at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import numpy
import shapely

from .contents import Layer, Unreadable
from .limits import Limits

PLAIN_KINDS = 7  # points, lines, areas, several of them, mixed; curves and surfaces follow
UNPRINTABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: None}


@dataclass
class Request:
    """What the parent asks for: a description, or the rows of one layer in a way chosen."""

    act: str
    path: Path
    folder: Path
    name: str
    limits: Limits
    layer: str = ""
    encoding: str = ""
    reference: str = ""
    geometry: dict[str, str] = field(default_factory=dict)
    swap_axes: bool = False


@dataclass
class Batch:
    """Some rows: shapes in the layer's own system, attributes, problems by place."""

    numbers: list[int] = field(default_factory=list)
    shapes: Any = None  # an array of shapely's shapes or None
    attributes: list[dict] = field(default_factory=list)
    problems: dict[int, tuple[str, dict]] = field(default_factory=dict)

    def spoil(self, place: int, code: str, **facts) -> None:
        """The first problem of a row is the one told."""
        self.problems.setdefault(place, (code, facts))

    def take_wkb(self, blobs, limits: Limits) -> None:
        """Make shapes of WKB; too large ones are not even opened."""
        longest = limits.vertices_of_feature * 34
        for place, blob in enumerate(blobs):
            if blob is not None and len(blob) > longest:
                self.spoil(place, "too_many_vertices", most=limits.vertices_of_feature)
                blobs[place] = None
            elif blob is not None and _kind_of(blob) > PLAIN_KINDS:
                self.spoil(place, "curve")
                blobs[place] = None
        self.shapes = shapely.from_wkb(numpy.array(blobs, dtype=object), on_invalid="ignore")
        for place, (blob, shape) in enumerate(zip(blobs, self.shapes, strict=True)):
            if shape is None and blob is not None:
                self.spoil(place, "geometry_damaged")


def _kind_of(wkb: bytes) -> int:
    """Give the kind of shape that WKB begins with: above the plain ones stand curves."""
    order = "little" if wkb[:1] == b"\x01" else "big"
    return (int.from_bytes(wkb[1:5], order) & 0x0FFFFFFF) % 1000


class Source(Protocol):
    """A file opened by its kind's reader."""

    encoding: str
    encoding_is_guessed: bool
    warnings: list[tuple[str, dict]]

    def layers(self) -> list[Layer]: ...

    def batches(self, layer: str) -> Iterator[Batch]: ...


def clean(value: Any, limits: Limits) -> Any:
    """Give a value that JSON and the database hold: no endless numbers, no control characters."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**63 else str(value)
    if isinstance(value, float | Decimal):
        value = float(value)
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = str(value).translate(UNPRINTABLE).encode("utf-8", "replace").decode()
    if len(text) > limits.text_length:
        raise Unreadable("text_too_long", most=limits.text_length)
    return text.strip() or None


def clean_row(values: dict[str, Any], batch: Batch, place: int, limits: Limits) -> dict:
    """Clean all values of a row; what is too long spoils the row and is left out."""
    kept, length = {}, 0
    for name, value in values.items():
        try:
            kept[name] = clean(value, limits)
        except Unreadable as problem:
            batch.spoil(place, problem.code, field=name, **problem.facts)
            kept[name] = None
        length += len(kept[name]) if isinstance(kept[name], str) else 0
    if length > limits.row_text_length:
        batch.spoil(place, "row_too_long", most=limits.row_text_length)
        return {}
    return kept


def samples_of(rows: list[dict], name: str) -> list[str]:
    """Give three values of a column as a person would see them, different ones first."""
    seen = dict.fromkeys(str(row[name])[:60] for row in rows if row.get(name) is not None)
    return list(seen)[:3]
