"""Fields and references that the answers about schemes share."""

import json

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from councils.api.fields import TextsField
from councils.models import Act, Decision

from ..geo import WGS84

GEOMETRY = {
    "type": "object",
    "description": "GeoJSON: longitude, latitude in WGS 84.",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string"},
        "coordinates": {"type": "array", "items": {}},
    },
    "example": {"type": "Point", "coordinates": [76.95, 43.25]},
}
SHAPES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
)  # fmt: skip
STYLE = {"type": "object", "additionalProperties": {}}
DEFINITIONS = {"type": "array", "items": {"type": "object", "additionalProperties": {}}}


@extend_schema_field(GEOMETRY)
class GeometryField(serializers.Field):
    """A shape as GeoJSON; the database has written it already when `outline` is annotated."""

    def to_internal_value(self, data):
        if not isinstance(data, dict) or data.get("type") not in SHAPES:
            raise serializers.ValidationError(_("Give a geometry as GeoJSON."))
        try:
            shape = GEOSGeometry(json.dumps(data))
        except (GDALException, GEOSException, ValueError, TypeError):
            raise serializers.ValidationError(_("Give a geometry as GeoJSON.")) from None
        shape.srid = WGS84
        return shape

    def to_representation(self, shape):
        return json.loads(shape) if isinstance(shape, str) else json.loads(shape.geojson)


@extend_schema_field(STYLE)
class StyleField(serializers.JSONField):
    """How a layer is drawn: colours, widths, cases by the value of an attribute."""


@extend_schema_field(DEFINITIONS)
class DefinitionsField(serializers.JSONField):
    """Definitions of attributes: code, type, labels in three languages, required, choices."""


@extend_schema_field(STYLE)
class ValuesField(serializers.JSONField):
    """Values of an object by the codes of its layer's attributes."""


class ActSerializer(serializers.ModelSerializer):
    """A legal act as it is cited."""

    title = TextsField()
    number = TextsField()

    class Meta:
        model = Act
        fields = ["kind", "title", "number", "adopted_on", "url"]


class DecisionRefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    label = serializers.CharField(read_only=True)
    title = TextsField()

    class Meta:
        model = Decision
        fields = ["id", "label", "title"]
