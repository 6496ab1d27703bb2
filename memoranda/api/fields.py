"""Fields that the answers about memoranda share."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

WORDS = ("heading_kk", "heading_ru", "text_kk", "text_ru")
PIECES = {
    "type": "object",
    "description": "What became of each text: words that stayed, were deleted, were inserted.",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "op": {"type": "string", "enum": ["same", "del", "ins"]},
                "text": {"type": "string"},
            },
        },
    },
    "example": {"text_ru": [{"op": "del", "text": "30"}, {"op": "ins", "text": "60"}]},
}


@extend_schema_field(PIECES)
class RedlinesField(serializers.Field):
    """Redlines of a change by the names of its texts; nothing for a clause that is the same."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, change):
        if change.kind in ("same", "moved"):
            return {}
        return {
            name: [{"op": piece.op, "text": piece.text} for piece in pieces]
            for name, pieces in change.redlines.items()
        }
