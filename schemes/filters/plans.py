"""Measures of a plan by words, state, direction, executor, year, and whose they are."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from councils.filters import CarriedOut
from councils.models import Organisation
from councils.permissions import posts_of

from ..models import Direction, Measure


def executors(request):
    """Organisations that carry out a measure of some plan, by their Kazakh names."""
    rows = Organisation.objects.filter(pk__in=Measure.objects.values("executor"))
    return rows.order_by("name_kk", "pk")


class MeasureFilter(CarriedOut, filters.FilterSet):
    class Standing:
        """How a measure stands: its state, or that its day is past."""

        OVERDUE = "overdue"
        choices = ((OVERDUE, pgettext_lazy("measure", "overdue")), *Measure.State.choices)

    WHOSE = (
        ("mine", _("of my organisation")),
        ("owed", _("waiting for the report of my organisation")),
    )

    q = filters.CharFilter(label=_("Search"), method="by_text", max_length=200)
    standing = filters.ChoiceFilter(
        label=_("State"), choices=Standing.choices, empty_label=_("All"), method="by_standing"
    )
    direction = filters.ChoiceFilter(
        label=_("Direction"), choices=Direction.choices, empty_label=_("All")
    )
    executor = filters.ModelChoiceFilter(
        label=_("Executor"),
        queryset=executors,
        to_field_name="uid",
        empty_label=_("All"),
        method="by_executor",
    )
    year = filters.ChoiceFilter(
        label=_("Year of work"), choices=[], empty_label=_("All"), method="by_year"
    )
    whose = filters.ChoiceFilter(
        label=_("Whose"), choices=WHOSE, empty_label=_("All"), method="by_whose"
    )

    class Meta:
        model = Measure
        fields = ["q", "standing", "direction", "executor", "year", "whose"]

    def __init__(self, *args, years: range, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def by_text(self, measures, _name, text):
        return measures.search(text)

    def by_year(self, measures, _name, year):
        begun = Q(starts_on__isnull=True) | Q(starts_on__year__lte=year)
        return measures.filter(begun, ends_on__year__gte=year)

    def by_whose(self, measures, _name, whose):
        mine = measures.filter(executor__in=posts_of(self.request.user))
        if whose == "mine":
            return mine
        owing = Measure.objects.owing(timezone.localdate().year - 1)
        return mine.filter(pk__in=owing.values("pk"))
