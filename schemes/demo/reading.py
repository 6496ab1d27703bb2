"""Reading the demo's files: the scheme in TOML, its shapes in GeoJSON."""

import json
import tomllib
from functools import cache
from pathlib import Path

from django.contrib.gis.geos import GEOSGeometry

FOLDER = Path(__file__).with_name("data")
OWN_FIELDS = {"key", "name_kk", "name_ru", "name_en", "layer", "edition", "core"}


def described() -> dict:
    """Give what scheme.toml says."""
    return tomllib.loads((FOLDER / "scheme.toml").read_text(encoding="utf-8"))


@cache
def shapes(layer: str) -> dict[str, dict]:
    """Give the objects of a layer's file by their codes, each a Feature of GeoJSON."""
    collection = json.loads((FOLDER / f"map/{layer}.geojson").read_text(encoding="utf-8"))
    return {one["properties"]["key"]: one for one in collection["features"]}


def shape_of(one: dict) -> GEOSGeometry:
    return GEOSGeometry(json.dumps(one["geometry"]), srid=4326)


def attributes_of(one: dict) -> dict:
    """What the file says of an object beside its code and names: attributes of the layer."""
    return {name: value for name, value in one["properties"].items() if name not in OWN_FIELDS}


def reshaped(edition: str) -> list[dict]:
    """Give the objects that this edition draws otherwise than the former one."""
    return [one for one in shapes("reshaped").values() if one["properties"]["edition"] == edition]
