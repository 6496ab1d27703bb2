"""Shape of the answers: the text as it was sent, versions, changes, promises. No internal note."""

from django.utils import timezone
from rest_framework import serializers

from councils.api.fields import AddressField, PageField, TextsField
from councils.api.serializers import BodyRefSerializer, OrganisationRefSerializer

from ..models import Memorandum, Obligation, Party, Progress, Version, VersionClause
from ..reports.obligations import is_overdue
from .fields import RedlinesField


class PartySerializer(serializers.ModelSerializer):
    """A party with who signs for it, as the text names them; no contacts (domain rule 51)."""

    id = serializers.UUIDField(source="uid", read_only=True)
    organisation = OrganisationRefSerializer()
    signatory_post = TextsField()
    signatory_name = TextsField()

    class Meta:
        model = Party
        fields = ["id", "position", "organisation", "signatory_post", "signatory_name"]


class MemorandumSerializer(serializers.ModelSerializer):
    """A memorandum as lists give it: the title is that of the version sent last."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("memoranda_api:memorandum-detail")
    page = PageField()
    label = serializers.CharField(read_only=True)
    body = BodyRefSerializer()
    title = TextsField(text="shown_title")
    version = serializers.IntegerField(source="version_number")
    parties = PartySerializer(many=True, source="parties_in_order")
    amends = serializers.UUIDField(source="amends_seen", read_only=True, allow_null=True)

    class Meta:
        model = Memorandum
        fields = [
            "id", "url", "page", "kind", "state", "label", "number", "year", "title", "body",
            "parties", "relation", "amends", "version", "registered_at", "in_force_on", "ends_on",
            "ended_on", "updated_at",
        ]  # fmt: skip


class ClauseSerializer(serializers.ModelSerializer):
    """A clause with both its texts; `hash` is what a word of a party is said to."""

    id = serializers.UUIDField(source="clause.uid")
    parent = serializers.UUIDField(source="parent.clause.uid", allow_null=True, default=None)
    heading = TextsField()
    text = TextsField()
    target = serializers.UUIDField(source="target.uid", allow_null=True, default=None)
    hash = serializers.CharField(source="text_hash")

    class Meta:
        model = VersionClause
        fields = [
            "id", "parent", "kind", "number", "depth", "role", "heading", "text", "operation",
            "target", "hash",
        ]  # fmt: skip


class VersionSerializer(serializers.ModelSerializer):
    """A version: what was sent, when, with which hash."""

    title = TextsField()
    place = TextsField()
    sent_at = serializers.DateTimeField(source="at")
    answer_by = serializers.DateField(source="round.due_on")
    note = serializers.CharField(source="shown_note", read_only=True)

    class Meta:
        model = Version
        fields = ["number", "title", "place", "note", "sha256", "sent_at", "answer_by"]


class VersionDetailSerializer(VersionSerializer):
    clauses = ClauseSerializer(many=True, source="rows")

    class Meta(VersionSerializer.Meta):
        fields = [*VersionSerializer.Meta.fields, "clauses"]


class MemorandumDetailSerializer(MemorandumSerializer):
    """With the clauses in reading order; `text` says whether they were sent or are a draft.

    A draft that was never sent is given to its secretariat alone, which alone sees it at all.
    """

    text = serializers.ChoiceField(choices=["sent", "draft"], source="text_is", read_only=True)
    clauses = ClauseSerializer(many=True, source="rows")

    class Meta(MemorandumSerializer.Meta):
        fields = [*MemorandumSerializer.Meta.fields, "text", "clauses"]


class RowSerializer(serializers.Serializer):
    """A clause in a comparison."""

    id = serializers.UUIDField(source="key")
    number = serializers.CharField()
    kind = serializers.CharField()


class ChangeSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(
        choices=["same", "changed", "moved", "moved_and_changed", "added", "removed"]
    )
    old = RowSerializer(allow_null=True)
    new = RowSerializer(allow_null=True)
    redlines = RedlinesField()


class ComparisonSerializer(serializers.Serializer):
    """Two versions clause by clause, in reading order."""

    from_version = serializers.IntegerField()
    to_version = serializers.IntegerField()
    changes = ChangeSerializer(many=True)


class ProgressSerializer(serializers.ModelSerializer):
    text = TextsField()

    class Meta:
        model = Progress
        fields = ["at", "due_on", "percent", "is_final", "state", "text"]


class ObligationSerializer(serializers.ModelSerializer):
    """A promise: who does what by when, and how it stands."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("memoranda_api:obligation-detail")
    memorandum = serializers.UUIDField(source="memorandum.uid")
    clause = serializers.UUIDField(source="clause.uid", allow_null=True, default=None)
    text = TextsField()
    executor = OrganisationRefSerializer()
    co_executors = OrganisationRefSerializer(many=True)
    completion = TextsField()
    financing = TextsField()
    is_overdue = serializers.SerializerMethodField()

    class Meta:
        model = Obligation
        fields = [
            "id", "url", "memorandum", "clause", "position", "text", "executor", "co_executors",
            "period", "due_on", "completion", "financing", "state", "is_overdue", "done_on",
            "updated_at",
        ]  # fmt: skip

    def get_is_overdue(self, obligation) -> bool:
        return is_overdue(obligation, timezone.localdate())


class ObligationDetailSerializer(ObligationSerializer):
    """With its reports: accepted ones for all, the rest for the parties and the secretariat."""

    progress = ProgressSerializer(many=True, source="reports_seen")

    class Meta(ObligationSerializer.Meta):
        fields = [*ObligationSerializer.Meta.fields, "progress"]
