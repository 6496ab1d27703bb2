"""The second door to memoranda: the register for all, the negotiation for those whose it is."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from agglo_portal.core.idempotency import IDEMPOTENCY, idempotent
from councils.api.views import PublicViewSet
from councils.models import Body

from .. import permissions
from ..models import Memorandum, Obligation, Progress
from ..reports.comparison import compare_versions
from ..reports.matrix import matrix_of
from ..services import drafting
from . import finding, inputs, serializers, talk
from .acts import checked
from .filters import MemorandumApiFilter, ObligationApiFilter

TEMPLATE, SOURCE = "template", "source"
VERSIONS = [
    OpenApiParameter("from", int, description="Number of the older version."),
    OpenApiParameter("to", int, description="Number of the newer version."),
]


class MemorandumViewSet(PublicViewSet):
    """Memoranda and agreements: the register for all, to a party what was sent to it."""

    serializer_class = serializers.MemorandumSerializer
    detail_serializer_class = serializers.MemorandumDetailSerializer
    filterset_class = MemorandumApiFilter
    queryset = Memorandum.objects.none()

    def get_queryset(self):
        return finding.memoranda_seen(self.request.user)

    def get_object(self):
        return get_object_or_404(self.get_queryset(), uid=self.kwargs["uid"])

    def retrieve(self, request, uid):
        """One memorandum with its clauses in both languages, as they were sent last."""
        return Response(self.get_serializer(finding.add_text(self.get_object())).data)

    @extend_schema(
        request=inputs.DraftInput,
        responses={201: serializers.MemorandumDetailSerializer},
        parameters=[IDEMPOTENCY],
    )
    @idempotent
    def create(self, request):
        """Begin a draft; only its secretariat sees it until a version is sent."""
        if not permissions.can_draft_memorandum(request.user):
            self.permission_denied(request)
        facts = checked(inputs.DraftInput, request)
        body = facts.pop("body")
        if not Body.objects.visible_to(request.user).filter(pk=body.pk).exists():
            raise Http404
        if not permissions.can_draft_memorandum(request.user, body):
            self.permission_denied(request)
        source = self._source(facts)
        parties = facts.pop("parties", [])
        memorandum = drafting.draft_memorandum(
            body, fields=facts, source=source, parties=parties, by=request.user, at=timezone.now()
        )
        made = finding.add_text(self.get_queryset().get(pk=memorandum.pk))
        answer = serializers.MemorandumDetailSerializer(made, context=self.get_serializer_context())
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=serializers.VersionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def versions(self, request, uid):
        """The versions that were sent, the first first; for the public the signed one."""
        found = finding.versions_seen(request.user, self.get_object())
        return Response(serializers.VersionSerializer(found, many=True).data)

    @extend_schema(responses=serializers.VersionDetailSerializer)
    @action(detail=True, url_path="versions/(?P<number>[0-9]{1,6})", url_name="version")
    def version(self, request, uid, number):
        """One version with its clauses: what was sent, word for word."""
        version = finding.version_seen(request.user, self.get_object(), int(number))
        version.rows = finding.rows_of(version)
        return Response(serializers.VersionDetailSerializer(version).data)

    @extend_schema(responses=serializers.ComparisonSerializer, parameters=VERSIONS)
    @action(detail=True)
    def comparison(self, request, uid):
        """Two versions clause by clause, words marked; without numbers the last two."""
        memorandum = self.get_object()
        asked = inputs.ComparisonQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        new_number = asked.validated_data.get("to", memorandum.version_number)
        old_number = asked.validated_data.get("from", max(new_number - 1, 1))
        old, new = (
            finding.version_seen(request.user, memorandum, number)
            for number in (old_number, new_number)
        )
        answer = {
            "from_version": old.number,
            "to_version": new.number,
            "changes": compare_versions(old, new),
        }
        return Response(serializers.ComparisonSerializer(answer).data)

    @extend_schema(responses=talk.SuggestionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def suggestions(self, request, uid):
        """What the parties suggested and what became of it; for parties and secretariat."""
        memorandum = finding.negotiated_or_404(request.user, self.get_object())
        found = memorandum.suggestions.select_related(
            "clause", "party", "round__version", "merged_into"
        )
        return Response(talk.SuggestionSerializer(found.order_by("number"), many=True).data)

    @extend_schema(responses=talk.RemarkSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def remarks(self, request, uid):
        """The discussion of all clauses, oldest first; for parties and secretariat."""
        memorandum = finding.negotiated_or_404(request.user, self.get_object())
        found = memorandum.remarks.select_related("clause", "party", "suggestion")
        return Response(talk.RemarkSerializer(found.order_by("at", "pk"), many=True).data)

    @extend_schema(responses=talk.MatrixRowSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def matrix(self, request, uid):
        """Who agrees to which clause of the version sent last; for parties and secretariat."""
        memorandum = finding.negotiated_or_404(request.user, self.get_object())
        return Response(talk.MatrixRowSerializer(matrix_of(memorandum).rows, many=True).data)

    def _source(self, facts: dict):
        """What the draft begins from: a shipped text or a template of the person's secretariat."""
        key, template = facts.pop(SOURCE, None), facts.pop(TEMPLATE, None)
        if template is None:
            return key
        found = Memorandum.objects.templates_of(self.request.user).filter(uid=template).first()
        if key is not None or found is None:
            raise ValidationError({TEMPLATE: [_("You keep no such template.")]})
        return found


class ObligationViewSet(PublicViewSet):
    """What memoranda oblige to: executor, deadline, how it stands (domain rule 30)."""

    serializer_class = serializers.ObligationSerializer
    detail_serializer_class = serializers.ObligationDetailSerializer
    filterset_class = ObligationApiFilter
    queryset = Obligation.objects.none()

    def get_queryset(self):
        found = Obligation.objects.visible_to(self.request.user)
        return found.select_related("memorandum__body", "clause", "executor").prefetch_related(
            "co_executors"
        )

    def get_object(self):
        obligation = super().get_object()
        reports = Progress.objects.filter(obligation=obligation).order_by("at", "pk")
        if not permissions.can_negotiate(self.request.user, obligation.memorandum):
            reports = reports.filter(state=Progress.State.ACCEPTED)
        obligation.reports_seen = list(reports)
        return obligation
