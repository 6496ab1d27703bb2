"""What the lists of the schemes may be asked for."""

import django_filters as filters
from django.contrib.gis.geos import Polygon
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError

from ..geo import WGS84
from ..models import (
    DecisionLink,
    Discussion,
    Edition,
    Feature,
    Import,
    Indicator,
    Layer,
    Measure,
    Plan,
    PublicRemark,
    Scheme,
)


class SinceFilter(filters.FilterSet):
    """Every list may be asked for what changed since a moment."""

    updated_since = filters.IsoDateTimeFilter(
        label=_("Changed since"), field_name="updated_at", lookup_expr="gte"
    )


class SchemeFilter(SinceFilter):
    class Meta:
        model = Scheme
        fields = ["code", "standing", "updated_since"]


class OfSchemeFilter(SinceFilter):
    """Scheme by its identifier."""

    scheme = filters.UUIDFilter(label=_("Scheme"), field_name="scheme__uid")


class EditionFilter(OfSchemeFilter):
    class Meta:
        model = Edition
        fields = ["scheme", "code", "year", "state", "updated_since"]


class LayerFilter(OfSchemeFilter):
    class Meta:
        model = Layer
        fields = ["scheme", "code", "theme", "geometry_type", "updated_since"]


class FeatureFilter(filters.FilterSet):
    """Objects by edition, layer, words, box; `updated_since` goes by the change of the object."""

    edition = filters.UUIDFilter(label=_("Edition"), field_name="edition__uid")
    layer = filters.CharFilter(label=_("Layer"), field_name="layer__code")
    phase = filters.CharFilter(label=_("Phase"), field_name="phase__code")
    responsible = filters.UUIDFilter(label=_("Responsible"), field_name="responsible__uid")
    q = filters.CharFilter(label=_("Words of the name, or the code"), method="by_words")
    bbox = filters.CharFilter(label=_("West, south, east, north"), method="by_box")
    updated_since = filters.IsoDateTimeFilter(
        label=_("Changed since"), field_name="changed_at", lookup_expr="gte"
    )

    class Meta:
        model = Feature
        fields = [
            "edition", "layer", "lineage", "key", "status", "phase", "responsible", "q", "bbox",
            "updated_since",
        ]  # fmt: skip

    def by_words(self, features, _name, words):
        return features.search(words)

    @extend_schema_field(OpenApiTypes.STR)
    def by_box(self, features, _name, text):
        try:
            west, south, east, north = (float(part) for part in text.split(","))
            is_box = -180 <= west < east <= 180 and -90 <= south < north <= 90
        except ValueError:
            is_box = False
        if not is_box:
            raise ValidationError({"bbox": [_("Give west, south, east and north in degrees.")]})
        box = Polygon.from_bbox((west, south, east, north))
        box.srid = WGS84
        return features.filter(shape__intersects=box)


class ImportFilter(SinceFilter):
    edition = filters.UUIDFilter(label=_("Edition"), field_name="edition__uid")

    class Meta:
        model = Import
        fields = ["edition", "state", "updated_since"]


class PlanFilter(SinceFilter):
    class Meta:
        model = Plan
        fields = ["code", "kind", "state", "updated_since"]


class MeasureFilter(SinceFilter):
    plan = filters.UUIDFilter(label=_("Plan"), field_name="plan__uid")
    executor = filters.UUIDFilter(label=_("Executor"), field_name="executor__uid")
    overdue = filters.BooleanFilter(label=_("overdue"), method="by_overdue")

    class Meta:
        model = Measure
        fields = ["plan", "direction", "state", "executor", "overdue", "updated_since"]

    def by_overdue(self, measures, _name, is_overdue):
        late = Measure.objects.overdue(timezone.localdate()).values("pk")
        return measures.filter(pk__in=late) if is_overdue else measures.exclude(pk__in=late)


class IndicatorFilter(SinceFilter):
    class Meta:
        model = Indicator
        fields = ["code", "direction", "updated_since"]


class DiscussionFilter(SinceFilter):
    edition = filters.UUIDFilter(label=_("Edition"), field_name="edition__uid")

    class Meta:
        model = Discussion
        fields = ["edition", "updated_since"]


class RemarkFilter(SinceFilter):
    discussion = filters.UUIDFilter(label=_("Discussion"), field_name="discussion__uid")

    class Meta:
        model = PublicRemark
        fields = ["discussion", "state", "outcome", "lineage", "updated_since"]


class LinkFilter(SinceFilter):
    decision = filters.UUIDFilter(label=_("Decision"), field_name="decision__uid")
    measure = filters.UUIDFilter(label=_("Measure"), field_name="measure__uid")

    class Meta:
        model = DecisionLink
        fields = ["decision", "measure", "lineage", "updated_since"]
