"""Shape of the negotiation: words of the parties, suggestions, remarks, the matrix.

What an akimat notes for itself has no shape here and is given to nobody.
"""

from rest_framework import serializers

from councils.api.fields import TextsField

from ..models import Position, Remark, Suggestion
from ..rules.matrix import RowState, State


class PositionSerializer(serializers.ModelSerializer):
    """A party's word on a clause, said to the texts of `hash`."""

    party = serializers.UUIDField(source="party.uid")
    clause = serializers.UUIDField(source="clause.uid")
    version = serializers.IntegerField(source="round.version.number")
    hash = serializers.CharField(source="text_hash")
    reason = TextsField()

    class Meta:
        model = Position
        fields = ["party", "clause", "version", "stance", "hash", "reason", "at"]


class SuggestionSerializer(serializers.ModelSerializer):
    """A party's suggestion; an empty text means that it leaves that text as it is."""

    id = serializers.UUIDField(source="uid")
    clause = serializers.UUIDField(source="clause.uid")
    party = serializers.UUIDField(source="party.uid")
    version = serializers.IntegerField(source="round.version.number")
    heading = TextsField()
    text = TextsField()
    reason = TextsField()
    merged_into = serializers.UUIDField(source="merged_into.uid", allow_null=True, default=None)

    class Meta:
        model = Suggestion
        fields = [
            "id", "number", "clause", "party", "version", "kind", "new_kind", "heading", "text",
            "base_hash", "reason", "state", "decision_reason", "merged_into", "at", "decided_at",
            "updated_at",
        ]  # fmt: skip


class RemarkSerializer(serializers.ModelSerializer):
    """A contribution to the discussion; without a party the secretariat speaks."""

    id = serializers.UUIDField(source="uid")
    clause = serializers.UUIDField(source="clause.uid")
    suggestion = serializers.UUIDField(source="suggestion.uid", allow_null=True, default=None)
    party = serializers.UUIDField(source="party.uid", allow_null=True, default=None)

    class Meta:
        model = Remark
        fields = ["id", "clause", "suggestion", "party", "text", "at", "updated_at"]


class CellSerializer(serializers.Serializer):
    party = serializers.UUIDField(source="party.uid")
    state = serializers.ChoiceField(choices=[state.value for state in State])


class MatrixRowSerializer(serializers.Serializer):
    clause = serializers.UUIDField(source="clause.clause.uid")
    number = serializers.CharField(source="clause.number")
    hash = serializers.CharField(source="clause.text_hash")
    state = serializers.ChoiceField(choices=[state.value for state in RowState])
    cells = CellSerializer(many=True)
