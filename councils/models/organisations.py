"""Who: organisations (akimats among them), officials and their dated posts."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated

from .. import rules
from .territories import DateRange, Named, Territory, Valid, ValidityQuerySet


def check_bin(value: str) -> None:
    """Refuse a BIN whose control digit does not fit (domain rule 50)."""
    if not rules.is_bin(value):
        raise ValidationError(_("This is not a BIN: twelve digits with a fitting control digit."))


class Organisation(Addressed, Named):
    """A body of the State or another organisation that sits, speaks or executes."""

    class Kind(models.TextChoices):
        AKIMAT = "akimat", _("akimat")
        CENTRAL = "central", _("central state body")
        MASLIKHAT = "maslikhat", _("maslikhat")
        INSTITUTE = "institute", _("institute or joint-stock company")
        CHAMBER = "chamber", _("chamber of entrepreneurs")
        BUSINESS = "business", _("business")
        PUBLIC = "public", _("public association")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    short_name_kk = models.CharField(_("short name in Kazakh"), max_length=120, blank=True)
    short_name_ru = models.CharField(_("short name in Russian"), max_length=120, blank=True)
    short_name_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    short_name = Translated()
    bin = models.CharField(_("BIN"), max_length=12, blank=True, validators=[check_bin])
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["bin"],
                name="bin_names_one_organisation",
                condition=~Q(bin=""),
                violation_error_message=_("This BIN already belongs to another organisation."),
            ),
            models.UniqueConstraint(
                fields=["territory"],
                name="territory_has_one_akimat",
                violation_error_message=_("This unit already has an akimat."),
                condition=Q(kind="akimat"),
            ),
        ]


class Official(Addressed):
    """A person known to the councils; named by post alone where the name is not public."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="official",
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name = Translated()

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self):
        return self.name or str(self.user or self.pk)


class Post(Valid):
    """What an official is in an organisation, from–to (domain rule 8)."""

    class Kind(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY = "deputy", _("deputy")
        COORDINATOR = "coordinator", _("coordinator of the akimat")
        STAFF = "staff", _("staff")

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300)
    title_ru = models.CharField(_("title in Russian"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title = Translated()

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            ExclusionConstraint(
                name="organisation_has_one_head_at_a_time",
                violation_error_message=_("The organisation already has a head at that time."),
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind="head"),
            )
        ]

    def __str__(self):
        return self.title
