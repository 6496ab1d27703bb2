"""Indicators and their values, which always say unit, date, territory and source (rule 35)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated
from councils.models import Agglomeration, Territory
from councils.models.territories import Named

from .measures import Measure
from .plans import Direction
from .schemes import SLUG


class Indicator(Addressed, Named):
    """What is measured, in which unit."""

    agglomeration = models.ForeignKey(
        Agglomeration, on_delete=models.PROTECT, related_name="indicators"
    )
    code = models.CharField(_("short address"), max_length=40, validators=[SLUG])
    direction = models.CharField(_("direction"), max_length=16, choices=Direction)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    unit_kk = models.CharField(_("unit in Kazakh"), max_length=60)
    unit_ru = models.CharField(_("unit in Russian"), max_length=60)
    unit_en = models.CharField(_("unit in English"), max_length=60, blank=True)
    unit = Translated()
    decimals = models.PositiveSmallIntegerField(_("digits after the point"), default=0)
    measures = models.ManyToManyField(Measure, blank=True, related_name="indicators")

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["agglomeration", "code"], name="indicator_code_is_given_once"
            ),
            models.CheckConstraint(
                name="indicator_has_a_unit",
                violation_error_message=_(
                    "An indicator needs its name and its unit in Kazakh and in Russian."
                ),
                condition=~Q(unit_kk="") & ~Q(unit_ru=""),
            ),
        ]

    def get_absolute_url(self):
        return reverse("schemes:indicator_detail", args=[self.uid])


class IndicatorValue(Addressed):
    """One value as one source gives it; conflicting ones stand side by side."""

    class Kind(models.TextChoices):
        FACT = "fact", _("fact")
        FORECAST = "forecast", _("forecast")
        TARGET = "target", _("target")

    class Precision(models.TextChoices):
        DAY = "day", _("on a day")
        MONTH = "month", _("for a month")
        YEAR = "year", _("for a year")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FACT)
    on = models.DateField(_("date"))
    precision = models.CharField(
        _("what the date means"), max_length=6, choices=Precision, default=Precision.DAY
    )
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    extent_kk = models.CharField(_("which territory, in Kazakh"), max_length=300)
    extent_ru = models.CharField(_("which territory, in Russian"), max_length=300)
    extent_en = models.CharField(_("which territory, in English"), max_length=300, blank=True)
    extent = Translated()
    source_kk = models.CharField(_("source in Kazakh"), max_length=500)
    source_ru = models.CharField(_("source in Russian"), max_length=500)
    source_en = models.CharField(_("source in English"), max_length=500, blank=True)
    source = Translated()
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    is_confirmed = models.BooleanField(_("read in the source itself"), default=True)

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        constraints = [
            models.CheckConstraint(
                name="value_names_its_territory_and_source",
                condition=~Q(extent_kk="") & ~Q(extent_ru="") & ~Q(source_kk="") & ~Q(source_ru=""),
                violation_error_message=_(
                    "A value needs its territory and its source in both languages."
                ),
            ),
            models.UniqueConstraint(
                fields=["indicator", "on", "kind", "extent_kk", "source_kk"],
                name="a_source_gives_one_value_for_a_date",
                violation_error_message=_("This source has already given a value for this date."),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "on"], name="indicator_value_by_date")]

    def __str__(self):
        return f"{self.indicator.code} {self.on}: {self.value}"
