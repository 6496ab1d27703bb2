"""GeoPackages for the journey of a scheme: zones in UTM 43N, as a planner's program writes them."""

from pathlib import Path

import numpy
import pyogrio.raw
import shapely
from pyproj import Transformer

TO_UTM = Transformer.from_crs(4326, 32643, always_xy=True).transform
SIDE = 0.08
NAMES = ["Солтүстік тұрғын аймағы", "Оңтүстік жасыл белдеу", "Шығыс өнеркәсіп аймағы"]


def zone(column: int) -> shapely.Geometry:
    """A square zone; the next column begins where the former ends."""
    west = 76.70 + column * SIDE
    return shapely.box(west, 43.30, west + SIDE, 43.30 + SIDE)


def bow_tie() -> shapely.Geometry:
    """An outline that crosses itself, as a slip of the hand makes it."""
    west, south = 76.70, 43.45
    corners = [
        (west, south),
        (west + SIDE, south + SIDE),
        (west + SIDE, south),
        (west, south + SIDE),
    ]
    return shapely.Polygon(corners)


def zones(folder: Path, *, kinds: list[str | None], name: str) -> Path:
    """Write three zones and a crossed outline; `kinds` are what the column `zone` says of each."""
    shapes = [zone(0), zone(1), zone(2), bow_tie()]
    shapes = [shapely.transform(one, TO_UTM, interleaved=False) for one in shapes]
    path = folder / name
    columns = {
        "key": [f"Ж-{number}" for number in range(1, 5)],
        "name_kk": [*NAMES, "Батыс аймақ"],
        "name_ru": ["Северная жилая зона", "Южный зелёный пояс", "Восточная зона", "Западная зона"],
        "zone": kinds,
    }
    pyogrio.raw.write(
        path,
        numpy.array(shapely.to_wkb(shapes), dtype=object),
        [numpy.array(values, dtype=object) for values in columns.values()],
        list(columns),
        geometry_type="Polygon",
        crs="EPSG:32643",
        driver="GPKG",
    )
    return path
