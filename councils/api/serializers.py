"""Shape of the answers and of the input; no rules here."""

from django.urls import reverse
from rest_framework import serializers

from ..models import (
    AgendaItem,
    Agglomeration,
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
from .fields import AddressField, PageField, TextsField


class OrganisationSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("councils_api:organisation-detail")
    name = TextsField()
    short_name = TextsField()

    class Meta:
        model = Organisation
        fields = ["id", "url", "kind", "name", "short_name", "bin", "updated_at"]


class OrganisationRefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    name = TextsField()

    class Meta:
        model = Organisation
        fields = ["id", "name"]


class BodyRefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    name = TextsField()

    class Meta:
        model = Body
        fields = ["id", "name"]


class AgglomerationRefSerializer(serializers.ModelSerializer):
    name = TextsField()

    class Meta:
        model = Agglomeration
        fields = ["name", "level"]


class SeatSerializer(serializers.ModelSerializer):
    """A seat as the public knows it: post and organisation, never contacts (domain rule 51)."""

    title = TextsField()
    name = TextsField(of="official")
    organisation = OrganisationRefSerializer()

    class Meta:
        model = Seat
        fields = ["role", "is_voting", "title", "name", "organisation", "starts_on", "ends_on"]


class BodySerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("councils_api:body-detail")
    page = PageField()
    name = TextsField()
    agglomeration = AgglomerationRefSerializer()
    regulation = serializers.SerializerMethodField()

    class Meta:
        model = Body
        fields = [
            "id", "url", "page", "kind", "state", "name", "agglomeration", "regulation",
            "updated_at",
        ]  # fmt: skip

    def get_regulation(self, body) -> dict:
        return {
            "quorum": f"{body.quorum_numerator}/{body.quorum_denominator}",
            "majority_base": body.majority_base,
            "tie_rule": body.tie_rule,
            "materials_days": body.materials_days,
            "minutes_days": body.minutes_days,
        }


class BodyDetailSerializer(BodySerializer):
    seats = SeatSerializer(many=True, source="current_seats")

    class Meta(BodySerializer.Meta):
        fields = [*BodySerializer.Meta.fields, "seats"]


class MeetingRefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)

    class Meta:
        model = Meeting
        fields = ["id", "number", "year", "starts_at", "state"]


class MinutesFileSerializer(serializers.ModelSerializer):
    size = serializers.IntegerField(source="stored.size")
    sha256 = serializers.CharField(source="stored.sha256")
    url = serializers.SerializerMethodField()

    class Meta:
        model = MinutesFile
        fields = ["language", "format", "version", "size", "sha256", "url"]

    def get_url(self, file) -> str:
        return self.context["request"].build_absolute_uri(
            reverse("councils:minutes_file", args=[file.pk])
        )


class AgendaItemSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    number = serializers.IntegerField(source="position")
    title = TextsField()
    rapporteur = TextsField()
    continues = serializers.UUIDField(source="continues.uid", default=None)

    class Meta:
        model = AgendaItem
        fields = ["id", "number", "state", "title", "rapporteur", "planned_minutes", "continues"]


class MeetingSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("councils_api:meeting-detail")
    page = PageField()
    body = BodyRefSerializer()
    place = TextsField()
    topic = TextsField()
    agenda = AgendaItemSerializer(many=True, source="items.all")

    class Meta:
        model = Meeting
        fields = [
            "id", "url", "page", "body", "state", "kind", "format", "number", "year", "starts_at",
            "place", "topic", "is_open", "agenda", "published_at", "updated_at",
        ]  # fmt: skip


class MeetingDetailSerializer(MeetingSerializer):
    minutes_files = MinutesFileSerializer(many=True)

    class Meta(MeetingSerializer.Meta):
        fields = [*MeetingSerializer.Meta.fields, "minutes_files"]


class PointSerializer(serializers.ModelSerializer):
    number = serializers.SerializerMethodField()
    text = TextsField()
    executor = OrganisationRefSerializer()
    co_executors = OrganisationRefSerializer(many=True)
    state = serializers.CharField(
        source="assignment.state", default=None, help_text="in_progress, done, or null"
    )

    class Meta:
        model = DecisionPoint
        fields = ["number", "text", "executor", "co_executors", "due_on", "state"]

    def get_number(self, point) -> str:
        return f"{point.decision.item.position}.{point.position}"


class VoteSerializer(serializers.ModelSerializer):
    title = TextsField(of="participant")
    organisation = OrganisationRefSerializer(source="participant.organisation")

    class Meta:
        model = Vote
        fields = ["title", "organisation", "choice"]


class PollSerializer(serializers.ModelSerializer):
    roll_call = VoteSerializer(many=True, source="votes.all")

    class Meta:
        model = Poll
        fields = [
            "method", "total", "present", "votes_for", "against", "abstained", "did_not_vote",
            "needed", "adopted", "by_casting_vote", "majority_base", "closed_at", "roll_call",
        ]  # fmt: skip


class DecisionSerializer(serializers.ModelSerializer):
    """A decision as a client pulls it (domain rule 53)."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("councils_api:decision-detail")
    page = PageField()
    label = serializers.CharField(read_only=True)
    body = BodyRefSerializer()
    meeting = MeetingRefSerializer(source="item.meeting")
    item = serializers.UUIDField(source="item.uid")
    title = TextsField()
    preamble = TextsField()
    points = PointSerializer(many=True, source="points.all")
    signed_at = serializers.DateTimeField(source="sealed_at")

    class Meta:
        model = Decision
        fields = [
            "id", "url", "page", "label", "year", "number", "state", "force", "body", "meeting",
            "item", "title", "preamble", "points", "registered_at", "signed_at", "published_at",
            "updated_at",
        ]  # fmt: skip


class DecisionDetailSerializer(DecisionSerializer):
    vote = PollSerializer(source="valid_poll")
    minutes_files = MinutesFileSerializer(many=True)

    class Meta(DecisionSerializer.Meta):
        fields = [*DecisionSerializer.Meta.fields, "vote", "minutes_files"]


class ReasonSerializer(serializers.Serializer):
    """Why a meeting does not take place, in both official languages."""

    reason_kk = serializers.CharField(max_length=2000)
    reason_ru = serializers.CharField(max_length=2000)


class RespondSerializer(serializers.Serializer):
    """A member's own answer to the invitation."""

    response = serializers.ChoiceField(choices=["coming", "not_coming"])
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ChoiceSerializer(serializers.Serializer):
    """A member's own voice."""

    choice = serializers.ChoiceField(choices=["for", "against", "abstained"])
