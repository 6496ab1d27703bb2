"""The second door: what is published for all, the rest by right; acts call the same services."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from .. import permissions
from ..filters import DecisionFilter, MeetingFilter
from ..models import (
    AgendaItem,
    Body,
    Decision,
    DecisionPoint,
    Meeting,
    MinutesFile,
    Organisation,
    Poll,
    Seat,
    Vote,
)
from ..reports import participant_of
from ..services import attendance, meetings
from . import serializers


@method_decorator(conditional_page, name="dispatch")
class PublicViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Lists by keyset with ETag; records by their UUID."""

    lookup_field = "uid"
    lookup_value_regex = "[0-9a-f-]{36}"
    keyset = ("updated_at", "asc")
    detail_serializer_class = None

    def get_serializer_class(self):
        if self.action == "list" or self.detail_serializer_class is None:
            return self.serializer_class
        return self.detail_serializer_class


class OrganisationViewSet(PublicViewSet):
    """Akimats and other organisations that sit in bodies or execute decisions."""

    serializer_class = serializers.OrganisationSerializer
    queryset = Organisation.objects.all()
    filterset_fields = ["kind"]


class BodyViewSet(PublicViewSet):
    """Councils, commissions and working groups with their composition and regulation."""

    serializer_class = serializers.BodySerializer
    detail_serializer_class = serializers.BodyDetailSerializer
    filterset_fields = ["kind", "state"]
    queryset = Body.objects.none()

    def get_queryset(self):
        bodies = Body.objects.visible_to(self.request.user).select_related("agglomeration")
        if self.action == "list":
            return bodies
        seats = Seat.objects.valid_on(timezone.localdate()).in_order()
        seats = seats.select_related("official", "organisation")
        return bodies.prefetch_related(Prefetch("seats", seats, to_attr="current_seats"))


class MeetingViewSet(PublicViewSet):
    """Meetings with their agenda; the files of the minutes once they are published."""

    serializer_class = serializers.MeetingSerializer
    detail_serializer_class = serializers.MeetingDetailSerializer
    filterset_class = MeetingFilter
    queryset = Meeting.objects.none()

    def get_queryset(self):
        visible = Meeting.objects.visible_to(self.request.user)
        earlier = AgendaItem.objects.filter(meeting__in=visible)  # no trace of a hidden meeting
        agenda = AgendaItem.objects.order_by("position", "pk")
        agenda = agenda.prefetch_related(Prefetch("continues", earlier))
        return visible.with_body().prefetch_related(Prefetch("items", agenda))

    def get_object(self):
        meeting = super().get_object()
        meeting.minutes_files = _minutes_files(self.request.user, meeting)
        return meeting

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def convene(self, request, uid):
        """Freeze the agenda and invite every member."""
        return self._act(permissions.can_convene_meeting, meetings.convene_meeting)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def open(self, request, uid):
        """Open the sitting."""
        return self._act(permissions.can_open_meeting, meetings.open_meeting)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request, uid):
        """Close the sitting: its decisions are registered, its minutes ordered."""
        return self._act(permissions.can_close_meeting, meetings.close_meeting)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request, uid):
        """Publish the signed minutes and the decisions."""
        return self._act(permissions.can_publish_meeting, meetings.publish_meeting)

    @extend_schema(request=serializers.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request, uid):
        """Cancel a meeting that was being prepared or convened."""
        reasons = _checked(serializers.ReasonSerializer, request)
        return self._act(permissions.can_cancel_meeting, meetings.cancel_meeting, **reasons)

    @extend_schema(request=serializers.RespondSerializer)
    @action(detail=True, methods=["post"])
    def respond(self, request, uid):
        """Answer one's own invitation."""
        meeting = self.get_object()
        answer = _checked(serializers.RespondSerializer, request)
        participant = participant_of(request.user, meeting)
        if participant is None or not permissions.can_respond(request.user, participant):
            self.permission_denied(request)
        attendance.respond(participant, **answer, by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _act(self, is_allowed, act, **facts):
        meeting = self.get_object()
        if not is_allowed(self.request.user, meeting):
            self.permission_denied(self.request)
        act(meeting, **facts, by=self.request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)


class DecisionViewSet(PublicViewSet):
    """The register: decisions with points, executors, votes and files (domain rule 53)."""

    serializer_class = serializers.DecisionSerializer
    detail_serializer_class = serializers.DecisionDetailSerializer
    filterset_class = DecisionFilter
    queryset = Decision.objects.none()

    def get_queryset(self):
        points = DecisionPoint.objects.select_related("executor", "assignment")
        points = points.order_by("position").prefetch_related("co_executors")
        registered = Decision.objects.visible_to(self.request.user).registered()
        return registered.with_meeting().prefetch_related(Prefetch("points", points))

    def get_object(self):
        decision = super().get_object()
        votes = Vote.objects.counted().select_related("participant__organisation")
        votes = votes.order_by("participant__position", "pk")
        polls = Poll.objects.filter(decision=decision, state=Poll.State.CLOSED)
        decision.valid_poll = polls.prefetch_related(Prefetch("votes", votes)).first()
        decision.minutes_files = _minutes_files(self.request.user, decision.item.meeting)
        return decision


def _minutes_files(user, meeting) -> list[MinutesFile]:
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or not permissions.can_read_minutes(user, minutes):
        return []
    files = minutes.files.filter(version=minutes.version).select_related("stored")
    return list(files.order_by("language", "format"))


def _checked(serializer_class, request) -> dict:
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
