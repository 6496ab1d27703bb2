"""Public discussions and what decisions concern."""

from django.db.models import Exists, OuterRef, Q

from councils.api.views import PublicViewSet
from councils.models import Decision, Meeting

from ..models import DecisionLink, Discussion, Feature, PublicRemark
from ..reports.discussion import visible_discussions
from ..reports.links import visible_measures
from . import filters
from . import talk_serializers as serializers


class DiscussionViewSet(PublicViewSet):
    """Public discussions of draft editions."""

    serializer_class = serializers.DiscussionSerializer
    filterset_class = filters.DiscussionFilter
    queryset = Discussion.objects.none()

    def get_queryset(self):
        return visible_discussions(self.request.user)


class PublicRemarkViewSet(PublicViewSet):
    """What people said of drafts, once it is published, with the answers."""

    serializer_class = serializers.PublicRemarkSerializer
    filterset_class = filters.RemarkFilter
    queryset = PublicRemark.objects.none()

    def get_queryset(self):
        seen = visible_discussions(self.request.user).values("pk")
        remarks = PublicRemark.objects.public().filter(discussion__in=seen)
        return remarks.select_related("discussion").defer("email")


class DecisionLinkViewSet(PublicViewSet):
    """Which decisions and agenda items concern which objects and measures."""

    serializer_class = serializers.DecisionLinkSerializer
    filterset_class = filters.LinkFilter
    queryset = DecisionLink.objects.none()

    def get_queryset(self):
        user = self.request.user
        decisions, meetings = Decision.objects.visible_to(user), Meeting.objects.visible_to(user)
        seen = Q(decision__in=decisions) | Q(item__meeting__in=meetings)
        # As on the pages: an object that stands in no edition of theirs is told to nobody.
        objects = Feature.objects.visible_to(user).filter(lineage=OuterRef("lineage"))
        known = Exists(objects) | Q(measure__in=visible_measures(user))
        links = DecisionLink.objects.filter(seen, known)
        return links.select_related("decision", "item__meeting", "scheme", "measure")
