"""The consolidated report of a plan's year as a document, in each language (domain rule 32)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, OutboxMessage, StoredFile, User

from .plans import Plan


class PlanFile(Addressed):
    """One document of a year; made anew it takes the place of the former one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files")
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    work = models.ForeignKey(OutboxMessage, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report of a plan's year")
        verbose_name_plural = _("reports of plans' years")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "language"], name="year_of_a_plan_is_one_file_a_language"
            ),
            models.CheckConstraint(
                name="plan_file_is_made_at_a_time",
                condition=Q(file__isnull=True, made_at__isnull=True)
                | Q(file__isnull=False, made_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.plan}, {self.year}, {self.language}"

    @property
    def is_on_the_way(self) -> bool:
        return self.work is not None and self.work.state == OutboxMessage.State.WAITING

    @property
    def is_failed(self) -> bool:
        return self.work is not None and self.work.state == OutboxMessage.State.FAILED
