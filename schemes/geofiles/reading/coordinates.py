"""Where a table keeps its places: columns guessed by their names, numbers as people write them."""

import re
import unicodedata

LONGITUDES = {
    "lon", "lng", "long", "longitude", "x", "х", "долгота", "бойлық", "бойлык", "xcoord", "easting",
    "coordx", "координатах", "point x", "east", "шығыс", "восток",
}  # fmt: skip
LATITUDES = {
    "lat", "latitude", "y", "у", "широта", "ендік", "ендик", "ycoord", "northing",
    "coordy", "координатау", "point y", "north", "солтүстік", "север",
}  # fmt: skip
SHAPES = {"wkt", "geom", "geometry", "thegeom", "shape", "геометрия", "geometrywkt", "geomwkt"}
SPACES = re.compile(r"[\s\u00a0\u202f']+")
NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$")
WKT = re.compile(
    r"^\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.I
)


def guess(names: list[str], rows: list[list]) -> dict[str, str]:
    """Say which columns hold the place: {"wkt": …} or {"x": …, "y": …}; nothing if none does."""
    plain = {name: _plain(name) for name in names}
    for place, name in enumerate(names):
        values = [str(row[place]) for row in rows if place < len(row) and row[place]]
        if values and all(WKT.match(value) for value in values[:20]):
            return {"wkt": name}
    for name in names:
        if plain[name] in SHAPES:
            return {"wkt": name}
    x = next((name for name in names if plain[name] in LONGITUDES), "")
    y = next((name for name in names if plain[name] in LATITUDES), "")
    return {"x": x, "y": y} if x and y else {}


def number(value) -> float | None:
    """Read a number with a point or a comma; nothing if it is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = SPACES.sub("", str(value)).replace("−", "-").rstrip("°")
    return float(text.replace(",", ".")) if NUMBER.match(text) else None


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFC", name).lower()
    text = re.sub(r"\(.*?\)|°|wgs\s?-?84", "", text)
    return re.sub(r"[\s_\-.,:]+", "", text)
