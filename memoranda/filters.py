"""What lists can be asked for: one FilterSet for the page, the export and the API."""

import django_filters as filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.filters import NUMBER, CarriedOut, ListFilter, says
from councils.models import Organisation, Post

from .models import Memorandum, Obligation, Party, Version, VersionClause

TITLES = ("title_kk", "title_ru", "title_en")
KINDS = [("memorandum", _("memorandum")), ("agreement", _("agreement"))]  # in short


def parties(_request):
    """Organisations that are a party of some text of the register."""
    found = Party.objects.filter(memorandum__in=Memorandum.objects.public())
    return Organisation.objects.filter(pk__in=found.values("organisation")).order_by(
        "name_kk", "pk"
    )


def executors(request):
    """Organisations that promised something the person may see."""
    seen = Obligation.objects.visible_to(request.user) if request else Obligation.objects.none()
    return Organisation.objects.filter(pk__in=seen.values("executor")).order_by("name_kk", "pk")


class MemorandumFilter(ListFilter):
    """Memoranda by number, title or words of the signed text, kind, party, state, year."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=KINDS, empty_label=_("All"))
    party = filters.ModelChoiceFilter(
        label=_("Party"),
        queryset=parties,
        to_field_name="uid",
        empty_label=_("All"),
        method="by_party",
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(state.value, state.label) for state in Memorandum.PUBLIC_STATES],
        empty_label=_("All"),
    )

    day_field = "registered_at"

    class Meta:
        model = Memorandum
        fields = ["q", "kind", "party", "state", "year", "body", "date_from", "date_to",
                  "updated_since"]  # fmt: skip

    def by_text(self, memoranda, _name, text):
        number = NUMBER.fullmatch(text.strip())
        if number:
            found = Q(number=int(number[1]))
            return memoranda.filter(found & Q(year=int(number[2])) if number[2] else found)
        # Only what was sent is searched: working words and title are the secretariat's own.
        sent = Version.objects.filter(number=F("memorandum__version_number"))
        clauses = VersionClause.objects.filter(says(text, *VersionClause.WORDS), version__in=sent)
        titled = sent.filter(says(text, "title_kk", "title_ru"))
        return memoranda.filter(
            says(text, "title_en")
            | Q(version_number=0) & says(text, *TITLES)
            | Q(pk__in=titled.values("memorandum"))
            | Q(pk__in=clauses.values("version__memorandum"))
        )

    def by_party(self, memoranda, _name, organisation):
        return memoranda.filter(
            pk__in=Party.objects.filter(organisation=organisation).values("memorandum")
        )


class ObligationFilter(CarriedOut, filters.FilterSet):
    """Promises by words, executor, how they stand, memorandum, deadline."""

    class Standing:
        """How a promise stands: its state, or that its day is past."""

        OVERDUE = "overdue"
        choices = ((OVERDUE, _("overdue")), *Obligation.State.choices)

    q = filters.CharFilter(label=_("Search"), method="by_text", max_length=200)
    standing = filters.ChoiceFilter(
        label=_("State"), choices=Standing.choices, empty_label=_("All"), method="by_standing"
    )
    executor = filters.ModelChoiceFilter(
        label=_("Executor"),
        queryset=executors,
        to_field_name="uid",
        empty_label=_("All"),
        method="by_executor",
    )
    whose = filters.ChoiceFilter(
        label=_("Whose"),
        choices=(("mine", _("of my organisation")),),
        empty_label=_("All"),
        method="by_whose",
    )
    memorandum = filters.UUIDFilter(label=_("Memorandum"), field_name="memorandum__uid")
    due_from = filters.DateFilter(label=_("From"), field_name="due_on", lookup_expr="gte")
    due_to = filters.DateFilter(label=_("To"), field_name="due_on", lookup_expr="lte")
    updated_since = filters.IsoDateTimeFilter(
        label=_("Changed since"), field_name="updated_at", lookup_expr="gte"
    )

    class Meta:
        model = Obligation
        fields = ["q", "standing", "executor", "whose", "memorandum", "due_from", "due_to",
                  "updated_since"]  # fmt: skip

    def by_text(self, obligations, _name, text):
        own = says(text, "text_kk", "text_ru", "completion_kk", "completion_ru")
        return obligations.filter(own | says(text, "memorandum__title_kk", "memorandum__title_ru"))

    def by_whose(self, obligations, _name, _whose):
        if not self.request.user.is_authenticated:
            return obligations.none()
        posts = Post.objects.filter(official__user=self.request.user)
        posts = posts.valid_on(timezone.localdate())
        return obligations.filter(executor__in=posts.values("organisation"))
