"""The consolidated report of a plan's year as a document, in each language (domain rule 32)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .files import MADE_AT_A_TIME, OrderedFile
from .plans import Plan


class PlanFile(OrderedFile):
    """One document of a year; made anew it takes the place of the former one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files")
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)

    class Meta:
        verbose_name = _("report of a plan's year")
        verbose_name_plural = _("reports of plans' years")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "language"], name="year_of_a_plan_is_one_file_a_language"
            ),
            models.CheckConstraint(
                name="plan_file_is_made_at_a_time",
                condition=MADE_AT_A_TIME,
            ),
        ]

    def __str__(self):
        return f"{self.plan}, {self.year}, {self.language}"
