"""What lists can be asked for: one FilterSet for the page, the export, the feed and the API."""

import re

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from .models import AgendaItem, Assignment, Body, Decision, DecisionPoint, Meeting, Organisation

FIRST_YEAR = 2013  # the meeting of the founding article
NUMBER = re.compile(r"(?:№|n|no)?\.?\s*(\d{1,6})(?:\s*/\s*(\d{4}))?", re.IGNORECASE)
ENDING = 3  # letters of a long word that inflection may change, in Kazakh and in Russian
LONG_WORD = 7


def words_of(text: str) -> list[str]:
    """Give the words to look for; a long one without its ending, so that its other forms match."""
    words = re.findall(r"\w+", text)
    return [word[:-ENDING] if len(word) >= LONG_WORD else word for word in words][:8]


def says(text: str, *fields: str) -> Q:
    """Every word of the text stands in one of the fields, in whatever form and case."""
    condition = Q()
    for word in words_of(text):
        condition &= Q(*[(f"{field}__icontains", word) for field in fields], _connector=Q.OR)
    return condition


def years():
    """Years to choose from, the next one first: meetings are planned ahead."""
    latest = timezone.localdate().year + 1
    return [(year, str(year)) for year in range(latest, FIRST_YEAR - 1, -1)]


def visible_bodies(request):
    """Bodies that may stand in the choice of this person."""
    return Body.objects.visible_to(request.user).by_name() if request else Body.objects.none()


class ListFilter(filters.FilterSet):
    """What every list shares: text, body, year, and for clients the days and the last change."""

    q = filters.CharFilter(label=_("Search"), method="by_text", max_length=200)
    body = filters.ModelChoiceFilter(
        label=_("Body"), queryset=visible_bodies, to_field_name="uid", empty_label=_("All")
    )
    year = filters.ChoiceFilter(label=_("Year"), choices=years, empty_label=_("All"))
    date_from = filters.DateFilter(label=_("From"), method="by_first_day")
    date_to = filters.DateFilter(label=_("To"), method="by_last_day")
    updated_since = filters.IsoDateTimeFilter(
        label=_("Changed since"), field_name="updated_at", lookup_expr="gte"
    )

    day_field = ""

    def by_first_day(self, rows, _name, day):
        return rows.filter(**{f"{self.day_field}__date__gte": day})

    def by_last_day(self, rows, _name, day):
        return rows.filter(**{f"{self.day_field}__date__lte": day})


class CarriedOut:
    """How a list of work is asked by its standing and by who carries it out, alone or helping."""

    def by_standing(self, rows, _name, standing):
        if standing == self.Standing.OVERDUE:
            return rows.overdue(timezone.localdate())
        return rows.filter(state=standing)

    def by_executor(self, rows, _name, organisation):
        helpers = rows.model.co_executors.through.objects.filter(organisation=organisation)
        helped = helpers.values(rows.model._meta.model_name)
        return rows.filter(Q(executor=organisation) | Q(pk__in=helped))


class MeetingFilter(ListFilter):
    """Meetings by body, year, state, text of the topic and the agenda."""

    state = filters.ChoiceFilter(
        label=_("State"), choices=Meeting.State.choices, empty_label=_("All")
    )

    day_field = "starts_at"

    class Meta:
        model = Meeting
        fields = ["q", "body", "year", "state", "date_from", "date_to", "updated_since"]

    def by_text(self, meetings, _name, text):
        agenda = AgendaItem.objects.filter(says(text, "title_kk", "title_ru", "title_en"))
        topic = says(text, "topic_kk", "topic_ru", "place_kk", "place_ru", "number")
        return meetings.filter(topic | Q(pk__in=agenda.values("meeting")))


class DecisionFilter(ListFilter):
    """Decisions by number or text, body, year, execution, organisation that executes them."""

    class Execution:
        """How the assignments of a decision stand; derived, not stored."""

        IN_PROGRESS, OVERDUE, DONE, NONE = "in_progress", "overdue", "done", "none"
        choices = (
            (IN_PROGRESS, _("in progress")),
            (OVERDUE, _("overdue")),
            (DONE, _("executed")),
            (NONE, _("without assignments")),
        )

    state = filters.ChoiceFilter(
        label=_("Execution"),
        choices=Execution.choices,
        empty_label=_("All"),
        method="by_execution",
    )
    organisation = filters.ModelChoiceFilter(
        label=_("Executor"),
        queryset=Organisation.objects.order_by("name_kk", "pk"),
        to_field_name="uid",
        empty_label=_("All"),
        method="by_organisation",
    )

    day_field = "registered_at"

    class Meta:
        model = Decision
        fields = [
            "q", "body", "year", "state", "organisation", "date_from", "date_to", "updated_since",
        ]  # fmt: skip

    def by_text(self, decisions, _name, text):
        number = NUMBER.fullmatch(text.strip())
        if number:
            found = Q(number=int(number[1]))
            return decisions.filter(found & Q(year=int(number[2])) if number[2] else found)
        points = DecisionPoint.objects.filter(says(text, "text_kk", "text_ru"))
        title = says(text, "title_kk", "title_ru", "title_en", "preamble_kk", "preamble_ru")
        return decisions.filter(title | Q(pk__in=points.values("decision")))

    def by_execution(self, decisions, _name, state):
        given = Assignment.objects.all()
        if state == self.Execution.NONE:
            return decisions.exclude(pk__in=_decisions_of(given))
        overdue = _decisions_of(given.overdue(timezone.localdate()))
        if state == self.Execution.OVERDUE:
            return decisions.filter(pk__in=overdue)
        unfinished = _decisions_of(given.in_progress())
        if state == self.Execution.IN_PROGRESS:
            return decisions.filter(pk__in=unfinished).exclude(pk__in=overdue)
        return decisions.filter(pk__in=_decisions_of(given)).exclude(pk__in=unfinished)

    @extend_schema_field(OpenApiTypes.UUID)
    def by_organisation(self, decisions, _name, organisation):
        points = DecisionPoint.objects.filter(
            Q(executor=organisation) | Q(co_executors=organisation)
        )
        return decisions.filter(pk__in=points.values("decision"))


def _decisions_of(assignments):
    return assignments.values("point__decision")
