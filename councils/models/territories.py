"""Where: territories by KATO, acts, agglomerations and what belongs to them by date."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated


class DateRange(Func):
    """daterange(starts_on, ends_on, '[]'): the days on which a row is valid."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class ValidityQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """Rows valid on that day: both ends belong to the term, an empty end is open."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Valid(models.Model):
    """A row with its first and last day; empty means since ever, or until now."""

    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True


class Named(models.Model):
    """A record with its name in Kazakh, Russian and (optionally) English."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=300, db_collation="kk-x-icu")
    name_ru = models.CharField(_("name in Russian"), max_length=300, db_collation="ru-x-icu")
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name = Translated()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Territory(Addressed, Named, Valid):
    """An administrative unit; its KATO code is known by date (domain rule 7: names are no keys)."""

    class Kind(models.TextChoices):
        CAPITAL = "capital", _("capital")
        REPUBLICAN_CITY = "republican_city", _("city of republican significance")
        OBLAST = "oblast", _("oblast")
        OBLAST_CITY = "oblast_city", _("city of oblast significance")
        RAYON = "rayon", _("rayon")
        RAYON_CITY = "rayon_city", _("city of district significance")
        KENT = "kent", _("settlement (kent)")
        RURAL_OKRUG = "rural_okrug", _("rural okrug")
        VILLAGE = "village", _("village")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    kato = models.CharField(
        _("KATO code"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("A KATO code has nine digits."))],
        help_text=_("Leave empty until the official classifier confirms it."),
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    adjacent = models.ManyToManyField("self", blank=True, verbose_name=_("adjacent units"))

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            ExclusionConstraint(
                name="kato_names_one_territory_at_a_time",
                violation_error_message=_(
                    "This KATO code already names another unit at that time."
                ),
                expressions=[
                    ("kato", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(kato=""),
            ),
            models.CheckConstraint(
                name="kato_has_nine_digits",
                violation_error_message=_("A KATO code has nine digits."),
                condition=Q(kato="") | Q(kato__regex=r"^\d{9}$"),
            ),
        ]


class Act(Addressed):
    """A legal act as it is cited; its Kazakh and Russian numbers may differ (domain rule 36)."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        GOVERNMENT_DECREE = "government_decree", _("Government decree")
        PM_ORDER = "pm_order", _("order of the Prime Minister")
        MINISTER_ORDER = "minister_order", _("minister's order")
        AKIMAT_DECREE = "akimat_decree", _("akimat decree")
        MASLIKHAT_DECISION = "maslikhat_decision", _("maslikhat decision")
        JOINT_DECISION = "joint_decision", _("joint decision of executive bodies")
        AGREEMENT = (
            "agreement",
            _("agreement on joint resolution of issues of local importance"),
        )
        BODY_DECISION = "body_decision", _("decision of a council or commission")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    title_kk = models.TextField(_("title in Kazakh"))
    title_ru = models.TextField(_("title in Russian"))
    title_en = models.TextField(_("title in English"), blank=True)
    title = Translated()
    number_kk = models.CharField(_("number in Kazakh"), max_length=40, blank=True)
    number_ru = models.CharField(_("number in Russian"), max_length=40, blank=True)
    number = Translated()
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    url = models.URLField(_("address of the text"), blank=True)
    is_demo = models.BooleanField(_("made for the demo"), default=False)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")

    def __str__(self):
        return f"{self.title} № {self.number}" if self.number else self.title

    def is_in_force_on(self, day: date) -> bool:
        """Whether its dates say so; an act without a first day is never claimed to be in force."""
        return bool(
            self.in_force_from
            and self.in_force_from <= day
            and (self.in_force_to is None or day <= self.in_force_to)
        )


class Agglomeration(Addressed, Named):
    """A centre and the settlements around it (Law No. 181-VII art. 1; domain rules 5 and 6)."""

    class Level(models.IntegerChoices):
        FIRST = 1, _("first level")
        SECOND = 2, _("second level")

    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    centre = models.OneToOneField(
        Territory,
        on_delete=models.PROTECT,
        related_name="agglomeration",
        verbose_name=_("centre"),
    )
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("agglomeration")
        verbose_name_plural = _("agglomerations")
        constraints = [
            models.CheckConstraint(
                name="agglomeration_is_of_a_level", condition=Q(level__in=[1, 2])
            )
        ]


class Inclusion(Valid):
    """A territory in the composition of an agglomeration, from–to, by the act that said so."""

    agglomeration = models.ForeignKey(
        Agglomeration, on_delete=models.CASCADE, related_name="inclusions"
    )
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="inclusions")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the composition")
        verbose_name_plural = _("composition")
        constraints = [
            ExclusionConstraint(
                name="territory_is_in_an_agglomeration_once_at_a_time",
                violation_error_message=_(
                    "The unit already belongs to the agglomeration at that time."
                ),
                expressions=[
                    ("territory", RangeOperators.EQUAL),
                    ("agglomeration", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"{self.territory} – {self.agglomeration}"
