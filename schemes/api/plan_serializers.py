"""Shape of the answers: plans, measures with money and reports, indicators with their values."""

from django.utils import timezone
from rest_framework import serializers

from councils.api.fields import AddressField, PageField, TextsField
from councils.api.serializers import (
    AgglomerationRefSerializer,
    BodyRefSerializer,
    OrganisationRefSerializer,
)

from ..models import (
    Indicator,
    IndicatorValue,
    Measure,
    MeasureCost,
    MeasurePlace,
    MeasureReport,
    Plan,
    PlanAgreement,
)
from .fields import ActSerializer


class AgreementSerializer(serializers.ModelSerializer):
    """A maslikhat that is asked to agree; without a date it has not agreed yet."""

    maslikhat = OrganisationRefSerializer()

    class Meta:
        model = PlanAgreement
        fields = ["maslikhat", "agreed_on"]


class PlanSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:plan-detail")
    page = PageField()
    name = TextsField()
    agglomeration = AgglomerationRefSerializer()
    body = BodyRefSerializer()
    act = ActSerializer(allow_null=True)

    class Meta:
        model = Plan
        fields = [
            "id", "url", "page", "code", "name", "kind", "state", "agglomeration", "body", "act",
            "from_year", "to_year", "updated_at",
        ]  # fmt: skip


class PlanDetailSerializer(PlanSerializer):
    agreements = AgreementSerializer(many=True, source="agreements_seen")

    class Meta(PlanSerializer.Meta):
        fields = [*PlanSerializer.Meta.fields, "agreements"]


class CostSerializer(serializers.ModelSerializer):
    """Thousand tenge of a year from one source of funds."""

    class Meta:
        model = MeasureCost
        fields = ["year", "budget", "amount"]


class PlaceSerializer(serializers.ModelSerializer):
    """An object of a scheme, in whatever edition it stands."""

    scheme = serializers.UUIDField(source="scheme.uid")

    class Meta:
        model = MeasurePlace
        fields = ["scheme", "lineage"]


class ReportSerializer(serializers.ModelSerializer):
    """The executor's report on a year: accepted ones for all, the others for its sides."""

    id = serializers.UUIDField(source="uid", read_only=True)
    text = TextsField()

    class Meta:
        model = MeasureReport
        fields = [
            "id", "year", "state", "percent", "spent", "text", "sent_at", "answered_at",
            "return_reason",
        ]  # fmt: skip


class MeasureSerializer(serializers.ModelSerializer):
    """A measure of a plan: who does what by when, for how much."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:measure-detail")
    page = PageField()
    plan = serializers.UUIDField(source="plan.uid")
    title = TextsField()
    completion = TextsField()
    executor = OrganisationRefSerializer()
    co_executors = OrganisationRefSerializer(many=True)
    is_overdue = serializers.SerializerMethodField()
    costs = CostSerializer(many=True, source="costs_in_order")

    class Meta:
        model = Measure
        fields = [
            "id", "url", "page", "plan", "direction", "number", "title", "completion", "executor",
            "co_executors", "starts_on", "ends_on", "state", "is_overdue", "is_schematic",
            "source", "costs", "updated_at",
        ]  # fmt: skip

    def get_is_overdue(self, measure) -> bool:
        return measure.is_overdue(timezone.localdate())


class MeasureDetailSerializer(MeasureSerializer):
    places = PlaceSerializer(many=True, source="places_seen")
    reports = ReportSerializer(many=True, source="reports_seen")

    class Meta(MeasureSerializer.Meta):
        fields = [*MeasureSerializer.Meta.fields, "places", "reports"]


class ValueSerializer(serializers.ModelSerializer):
    """One value as one source gives it: unit, date, territory and source always stand with it."""

    extent = TextsField()
    source = TextsField()

    class Meta:
        model = IndicatorValue
        fields = [
            "value", "kind", "on", "precision", "extent", "source", "source_url", "is_confirmed",
        ]  # fmt: skip


class IndicatorSerializer(serializers.ModelSerializer):
    """What is measured, in which unit, with all its values; conflicting ones stand side by side."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:indicator-detail")
    page = PageField()
    name = TextsField()
    unit = TextsField()
    agglomeration = AgglomerationRefSerializer()
    values = ValueSerializer(many=True, source="values_in_order")

    class Meta:
        model = Indicator
        fields = [
            "id", "url", "page", "code", "name", "unit", "decimals", "direction", "agglomeration",
            "values", "updated_at",
        ]  # fmt: skip
