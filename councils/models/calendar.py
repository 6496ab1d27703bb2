"""The working-day calendar: holidays and transferred days, editable (domain rule 56)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    """A day that differs from the five-day week: a holiday, or a working Saturday."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("working day"), default=False)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("working-day calendar")

    def __str__(self):
        return f"{self.day:%d.%m.%Y}"
