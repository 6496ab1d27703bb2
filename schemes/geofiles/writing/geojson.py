"""GeoJSON (RFC 7946): properties by code; labels stand once, in the member “columns”."""

import json
from pathlib import Path

import shapely

from ...rules import attributes as rules
from .exports import Export, Part


def write_layer(export: Export, part: Part, path: Path) -> Path:
    """Write a layer as a collection, object by object."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = _json(_head(export, part))
        file.write(f'{{"type":"FeatureCollection",{head[1:-1]},"features":[\n')
        for place, (row, values) in enumerate(part.objects()):
            file.write(",\n" if place else "")
            file.write(_feature(export, part, row, values))
        file.write("\n]}\n")
    return path


def _head(export: Export, part: Part) -> dict:
    layer = part.layer
    return {
        "name": layer.code,
        "title": layer.name,
        "scheme": str(export.edition.scheme),
        "edition": export.edition.code,
        "attribution": layer.attribution,
        "schematic": layer.is_schematic,
        "language": export.language,
        "columns": [
            {"code": one.code, "label": one.label}
            | (
                {"choices": {c["code"]: rules.label_of(c, export.language) for c in one.choices}}
                if one.choices
                else {}
            )
            for one in part.columns
        ],
    }


def _feature(export: Export, part: Part, row: dict, values: list) -> str:
    shape = shapely.from_wkb(bytes(row["wkb"]))
    if part.layer.geometry_type == "polygon":
        shape = shapely.orient_polygons(shape, exterior_cw=False)
    properties = {
        column.code: export.number(value, part, column)
        if column.kind == "decimal" and value is not None
        else value
        for column, value in zip(part.columns, values, strict=True)
    }
    properties = {code: value for code, value in properties.items() if value is not None}
    head = _json({"type": "Feature", "id": str(row["lineage"]), "properties": properties})
    return f'{head[:-1]},"geometry":{shapely.to_geojson(shape)}}}'


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
