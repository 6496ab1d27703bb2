"""What a file holds, as the limited process tells it: plain values, nothing of GDAL."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


class Unreadable(Exception):
    """The file cannot be read; `code` and `facts` are put into words by words.py."""

    def __init__(self, code: str, **facts):
        self.code, self.facts = code, facts
        super().__init__(code)


@dataclass(frozen=True)
class Reference:
    """A coordinate system: its code if it has one, how exactly it leads to WGS 84."""

    code: str = ""
    name: str = ""
    wkt: str = ""
    accuracy_m: float | None = None
    is_geographic: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.code or self.wkt)


@dataclass(frozen=True)
class Field:
    """A column of a source layer with a few values as they stand."""

    name: str
    type: str  # text, whole, number, date, time, yes_no
    samples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Layer:
    """One table with shapes; `geometry` names the columns with coordinates, if it has such."""

    name: str
    count: int
    geometry_types: list[str]
    fields: list[Field]
    reference: Reference = Reference()
    geometry: dict[str, str] = field(default_factory=dict)
    bounds: list[float] | None = None  # of the first shapes, in the layer's own system


@dataclass(frozen=True)
class Description:
    """What a file is and which layers it has. Warnings are codes with facts."""

    kind: str
    layers: list[Layer]
    encoding: str = ""
    encoding_is_guessed: bool = False
    warnings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def as_data(self) -> dict:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict) -> Description:
        """Give back what `as_data` gave, after a way through JSON."""
        layers = [
            Layer(
                **one
                | {
                    "fields": [Field(**column) for column in one["fields"]],
                    "reference": Reference(**one["reference"]),
                }
            )
            for one in data["layers"]
        ]
        warnings = [(code, facts) for code, facts in data["warnings"]]
        return cls(**data | {"layers": layers, "warnings": warnings})

    def layer(self, name: str) -> Layer | None:
        return next((one for one in self.layers if one.name == name), None)


@dataclass(frozen=True)
class Start:
    """What is said once before the rows: the system they came in and what to know of it."""

    reference: Reference
    warnings: list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Row:
    """A row: its number as a person would count it, its shape in WGS 84 or what is wrong."""

    number: int
    wkb: str  # hexadecimal; empty if there is a problem
    attributes: dict[str, Any]
    problem: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
