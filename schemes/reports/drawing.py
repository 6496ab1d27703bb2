"""What the editor of a draft asks: exact shapes in view, and the list of a layer's objects."""

import json
from collections.abc import Iterable

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.contrib.gis.geos import Polygon
from django.db.models import F, FloatField, Func
from django.utils import timezone

from ..models import EarlierFeature, Edition, Feature, Layer
from ..rules.styles import value_for_style
from .values import value_in_words

MOST_SHAPES = 3000  # exact shapes in one answer: more, and the editor asks to zoom in
DIGITS = 15
Box = tuple[float, float, float, float]


class Edge(Func):
    """One side of the box of a shape."""

    output_field = FloatField()

    def __init__(self, shape, *, side: str):
        super().__init__(shape)
        self.template = f"ST_{side}(%(expressions)s)"


BOX = {
    f"box_{side.lower()}": Edge(F("shape"), side=side) for side in ("XMin", "YMin", "XMax", "YMax")
}


def shapes_in(edition: Edition, layer: Layer, box: Box | None) -> dict:
    """Give the exact shapes of a layer in the box as GeoJSON, with the versions; one query."""
    rows = Feature.objects.of(edition, layer).select_related("phase")
    if box:
        rows = rows.filter(shape__bboverlaps=Polygon.from_bbox(box))
    rows = rows.annotate(outline=AsGeoJSON("shape", precision=DIGITS)).defer(
        "shape", "shape_on_mercator", "search_text"
    )
    found = list(rows.order_by("pk")[: MOST_SHAPES + 1])
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": json.loads(one.outline),
                "properties": _properties(one, layer),
            }
            for one in found[:MOST_SHAPES]
        ],
        "left_out": len(found) > MOST_SHAPES,
        "revision": edition.revision,
    }


def rows_of(features: Iterable[Feature]) -> list[dict]:
    """Give the rows of a list: name, code, box to zoom to; the features carry BOX."""
    return [
        {
            "uid": str(one.uid),
            "name": str(one),
            "key": one.key,
            "bbox": [one.box_xmin, one.box_ymin, one.box_xmax, one.box_ymax],
        }
        for one in features
    ]


def state_of(feature: Feature) -> dict:
    """Give an object as it stands now, for the editor: exact shape, version, who changed it."""
    return {
        "uid": str(feature.uid),
        "layer": feature.layer.code,
        "version": feature.version,
        "removed": feature.removed_at is not None,
        "name": str(feature),
        "changed_at": f"{timezone.localtime(feature.changed_at):%H:%M}",
        "changed_by": str(feature.changed_by or ""),
        "shape": geojson_of(feature.shape),
        "properties": _properties(feature, feature.layer),
    }


def geojson_of(shape) -> dict:
    """Give the exact coordinates of a shape as a GeoJSON geometry."""
    return {"type": shape.geom_type, "coordinates": shape.coords}


def shape_seen(feature: Feature, version: int):
    """Give the shape that the object had in a version; the present one if that is not kept."""
    earlier = feature.earlier.filter(version=version).first()
    return earlier.shape if earlier else feature.shape


def differences(layer: Layer, one, other, language: str) -> list[tuple[str, str, str]]:
    """Give (label, value of one, value of the other) where two states or contents differ."""
    fields = (
        "name_kk", "name_ru", "name_en", "key", "status", "phase", "responsible", "cost", "source",
    )  # fmt: skip
    meta = Feature._meta
    found = []
    for name in fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        if (mine or "") != (theirs or ""):
            label = str(meta.get_field(name).verbose_name)
            found.append((label, _word(name, mine), _word(name, theirs)))
    for definition in layer.attributes:
        mine, theirs = (side.attributes.get(definition["code"], "") for side in (one, other))
        if mine != theirs:
            label = layer.labels(language)[definition["code"]]
            shown = (value_in_words(definition, value, language) for value in (mine, theirs))
            found.append((label, *shown))
    return found


def earlier_states(feature: Feature) -> list[EarlierFeature]:
    """Give the earlier states of an object, the newest first."""
    rows = feature.earlier.select_related("phase", "responsible", "changed_by")
    return list(rows.order_by("-version"))


def _word(name: str, value) -> str:
    if name == "status":
        return str(dict(Feature.Status.choices).get(value, value))
    return str(value) if value not in (None, "") else ""


def _properties(feature: Feature, layer: Layer) -> dict:
    phase = feature.phase.code if feature.phase else ""
    return {
        "uid": str(feature.uid),
        "version": feature.version,
        "key": feature.key,
        "name": str(feature),
        "value": value_for_style(
            layer.style, feature.attributes, status=feature.status, phase=phase
        ),
    }
