"""Shape of the answers: schemes, their editions and layers, objects, imports."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from councils.api.fields import AddressField, PageField, TextsField
from councils.api.serializers import (
    AgglomerationRefSerializer,
    BodyRefSerializer,
    OrganisationRefSerializer,
)

from ..models import Edition, Feature, Import, Layer, Phase, Scheme
from .fields import (
    ActSerializer,
    DecisionRefSerializer,
    DefinitionsField,
    GeometryField,
    StyleField,
    ValuesField,
)


class PhaseSerializer(serializers.ModelSerializer):
    name = TextsField()

    class Meta:
        model = Phase
        fields = ["code", "name", "year", "starts_on", "ends_on"]


class SchemeSerializer(serializers.ModelSerializer):
    """A scheme; its `standing` is what a person found out, never claimed by the portal itself."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:scheme-detail")
    page = PageField()
    name = TextsField()
    agglomeration = AgglomerationRefSerializer()
    body = BodyRefSerializer()
    act = ActSerializer(allow_null=True)
    phases = PhaseSerializer(many=True, source="phases_in_order")

    class Meta:
        model = Scheme
        fields = [
            "id", "url", "page", "code", "name", "agglomeration", "body", "act", "standing",
            "standing_source", "verified_on", "horizon", "phases", "updated_at",
        ]  # fmt: skip


class EditionSerializer(serializers.ModelSerializer):
    """An edition with the addresses of its tiles; `revision` rises with every change of a draft."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:edition-detail")
    page = PageField()
    scheme = serializers.UUIDField(source="scheme.uid")
    note = TextsField()
    based_on = serializers.UUIDField(source="based_on.uid", allow_null=True, default=None)
    decision = DecisionRefSerializer(source="decision_seen", allow_null=True)
    act = ActSerializer(allow_null=True)
    tiles = serializers.SerializerMethodField()

    class Meta:
        model = Edition
        fields = [
            "id", "url", "page", "scheme", "code", "year", "state", "note", "based_on", "revision",
            "decision", "act", "submitted_at", "endorsed_at", "published_at", "tiles", "updated_at",
        ]  # fmt: skip

    @extend_schema_field({"type": "string", "format": "uri", "nullable": True})
    def get_tiles(self, edition):
        if not edition.is_public:
            return None
        names = {"scheme": edition.scheme.code, "edition": edition.code}
        return reverse("scheme_tiles:tilejson", kwargs=names, request=self.context["request"])


class LayerSerializer(serializers.ModelSerializer):
    """A layer: what it holds, how it is drawn, whose data it shows."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:layer-detail")
    page = PageField()
    scheme = serializers.UUIDField(source="scheme.uid")
    name = TextsField()
    attributes = DefinitionsField()
    style = StyleField()
    source_act = ActSerializer(allow_null=True)
    keepers = OrganisationRefSerializer(many=True)

    class Meta:
        model = Layer
        fields = [
            "id", "url", "page", "scheme", "code", "name", "theme", "geometry_type",
            "legend_order", "attributes", "style", "is_schematic", "is_coverage", "source_act",
            "source_date", "attribution", "keepers", "updated_at",
        ]  # fmt: skip


class FeatureSerializer(serializers.ModelSerializer):
    """An object as it stands in one edition; `lineage` is the same object in the others."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:feature-detail")
    page = PageField()
    edition = serializers.UUIDField(source="edition.uid")
    layer = serializers.CharField(source="layer.code")
    name = TextsField()
    attributes = ValuesField()
    phase = serializers.CharField(source="phase.code", allow_null=True, default=None)
    responsible = OrganisationRefSerializer(allow_null=True)
    geometry = GeometryField(source="outline", read_only=True)

    class Meta:
        model = Feature
        fields = [
            "id", "url", "page", "edition", "layer", "lineage", "key", "name", "attributes",
            "phase", "status", "responsible", "cost", "source", "area_m2", "length_m", "geometry",
            "version", "changed_at",
        ]  # fmt: skip


class ImportSerializer(serializers.ModelSerializer):
    """An import of a file: which step it is at, how far that is, and what came of it."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:import-detail")
    page = PageField()
    edition = serializers.UUIDField(source="edition.uid")
    layer = serializers.CharField(source="layer.code")
    file = serializers.CharField(source="file.name")
    report = ValuesField()
    refusal = ValuesField()

    class Meta:
        model = Import
        fields = [
            "id", "url", "page", "edition", "layer", "file", "state", "done_rows", "total_rows",
            "report", "refusal", "started_at", "ended_at", "updated_at",
        ]  # fmt: skip
