"""Objects of the scheme: what stands where in an edition, and how it stood before."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db.models import F, GeneratedField, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated
from councils.models import Organisation

from .. import geo
from .layers import Layer
from .schemes import Edition, Phase
from .seals import EARLIER_FEATURE, FEATURE


class Described(models.Model):
    """What is said of an object: the same now and in its history."""

    class Status(models.TextChoices):
        EXISTING = "existing", _("existing")
        PLANNED = "planned", _("planned")
        UNDER_CONSTRUCTION = "under_construction", _("under construction")
        DONE = "done", _("completed")

    key = models.CharField(_("code of the object"), max_length=80, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name = Translated()
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.EXISTING)
    responsible = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cost = models.DecimalField(
        _("cost, tenge"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name or self.key or f"№ {self.pk}"


class BigNumber(models.Func):
    """A number as wide as the keys are."""

    template = "%(expressions)s::bigint"
    output_field = models.BigIntegerField()

    def __init__(self, number: int, **extra):
        super().__init__(models.Value(number), **extra)


class FeatureQuerySet(models.QuerySet):
    def present(self):
        """Objects that are in their edition: not those that a planner has taken off."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user):
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def of(self, edition: Edition, layer: Layer | None = None):
        """The objects of an edition, or of one layer of it, without those taken off.

        The indexes by place compare numbers of their own size alone: hence BigNumber.
        """
        rows = self.present().filter(edition=BigNumber(edition.pk))
        return rows.filter(layer=BigNumber(layer.pk)) if layer else rows

    def with_words(self):
        """With what their words need: layer, phase, who answers for them."""
        return self.select_related("layer", "phase", "responsible")

    def search(self, words: str):
        """Objects whose names or code hold each of the words, in any letter case."""
        found = self
        for word in words.replace("\x00", " ").lower().split()[:6]:
            found = found.filter(search_text__contains=word)
        return found

    def by_name(self):
        return self.order_by("name_kk", "key", "pk")


class Feature(Addressed, Described):
    """An object of a layer in one edition; `lineage` is the same object in other editions."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="features")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="features")
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    shape = models.GeometryField(srid=geo.WGS84, spatial_index=False)
    shape_on_mercator = GeneratedField(
        expression=geo.OnMercator(F("shape")),
        output_field=models.GeometryField(srid=geo.WEB_MERCATOR, spatial_index=False),
        db_persist=True,
    )
    area_m2 = GeneratedField(
        expression=geo.GeodesicArea(F("shape")), output_field=models.FloatField(), db_persist=True
    )
    length_m = GeneratedField(
        expression=geo.GeodesicLength(F("shape")),
        output_field=models.FloatField(),
        db_persist=True,
    )
    search_text = GeneratedField(
        expression=geo.SearchText(F("name_kk"), F("name_ru"), F("name_en"), F("key")),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = FeatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("object")
        verbose_name_plural = _("objects")
        constraints = [
            models.CheckConstraint(
                name="shape_is_valid",
                condition=Q(shape__isvalid=True) & Q(shape__isempty=False),
                violation_error_message=_("The outline crosses itself or is empty."),
            ),
            models.UniqueConstraint(
                fields=["edition", "lineage"], name="object_is_in_an_edition_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "layer", "key"],
                name="object_code_is_given_once_in_a_layer",
                condition=~Q(key="") & Q(removed_at__isnull=True),
                violation_error_message=_("The layer already has an object with this code."),
            ),
            models.CheckConstraint(
                name="cost_is_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "layer", "id"], name="feature_by_layer"),
            models.Index(fields=["lineage"], name="feature_by_lineage"),
            GistIndex(fields=["edition", "layer", "shape"], name="feature_by_place"),
            GistIndex(fields=["edition", "layer", "shape_on_mercator"], name="feature_by_tile"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="feature_by_words"),
        ]
        triggers = FEATURE

    def get_absolute_url(self):
        return reverse("schemes:feature_detail", args=[self.uid])


class EarlierFeature(Described):
    """How an object stood before a change; the database itself writes it (a trigger)."""

    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="earlier")
    shape = models.GeometryField(srid=geo.WGS84, spatial_index=False)
    replaced_at = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier state of an object")
        verbose_name_plural = _("earlier states of objects")
        constraints = [
            models.UniqueConstraint(
                fields=["feature", "version"], name="each_earlier_state_is_kept_once"
            )
        ]
        triggers = EARLIER_FEATURE
