"""Objects of the editions: read by all who see the edition, changed in drafts by their keepers."""

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from agglo_portal.core.idempotency import IDEMPOTENCY, idempotent
from councils.api.views import PublicViewSet

from ..models import Edition, Feature, Layer
from ..permissions import leading as permissions
from ..services import features as services
from . import filters, inputs, serializers
from .paging import FeaturePagination
from .views import checked

DIGITS = 7
CHANGED_MEANWHILE = OpenApiResponse(
    description="A rule says no; `feature_changed_meanwhile` brings the object as it stands now."
)


class FeatureViewSet(PublicViewSet):
    """Objects with their geometry. Acts change drafts alone, and only what was read last."""

    serializer_class = serializers.FeatureSerializer
    filterset_class = filters.FeatureFilter
    pagination_class = FeaturePagination
    queryset = Feature.objects.none()

    def get_queryset(self):
        rows = Feature.objects.visible_to(self.request.user)
        if self.action != "restore":
            rows = rows.present()
        # The answer takes the shape as the database writes it; acts lock and read their own.
        rows = rows.defer("shape", "shape_on_mercator", "search_text")
        return rows.select_related(
            "edition__scheme__body", "layer__scheme__body", "phase", "responsible"
        ).annotate(outline=AsGeoJSON("shape", precision=DIGITS))

    @extend_schema(
        request=inputs.FeatureInput,
        responses={201: serializers.FeatureSerializer, 409: CHANGED_MEANWHILE},
        parameters=[IDEMPOTENCY],
    )
    @idempotent
    def create(self, request):
        """Draw an object in a draft."""
        facts = checked(self, inputs.FeatureInput)
        visible = Edition.objects.visible_to(request.user).select_related("scheme__body")
        edition = get_object_or_404(visible, uid=facts["edition"])
        layers = Layer.objects.select_related("scheme__body").prefetch_related("keepers")
        layer = get_object_or_404(layers, scheme=edition.scheme_id, code=facts["layer"])
        self._require(permissions.can_draw_feature, layer)
        feature = services.draw_feature(
            edition,
            layer,
            shape=facts["geometry"],
            content=inputs.content_of(facts, edition.scheme),
            by=request.user,
            at=timezone.now(),
        )
        return self._answer(feature, status.HTTP_201_CREATED)

    @extend_schema(
        request=inputs.ChangeInput,
        responses={200: serializers.FeatureSerializer, 409: CHANGED_MEANWHILE},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def change(self, request, uid):
        """Change the shape, what is said of the object, or both; what is left out stays."""
        feature = self.get_object()
        self._require(permissions.can_change_feature, feature.layer)
        facts = checked(self, inputs.ChangeInput)
        now = services.Content.of(feature)
        services.change_feature(
            feature,
            version=facts["version"],
            shape=facts.get("geometry"),
            content=inputs.content_of(facts, feature.layer.scheme, now),
            by=request.user,
            at=timezone.now(),
        )
        return self._answer(feature)

    @extend_schema(
        request=inputs.VersionInput,
        responses={204: None, 409: CHANGED_MEANWHILE},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def remove(self, request, uid):
        """Take the object off the draft; its history stays and it can be brought back."""
        feature = self.get_object()
        self._require(permissions.can_remove_feature, feature.layer)
        facts = checked(self, inputs.VersionInput)
        services.remove_feature(
            feature, version=facts["version"], by=request.user, at=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        request=inputs.RestoreInput,
        responses={200: serializers.FeatureSerializer, 409: CHANGED_MEANWHILE},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def restore(self, request, uid):
        """Bring back what was taken off, or an object as it stood in an earlier version."""
        feature = self.get_object()
        self._require(permissions.can_restore_feature, feature.layer)
        facts = checked(self, inputs.RestoreInput)
        services.restore_feature(feature, **facts, by=request.user, at=timezone.now())
        return self._answer(feature)

    def handle_exception(self, exc):
        """With a refusal give what a program needs to go on: the newer state, the wrong fields."""
        response = super().handle_exception(exc)
        if isinstance(exc, services.FeatureChangedMeanwhile):
            response.data["current"] = self._as_it_stands(exc.theirs)
        elif isinstance(exc, services.ContentRefused):
            response.data["problems"] = [
                {"field": problem.field, "code": problem.code, "detail": text}
                for problem, (_field, text) in zip(exc.problems, exc.sentences, strict=True)
            ]
        elif isinstance(exc, services.ShapeRefused) and exc.at:
            response.data["at"] = list(exc.at)
        return response

    def _require(self, is_allowed, layer):
        if not is_allowed(self.request.user, layer):
            self.permission_denied(self.request)

    def _answer(self, feature, code=status.HTTP_200_OK):
        return Response(self._as_it_stands(feature), status=code)

    def _as_it_stands(self, feature):
        return self.get_serializer(self.get_queryset().get(pk=feature.pk)).data
