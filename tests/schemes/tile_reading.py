"""Reads a vector tile with a library that is not ours."""

from dataclasses import dataclass

import pyogrio.raw
import shapely


@dataclass(frozen=True)
class Drawn:
    """One object of a tile: what it says of itself and its shape on the plane."""

    properties: dict
    shape: shapely.Geometry


def read_tile(folder, content: bytes, layer: str, z: int, x: int, y: int) -> list[Drawn]:
    path = folder / "tile.mvt"
    path.write_bytes(content)
    meta, _fids, shapes, fields = pyogrio.raw.read(path, layer=layer, X=str(x), Y=str(y), Z=str(z))
    names = list(meta["fields"])
    return [
        Drawn(
            {
                name: values[row]
                for name, values in zip(names, fields, strict=True)
                if name != "mvt_id" and values[row] is not None
            },
            shapely.from_wkb(shape),
        )
        for row, shape in enumerate(shapes)
    ]
