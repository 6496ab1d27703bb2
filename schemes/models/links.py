"""What councils decide about places and measures: the link lives here, above the councils."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from councils.models import AgendaItem, Decision

from .measures import Measure
from .schemes import Scheme


class DecisionLink(Addressed):
    """A decision or an agenda item concerns an object of a scheme, or a measure of a plan."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="scheme_links"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="scheme_links"
    )
    scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="decision_links"
    )
    lineage = models.UUIDField(null=True, blank=True)
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="decision_links"
    )
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("link of a decision")
        verbose_name_plural = _("links of decisions")
        constraints = [
            models.CheckConstraint(
                name="link_names_one_decision_or_item",
                condition=Q(decision__isnull=False, item__isnull=True)
                | Q(decision__isnull=True, item__isnull=False),
            ),
            models.CheckConstraint(
                name="link_names_one_object_or_measure",
                condition=Q(scheme__isnull=False, lineage__isnull=False, measure__isnull=True)
                | Q(scheme__isnull=True, lineage__isnull=True, measure__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["decision", "item", "lineage", "measure"],
                name="link_is_made_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["lineage"], name="link_by_lineage")]

    def __str__(self):
        return f"{self.decision or self.item} → {self.measure or self.lineage}"
