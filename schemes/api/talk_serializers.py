"""Shape of the answers: public discussions with their remarks, links with decisions.

A remark's e-mail has no shape here and is given to nobody.
"""

from rest_framework import serializers

from councils.api.fields import AddressField, PageField, TextsField

from ..models import DecisionLink, Discussion, PublicRemark
from .fields import DecisionRefSerializer, GeometryField


class DiscussionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:discussion-detail")
    page = PageField()
    edition = serializers.UUIDField(source="edition.uid")
    intro = TextsField()

    class Meta:
        model = Discussion
        fields = [
            "id", "url", "page", "edition", "opens_on", "closes_on", "intro", "announced_at",
            "updated_at",
        ]  # fmt: skip


class PublicRemarkSerializer(serializers.ModelSerializer):
    """What a person said of a place or an object of the draft, and the answer."""

    id = serializers.UUIDField(source="uid", read_only=True)
    url = AddressField("schemes_api:public-remark-detail")
    discussion = serializers.UUIDField(source="discussion.uid")
    place = GeometryField()
    answer = TextsField()

    class Meta:
        model = PublicRemark
        fields = [
            "id", "url", "discussion", "number", "state", "author", "language", "text", "place",
            "lineage", "sent_at", "outcome", "answer", "answered_at", "updated_at",
        ]  # fmt: skip


class DecisionLinkSerializer(serializers.ModelSerializer):
    """A decision or an agenda item concerns an object of a scheme, or a measure of a plan."""

    id = serializers.UUIDField(source="uid", read_only=True)
    decision = DecisionRefSerializer(allow_null=True)
    item = serializers.UUIDField(source="item.uid", allow_null=True, default=None)
    meeting = serializers.UUIDField(source="item.meeting.uid", allow_null=True, default=None)
    scheme = serializers.UUIDField(source="scheme.uid", allow_null=True, default=None)
    measure = serializers.UUIDField(source="measure.uid", allow_null=True, default=None)

    class Meta:
        model = DecisionLink
        fields = [
            "id", "decision", "item", "meeting", "scheme", "lineage", "measure", "linked_at",
            "updated_at",
        ]  # fmt: skip
