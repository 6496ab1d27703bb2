"""Names on the map: the important first, each where it covers no other; the rest are left out."""

from dataclasses import dataclass

from .drawing import MM_IN_PIXEL, Drawn, Placed
from .frames import Frame

MM_IN_POINT = 0.3528
LETTER = 0.56  # mean width of a letter, as a part of the size of the type
MOST_LABELS = 260
MOST_TRIED = 4_000
AIR_MM = 0.5
EDGE_MM = 1.0
SAME_MM = 25.0
WATER = "#2f6f9f"
BIG_POINT = 7  # CSS pixels: a city, not a village
LONGEST_NAME = 60
TOWNS = ("circle", "ring", "star", "diamond")  # signs of places; the others are of things


@dataclass(frozen=True)
class Box:
    """A rectangle of paper that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )


def place_labels(layers: list[Drawn], frame: Frame, taken: list[Box]) -> list[dict]:
    """Give the names that find a place, as the document takes them; `taken` is no place."""
    candidates = [
        placed
        for drawn in layers
        for placed in drawn.placed
        if frame.zoom >= placed.look["label_from_zoom"] and _is_inside(placed, frame)
    ]
    candidates.sort(key=_importance)
    taken = taken + [_sign(one) for one in candidates[:MOST_TRIED] if _is_big(one)]
    labels: list[dict] = []
    for placed in candidates[:MOST_TRIED]:
        if any(_says_the_same(placed, label) for label in labels):
            continue
        found = _try(placed, frame, taken)
        if found:
            label, box = found
            labels.append(label)
            taken.append(box)
        if len(labels) >= MOST_LABELS:
            break
    return labels


def _says_the_same(placed: Placed, label: dict) -> bool:
    """A city is in several layers at once; its name stands beside it once."""
    near = abs(placed.x - label["x"]) < SAME_MM and abs(placed.y - label["y"]) < SAME_MM
    return near and placed.name == label["text"]


def _is_inside(placed: Placed, frame: Frame) -> bool:
    return 0 <= placed.x <= frame.width and 0 <= placed.y <= frame.height


def _is_big(placed: Placed) -> bool:
    return placed.layer.geometry_type == "point" and placed.look["size"] >= BIG_POINT


def _importance(placed: Placed) -> tuple:
    """Cities, areas from the largest, then lines and villages; the same each time."""
    kind = placed.layer.geometry_type
    rank = (
        0
        if _is_big(placed) and placed.look["icon"] in TOWNS
        else {"polygon": 1, "line": 2, "point": 3}[kind]
    )
    return rank, -placed.extent, placed.name, placed.x


def _sign(placed: Placed) -> Box:
    radius = placed.look["size"] / 2 * MM_IN_PIXEL
    return Box(placed.x - radius, placed.y - radius, placed.x + radius, placed.y + radius)


def _try(placed: Placed, frame: Frame, taken: list[Box]) -> tuple[dict, Box] | None:
    type_ = _type(placed)
    name = placed.name
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 1].rstrip()}…"
    size = type_["size"] * MM_IN_POINT
    width = len(name) * size * (LETTER + type_["tracking"]) + 2 * AIR_MM
    height = size * 1.15
    for x, y, anchor in _spots(placed, width, height):
        left = {"left": x, "center": x - width / 2, "right": x - width}[anchor]
        box = Box(left, y - height / 2, left + width, y + height / 2)
        inside = (
            box.left >= EDGE_MM
            and box.top >= EDGE_MM
            and box.right <= frame.width - EDGE_MM
            and box.bottom <= frame.height - EDGE_MM
        )
        # A name wider than its area would be read as the neighbour's.
        if inside and not any(box.meets(other) for other in taken):
            label = {"x": round(x, 2), "y": round(y, 2), "anchor": anchor, "text": name}
            return label | type_, box
    return None


def _spots(placed: Placed, width: float, height: float):
    if placed.layer.geometry_type != "point":
        yield placed.x, placed.y, "center"
        for step in (-1.3, 1.3):
            yield placed.x, placed.y + step * height, "center"
        return
    gap = placed.look["size"] / 2 * MM_IN_PIXEL + 0.7
    up = gap + height / 2 - 0.2
    if _is_big(placed):
        yield placed.x, placed.y + up, "center"
        yield placed.x, placed.y - up, "center"
    yield placed.x + gap, placed.y, "left"
    yield placed.x - gap, placed.y, "right"
    yield placed.x, placed.y - up, "center"
    yield placed.x, placed.y + up, "center"


def _type(placed: Placed) -> dict:
    kind, look = placed.layer.geometry_type, placed.look
    plain = {"weight": "regular", "style": "normal", "tracking": 0, "color": "#14202b"}
    if _is_big(placed) and look["icon"] in TOWNS:
        return plain | {"size": 8.5, "weight": "bold"}
    if _is_big(placed):
        return plain | {"size": 6.8, "weight": "semibold"}
    if kind == "point":
        return plain | {"size": 6.2, "color": "#33414e"}
    if _is_water(look):
        return plain | {"size": 6.8, "style": "italic", "color": WATER, "tracking": 0.04}
    if kind == "line":
        return plain | {"size": 6.2, "weight": "semibold", "color": look["color"]}
    return plain | {"size": 6.8, "weight": "semibold", "color": "#5b6a58", "tracking": 0.08}


def _is_water(look: dict) -> bool:
    """Waters are drawn blue: their names are too, and lean, as on any map."""
    red, green, blue = (int(look["fill"][place : place + 2], 16) for place in (1, 3, 5))
    return blue > green > red and blue - red > 30
