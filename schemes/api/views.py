"""The second door to schemes: what is published for all, the rest by right."""

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from agglo_portal.core.idempotency import IDEMPOTENCY, idempotent
from councils.api.views import PublicViewSet
from councils.models import Decision

from .. import models
from ..permissions import editions as permissions
from ..permissions.leading import can_start_import
from ..services import editions as services
from . import filters, inputs, serializers


class SchemeViewSet(PublicViewSet):
    """Schemes of territorial development with their phases."""

    serializer_class = serializers.SchemeSerializer
    filterset_class = filters.SchemeFilter
    queryset = models.Scheme.objects.none()

    def get_queryset(self):
        phases = models.Phase.objects.order_by("position", "pk")
        schemes = models.Scheme.objects.select_related("agglomeration", "body", "act")
        return schemes.prefetch_related(Prefetch("phases", phases, to_attr="phases_in_order"))


class EditionViewSet(PublicViewSet):
    """Editions: published ones and those under discussion for all, drafts for their people."""

    serializer_class = serializers.EditionSerializer
    filterset_class = filters.EditionFilter
    queryset = models.Edition.objects.none()

    def get_queryset(self):
        visible = models.Edition.objects.visible_to(self.request.user)
        decisions = Decision.objects.visible_to(self.request.user)
        return visible.select_related("scheme__body", "based_on", "act").prefetch_related(
            Prefetch("decision", decisions, to_attr="decision_seen")
        )

    @extend_schema(request=None, parameters=[IDEMPOTENCY])
    @action(detail=True, methods=["post"])
    @idempotent
    def submit(self, request, uid):
        """Submit the draft to the council: its objects stay as they are from now on."""
        return self._act(permissions.can_submit_edition, services.submit_edition)

    @extend_schema(request=inputs.ReturnInput, parameters=[IDEMPOTENCY])
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    @idempotent
    def give_back(self, request, uid):
        """Give a submitted edition back to the planners, and say why."""
        return self._act(
            permissions.can_return_edition, services.return_edition, inputs.ReturnInput
        )

    @extend_schema(request=inputs.EndorseInput, parameters=[IDEMPOTENCY])
    @action(detail=True, methods=["post"])
    @idempotent
    def endorse(self, request, uid):
        """Record what endorsed it: a decision of its body, or an act."""
        return self._act(
            permissions.can_endorse_edition, services.endorse_edition, inputs.EndorseInput
        )

    @extend_schema(request=None, parameters=[IDEMPOTENCY])
    @action(detail=True, methods=["post"])
    @idempotent
    def publish(self, request, uid):
        """Show an endorsed edition to everybody."""
        return self._act(permissions.can_publish_edition, services.publish_edition)

    def _act(self, is_allowed, act, input_class=None):
        edition = self.get_object()
        if not is_allowed(self.request.user, edition):
            self.permission_denied(self.request)
        facts = checked(self, input_class) if input_class else {}
        act(edition, **facts, by=self.request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)


class LayerViewSet(PublicViewSet):
    """Layers: attribute schema, style, source; the same in all editions of a scheme."""

    serializer_class = serializers.LayerSerializer
    filterset_class = filters.LayerFilter
    queryset = models.Layer.objects.none()

    def get_queryset(self):
        layers = models.Layer.objects.select_related("scheme", "source_act")
        return layers.prefetch_related("keepers")


class ImportViewSet(PublicViewSet):
    """How imports of files stand, for those who may change the layer."""

    serializer_class = serializers.ImportSerializer
    filterset_class = filters.ImportFilter
    queryset = models.Import.objects.none()

    def get_queryset(self):
        rows = models.Import.objects.select_related(
            "edition__scheme", "layer__scheme__body", "file"
        )
        if not self.request.user.is_authenticated:
            return rows.none()
        layers = models.Layer.objects.select_related("scheme__body").prefetch_related("keepers")
        kept = [one.pk for one in layers if can_start_import(self.request.user, one)]
        return rows.filter(layer__in=kept)


def checked(view, input_class) -> dict:
    """Give what was sent, checked; refuse with the names of the wrong fields."""
    serializer = input_class(data=view.request.data, context=view.get_serializer_context())
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
