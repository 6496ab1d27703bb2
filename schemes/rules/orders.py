"""Orders of files in one form, so that the same wish is the same order; no Django.

An order is plain JSON: what a form, a link or a program brought, without what it left open.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from math import cos, radians

DATA_FORMATS = ("gpkg", "shp", "geojson", "kml", "csv", "xlsx")
PRINT_FORMATS = ("pdf", "png")
PAPERS = ("a4", "a3")
TURNS = ("landscape", "portrait")
# A sheet shows at most the whole world less the poles, and at least a street.
LEAST_DEGREES = 0.002
SCREEN = (1000, 700)


def selection(
    *,
    layers: Iterable[str] = (),
    words: str = "",
    status: str = "",
    phase: str = "",
    bbox: Iterable[float] | None = None,
    attributes: Mapping[str, object] | None = None,
) -> dict:
    """Give which objects are meant; no layers means all of them."""
    chosen: dict[str, object] = {"layers": sorted(set(layers))}
    chosen |= {"words": " ".join(words.split())} if words.strip() else {}
    chosen |= {"status": status} if status else {}
    chosen |= {"phase": phase} if phase else {}
    chosen |= {"bbox": [round(float(one), 6) for one in bbox]} if bbox else {}
    chosen |= {"attributes": dict(attributes)} if attributes else {}
    return chosen


def export_order(*, format: str, language: str, **chosen) -> dict:
    """Give the order of a data file."""
    if format not in DATA_FORMATS:
        raise ValueError(format)
    return {"format": format, "language": language} | selection(**chosen)


def print_order(
    *, format: str, language: str, paper: str = "a4", turn: str = "landscape", **chosen
) -> dict:
    """Give the order of a map in print."""
    if format not in PRINT_FORMATS or paper not in PAPERS or turn not in TURNS:
        raise ValueError(format, paper, turn)
    return {"format": format, "language": language, "paper": paper, "turn": turn} | selection(
        **chosen
    )


def key_of(*, edition: str, revision: int, looks: str, purpose: str, order: Mapping) -> str:
    """Give the name by which the same order of the same revision is known again.

    `looks` stands for what is not in the edition and yet in the file: names, styles, the state.
    """
    parts = [edition, revision, looks, purpose, order]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def bbox_round(latitude: float, longitude: float, zoom: float) -> list[float]:
    """Give about what a web map of SCREEN pixels shows round its middle, in degrees."""
    if not (-85 <= latitude <= 85 and -180 <= longitude <= 180 and 0 <= zoom <= 22):
        raise ValueError("at")
    degrees = 360 / (256 * 2**zoom)
    across = SCREEN[0] / 2 * degrees
    along = SCREEN[1] / 2 * degrees * cos(radians(latitude))
    south, north = max(latitude - along, -85.0), min(latitude + along, 85.0)
    return [max(longitude - across, -180.0), south, min(longitude + across, 180.0), north]


def read_bbox(text: str) -> list[float] | None:
    """Read “west,south,east,north” of a link; ValueError if it is none, nothing if it is empty."""
    if not text.strip():
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise ValueError("bbox")
    if east - west < LEAST_DEGREES or north - south < LEAST_DEGREES:
        raise ValueError("bbox")
    return [west, south, east, north]
