"""Plans, measures and indicators: read by all who see them; executors report."""

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from agglo_portal.core.idempotency import IDEMPOTENCY, idempotent
from councils.api.views import PublicViewSet

from ..models import Indicator, IndicatorValue, Measure, MeasureCost, MeasureReport, Plan
from ..permissions import plans as permissions
from ..reports.links import visible_measures
from ..reports.plan_places import features_by_lineage
from ..reports.plans import agreements_of
from ..services.measure_reports import report_measure
from . import filters, inputs
from . import plan_serializers as serializers
from .views import checked


class PlanViewSet(PublicViewSet):
    """Comprehensive and long-term plans: approved ones for all, the others for their people."""

    serializer_class = serializers.PlanSerializer
    detail_serializer_class = serializers.PlanDetailSerializer
    filterset_class = filters.PlanFilter
    queryset = Plan.objects.none()

    def get_queryset(self):
        visible = Plan.objects.visible_to(self.request.user)
        return visible.select_related("agglomeration", "body", "act")

    def get_object(self):
        plan = super().get_object()
        plan.agreements_seen = agreements_of(plan)
        return plan


class MeasureViewSet(PublicViewSet):
    """Measures with their money; one with its places and reports."""

    serializer_class = serializers.MeasureSerializer
    detail_serializer_class = serializers.MeasureDetailSerializer
    filterset_class = filters.MeasureFilter
    queryset = Measure.objects.none()

    def get_queryset(self):
        costs = MeasureCost.objects.order_by("year", "budget", "pk")
        measures = visible_measures(self.request.user).select_related("plan__body")
        return measures.prefetch_related(
            "co_executors", Prefetch("costs", costs, to_attr="costs_in_order")
        )

    def get_object(self):
        measure = super().get_object()
        reports = MeasureReport.objects.filter(measure=measure).order_by("year", "pk")
        if not (self.request.user.is_superuser or permissions.is_side(self.request.user, measure)):
            reports = reports.filter(state=MeasureReport.State.ACCEPTED)
        measure.reports_seen = list(reports)
        places = measure.places.select_related("scheme").order_by("pk")
        seen = features_by_lineage({one.lineage for one in places}, self.request.user)
        measure.places_seen = [one for one in places if one.lineage in seen]
        return measure

    @extend_schema(
        request=inputs.ReportInput,
        responses={201: serializers.ReportSerializer},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def report(self, request, uid):
        """Send the executor's report on a year; one that was returned is sent again."""
        measure = self.get_object()
        if not permissions.can_report_measure(request.user, measure):
            self.permission_denied(request)
        facts = dict(checked(self, inputs.ReportInput))
        year = facts.pop("year")
        report = report_measure(
            measure, year=year, fields=facts, by=request.user, at=timezone.now()
        )
        answer = serializers.ReportSerializer(report).data
        return Response(answer, status=status.HTTP_201_CREATED)


class IndicatorViewSet(PublicViewSet):
    """Indicators with their values: each with unit, date, territory and source."""

    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilter
    queryset = Indicator.objects.none()

    def get_queryset(self):
        values = IndicatorValue.objects.order_by("on", "kind", "pk")
        return Indicator.objects.select_related("agglomeration").prefetch_related(
            Prefetch("values", values, to_attr="values_in_order")
        )
