"""Layers are data: what they hold, how they are drawn, who may change them (domain rule 34)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from councils.models import Act, Organisation
from councils.models.territories import Named

from ..rules import attributes as attribute_rules
from .schemes import Scheme


class LayerQuerySet(models.QuerySet):
    def in_legend_order(self):
        return self.order_by("theme_order", "legend_order", "pk")

    def with_theme_order(self):
        """Themes stand in the order of their list, not of the alphabet."""
        places = [models.When(theme=t, then=n) for n, t in enumerate(Layer.Theme.values)]
        return self.annotate(theme_order=models.Case(*places, default=len(places)))


class Layer(Addressed, Named):
    """One layer of a scheme, the same in all its editions."""

    class Theme(models.TextChoices):
        BASIS = "basis", _("basis")
        TERRITORY = "territory", _("organisation of the territory")
        TRANSPORT = "transport", _("transport framework")
        ENGINEERING = "engineering", _("engineering infrastructure")
        SOCIAL = "social", _("social infrastructure")
        ECOLOGY = "ecology", _("ecological framework and recreation")
        ECONOMY = "economy", _("industry and agriculture")
        RESERVE = "reserve", _("reserve territories")

    class GeometryType(models.TextChoices):
        POINT = "point", _("points")
        LINE = "line", _("lines")
        POLYGON = "polygon", _("areas")

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="layers")
    code = models.CharField(
        _("code"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]{0,29}$", _("Small Latin letters and _."))],
    )
    theme = models.CharField(_("theme"), max_length=12, choices=Theme)
    geometry_type = models.CharField(_("geometry"), max_length=8, choices=GeometryType)
    legend_order = models.PositiveSmallIntegerField(_("place in the legend"), default=0)
    # rules/attributes.py and rules/styles.py say what stands in these.
    attributes = models.JSONField(_("attributes"), default=list, blank=True)
    style = models.JSONField(_("style"), default=dict, blank=True)
    is_schematic = models.BooleanField(
        _("schematic"),
        default=False,
        help_text=_("Drawn to show the idea: no distance may be read from it."),
    )
    # Areas of one layer that must neither overlap nor leave gaps (functional zoning).
    is_coverage = models.BooleanField(_("its areas cover without overlap"), default=False)
    source_act = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    attribution = models.CharField(
        _("credit shown on the map"),
        max_length=300,
        blank=True,
        help_text=_("Whose data these are, with the licence."),
    )
    keepers = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="kept_layers",
        verbose_name=_("organisations whose people may change it"),
    )

    objects = LayerQuerySet.as_manager()

    class Meta:
        verbose_name = _("layer")
        verbose_name_plural = _("layers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="layer_code_is_given_once",
                violation_error_message=_("The scheme already has a layer with this code."),
            ),
            models.CheckConstraint(
                name="only_areas_cover",
                violation_error_message=_("Only areas can cover a territory."),
                condition=Q(is_coverage=False) | Q(geometry_type="polygon"),
            ),
        ]

    def get_absolute_url(self):
        return reverse("schemes:layer_detail", args=[self.scheme.code, self.code])

    def attribute_codes(self) -> list[str]:
        return [one["code"] for one in self.attributes]

    def labels(self, language: str) -> dict[str, str]:
        """Give the labels of its attributes by code."""
        return {one["code"]: attribute_rules.label_of(one, language) for one in self.attributes}
