"""What a party's own system does on a clause: the same services as the pages call."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from agglo_portal.core.idempotency import IDEMPOTENCY, idempotent

from .. import permissions
from ..models import Clause, Memorandum, Suggestion
from ..services import negotiation
from . import inputs, talk


class ClauseViewSet(viewsets.GenericViewSet):
    """Acts on a clause of a text that was sent to the person's akimat."""

    lookup_field = "uid"
    lookup_value_regex = "[0-9a-f-]{36}"
    queryset = Clause.objects.none()
    serializer_class = talk.PositionSerializer

    def get_queryset(self):
        visible = Memorandum.objects.visible_to(self.request.user)
        return Clause.objects.filter(memorandum__in=visible).select_related("memorandum__body")

    def get_object(self):
        clause = super().get_object()
        if not permissions.can_negotiate(self.request.user, clause.memorandum):
            raise Http404
        return clause

    @extend_schema(
        request=inputs.PositionInput,
        responses={201: talk.PositionSerializer},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def position(self, request, uid):
        """Say the party's word: it agrees to the very texts it was shown, comments, objects."""
        clause, party = self._speaking(permissions.can_take_position)
        facts = checked(inputs.PositionInput, request)
        facts.pop("party", None)
        position = negotiation.take_position(
            clause, party=party, **facts, by=request.user, at=timezone.now()
        )
        return created(talk.PositionSerializer, position)

    @extend_schema(
        request=inputs.SuggestionInput,
        responses={201: talk.SuggestionSerializer},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def suggest(self, request, uid):
        """Suggest other words, a new clause after this one, or its removal, with a reason."""
        clause, party = self._speaking(permissions.can_suggest)
        facts = checked(inputs.SuggestionInput, request)
        facts.pop("party", None)
        suggestion = negotiation.make_suggestion(
            clause, party=party, **facts, by=request.user, at=timezone.now()
        )
        return created(talk.SuggestionSerializer, suggestion)

    @extend_schema(
        request=inputs.RemarkInput,
        responses={201: talk.RemarkSerializer},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def remark(self, request, uid):
        """Add to the discussion of the clause; all parties and the secretariat read it."""
        clause = self.get_object()
        if not permissions.can_add_remark(request.user, clause.memorandum):
            self.permission_denied(request)
        party = self._party(clause)
        if party is not None and not permissions.speaks_for(request.user, party):
            party = None
        if party is None and not permissions.leads(request.user, clause.memorandum):
            self.permission_denied(request)
        facts = checked(inputs.RemarkInput, request)
        facts.pop("party", None)
        facts["suggestion"] = _suggestion(clause, facts.get("suggestion"))
        remark = negotiation.add_remark(
            clause, party=party, **facts, by=request.user, at=timezone.now()
        )
        return created(talk.RemarkSerializer, remark)

    def _speaking(self, is_allowed):
        """Give the clause and the party whose word the person's word is; else refuse."""
        clause = self.get_object()
        party = self._party(clause)
        if party is None or not is_allowed(self.request.user, party):
            self.permission_denied(self.request)
        return clause, party

    def _party(self, clause):
        """The party that the request names, else the one among whose people the person is."""
        asked = self.request.data.get("party") if isinstance(self.request.data, dict) else None
        if not asked:
            return permissions.party_of(self.request.user, clause.memorandum)
        named = inputs.OfParty(data={"party": asked})
        named.is_valid(raise_exception=True)
        parties = clause.memorandum.parties.select_related("organisation")
        return get_object_or_404(parties, uid=named.validated_data["party"])


def _suggestion(clause: Clause, uid) -> Suggestion | None:
    if uid is None:
        return None
    return get_object_or_404(clause.memorandum.suggestions, uid=uid)


def checked(serializer_class, request) -> dict:
    """Give what was sent, checked; refuse with the names of the wrong fields."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def created(serializer_class, record) -> Response:
    return Response(serializer_class(record).data, status=status.HTTP_201_CREATED)
