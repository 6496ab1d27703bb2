"""Filters of the pages with what programs ask for beside: every state, every organisation."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from councils.models import Organisation

from ..filters import MemorandumFilter, ObligationFilter
from ..models import Memorandum, Obligation


class MemorandumApiFilter(MemorandumFilter):
    """The register's filters, and the states before registration for those who see them."""

    state = filters.ChoiceFilter(label=_("State"), choices=Memorandum.State.choices)
    party = filters.ModelChoiceFilter(
        label=_("Party"),
        queryset=Organisation.objects.all(),
        to_field_name="uid",
        method="by_party",
    )

    @extend_schema_field(OpenApiTypes.UUID)
    def by_party(self, memoranda, name, organisation):
        return super().by_party(memoranda, name, organisation)


class ObligationApiFilter(ObligationFilter):
    """The board's filters, with the state and being overdue asked for apart."""

    state = filters.ChoiceFilter(label=_("State"), choices=Obligation.State.choices)
    overdue = filters.BooleanFilter(label=_("overdue"), method="by_overdue")

    class Meta(ObligationFilter.Meta):
        fields = [
            "q", "state", "overdue", "executor", "memorandum", "due_from", "due_to",
            "updated_since",
        ]  # fmt: skip

    standing = None
    whose = None

    def by_overdue(self, obligations, _name, is_overdue):
        late = obligations.overdue(timezone.localdate())
        return late if is_overdue else obligations.exclude(pk__in=late.values("pk"))
