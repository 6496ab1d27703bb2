"""What tiles hold and how they are drawn, in the words that vector maps read."""

from django.contrib.gis.db.models import Extent

from ..models import Edition, Feature, Layer
from ..rules import styles
from .tiles import MOST_ZOOM

SOURCE = "scheme"
FIELDS = {
    "uid": "identifier of the object",
    "key": "code of the object",
    "name_kk": "name in Kazakh",
    "name_ru": "name in Russian",
    "name_en": "name in English",
    "status": "existing, planned, under_construction, done",
    "phase": "code of the phase",
    "value": "value by which the layer is drawn",
}
# Areas lie below lines, lines below points.
DEPTHS = {Layer.GeometryType.POLYGON: 0, Layer.GeometryType.LINE: 1, Layer.GeometryType.POINT: 2}
DASHES = {"dash": [4, 3], "dot": [1, 2], "dashdot": [4, 2, 1, 2]}


def tilejson(edition: Edition, *, tiles: str) -> dict:
    """Give the TileJSON 3.0 of all layers of an edition; `tiles` is the pattern of addresses."""
    layers = _layers(edition)
    document = {
        "tilejson": "3.0.0",
        "name": str(edition),
        "scheme": "xyz",
        "tiles": [tiles],
        "minzoom": 0,
        "maxzoom": MOST_ZOOM,
        "attribution": attribution(layers),
        "vector_layers": [
            {"id": layer.code, "description": layer.name, "fields": FIELDS} for layer in layers
        ],
    }
    bounds = bounds_of(edition)
    if bounds:
        document |= {"bounds": bounds}
        document |= {"center": [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, 8]}
    return document


def bounds_of(edition: Edition) -> list[float] | None:
    """Give west, south, east, north of all objects of the edition."""
    found = Feature.objects.of(edition).aggregate(box=Extent("shape"))["box"]
    return [round(number, 6) for number in found] if found else None


def attribution(layers: list[Layer]) -> str:
    """Give the credits of the layers, each once."""
    return "; ".join(dict.fromkeys(layer.attribution for layer in layers if layer.attribution))


def style_document(edition: Edition, *, source: str) -> dict:
    """Give the style of an edition; `source` is the address of its TileJSON.

    Each look of a layer (rules/styles.py) is a layer of the map with a filter, for dashes do not
    go by data. Labels would need letters from a foreign host: what they are stands in `metadata`.
    """
    from_below = _layers(edition)[::-1]
    drawn = sorted(from_below, key=lambda layer: DEPTHS[layer.geometry_type])
    background = {
        "id": "background",
        "type": "background",
        "paint": {"background-color": "#f6f4ee"},
    }
    return {
        "version": 8,
        "name": str(edition),
        "sources": {SOURCE: {"type": "vector", "url": source}},
        "layers": [background, *(one for layer in drawn for one in _drawings(layer))],
    }


def _layers(edition: Edition) -> list[Layer]:
    return list(edition.scheme.layers.with_theme_order().in_legend_order())


def _drawings(layer: Layer) -> list[dict]:
    found = []
    values = [str(case["value"]) for case in layer.style.get("cases", [])]
    for number, (value, look) in enumerate(styles.legend(layer.style)):
        ident = f"{layer.code}-{number}"
        base = {
            "source": SOURCE,
            "source-layer": layer.code,
            "metadata": {
                "agglo:name": {"kk": layer.name_kk, "ru": layer.name_ru, "en": layer.name_en},
                "agglo:value": value,
                "agglo:label": look["label"],
                "agglo:label_from_zoom": look["label_from_zoom"],
                "agglo:icon": look["icon"],
                "agglo:pattern": look["pattern"],
            },
        }
        if layer.style.get("by"):
            base["filter"] = _filter(value, values)
        for kind, paint in _paints(layer.geometry_type, look):
            found.append({"id": f"{ident}-{kind}", "type": kind, **base, "paint": paint})
    return found


def _filter(value, values: list[str]) -> list:
    if value is None:
        return ["!", ["in", ["get", "value"], ["literal", values]]]
    return ["==", ["get", "value"], str(value)]


def _paints(geometry_type: str, look: dict) -> list[tuple[str, dict]]:
    if geometry_type == Layer.GeometryType.POINT:
        return [("circle", _circle(look))]
    line = ("line", _line(look))
    if geometry_type == Layer.GeometryType.LINE:
        return [line]
    return [("fill", {"fill-color": look["fill"], "fill-opacity": look["fill_opacity"]}), line]


def _circle(look: dict) -> dict:
    return {
        "circle-color": look["fill"],
        "circle-opacity": look["fill_opacity"],
        "circle-radius": look["size"] / 2,
        "circle-stroke-color": look["color"],
        "circle-stroke-width": look["width"],
    }


def _line(look: dict) -> dict:
    paint = {"line-color": look["color"], "line-width": look["width"]}
    if look["dash"] in DASHES:
        paint["line-dasharray"] = DASHES[look["dash"]]
    return paint
