"""What programs send: checked for its shape here, for its sense by the services."""

from rest_framework import serializers

from councils.models import Body, Organisation

from ..models import ClauseKind, Memorandum, Position, Suggestion
from ..skeletons import KEYS
from .fields import WORDS

LONGEST = 100_000


class DraftInput(serializers.Serializer):
    """A new draft: of a shipped text (`source`), of an own template, or empty."""

    body = serializers.SlugRelatedField(slug_field="uid", queryset=Body.objects.all())
    kind = serializers.ChoiceField(choices=Memorandum.Kind.choices, required=False)
    source = serializers.ChoiceField(choices=KEYS, required=False)
    template = serializers.UUIDField(required=False)
    parties = serializers.SlugRelatedField(
        slug_field="uid", queryset=Organisation.objects.all(), many=True, required=False
    )
    title_kk = serializers.CharField(max_length=500, required=False)
    title_ru = serializers.CharField(max_length=500, required=False)
    title_en = serializers.CharField(max_length=500, required=False)
    place_kk = serializers.CharField(max_length=120, required=False)
    place_ru = serializers.CharField(max_length=120, required=False)
    starts = serializers.ChoiceField(choices=Memorandum.Start.choices, required=False)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    signs_in_order = serializers.BooleanField(required=False)


class OfParty(serializers.Serializer):
    """For which party the person speaks; needed only of somebody with posts in several."""

    party = serializers.UUIDField(required=False)


class Reasons(serializers.Serializer):
    reason_kk = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    reason_ru = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class PositionInput(OfParty, Reasons):
    """The party's word; `shown_hash` is the clause's hash that the person was shown."""

    stance = serializers.ChoiceField(choices=Position.Stance.choices)
    shown_hash = serializers.CharField(max_length=64)


class SuggestionInput(OfParty, Reasons):
    """Other words in Kazakh, Russian or both, a new clause after this one, or its removal."""

    kind = serializers.ChoiceField(choices=Suggestion.Kind.choices, default="change")
    new_kind = serializers.ChoiceField(choices=ClauseKind.choices, required=False)
    heading_kk = serializers.CharField(max_length=500, required=False, allow_blank=True)
    heading_ru = serializers.CharField(max_length=500, required=False, allow_blank=True)
    text_kk = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    text_ru = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    shown_hash = serializers.CharField(max_length=64)

    def validate(self, attrs):
        """Gather the four texts as the service takes them."""
        return {name: value for name, value in attrs.items() if name not in WORDS} | {
            "words": {name: attrs.get(name, "") for name in WORDS}
        }


class RemarkInput(OfParty):
    text = serializers.CharField(max_length=LONGEST)
    suggestion = serializers.UUIDField(required=False)


class ComparisonQuery(serializers.Serializer):
    """Numbers of versions; without them the last two."""

    to = serializers.IntegerField(required=False, min_value=1)

    def get_fields(self):
        # "from" is a word of the language and cannot be the name of an attribute.
        return {
            "from": serializers.IntegerField(required=False, min_value=1)
        } | super().get_fields()
