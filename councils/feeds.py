"""News for readers of feeds: the published decisions, newest first, as Atom."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .filters import DecisionFilter
from .models import Decision

LENGTH = 30


class DecisionFeed(Feed):
    """Published decisions only, whoever asks; the filters of the register work here too.

    The id of an entry is a tag: URI of the decision and never changes.
    """

    feed_type = Atom1Feed
    title = gettext_lazy("Register of decisions")
    subtitle = gettext_lazy("Published decisions of the councils of the agglomeration")
    author_name = gettext_lazy("Secretariat")

    def get_object(self, request):
        self.query = request.META.get("QUERY_STRING", "")
        published = Decision.objects.published().with_meeting()
        return DecisionFilter(request.GET, queryset=published, request=request).qs

    def link(self, _decisions):
        return reverse("councils:decision_list")

    def feed_url(self, _decisions):
        address = reverse("councils:decision_feed")
        return f"{address}?{self.query}" if self.query else address

    def items(self, decisions):
        return decisions.order_by("-published_at", "-pk")[:LENGTH]

    def item_title(self, decision):
        return f"{decision.label} {decision.title}"

    def item_description(self, decision):
        return _("%(body)s. Legal force: %(force)s.") % {
            "body": decision.body.name,
            "force": decision.get_force_display(),
        }

    def item_guid(self, decision):
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},2026:decision:{decision.uid}"

    def item_pubdate(self, decision):
        return decision.published_at

    def item_updateddate(self, decision):
        return decision.updated_at
