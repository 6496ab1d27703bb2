"""What a memorandum is besides its clauses: title, place, term, and what it comes from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import day_field
from councils.models import AgendaItem, Body, Decision, Meeting

from ..models import Memorandum

OFFERED_ITEMS = 60
NAMES = ["title_kk", "title_ru", "place_kk", "place_ru"]
TERM = ["starts", "starts_on", "ends_on"]
# What may still be said about a text when its words are frozen (services.drafting.ALWAYS).
ABOUT = ["title_en", "called_for_by", "considered_in"]


class HeadForm(forms.ModelForm):
    """Title and place in both languages, entry into force and term."""

    starts_on = day_field(_("Day of entry into force"), required=False)
    ends_on = day_field(_("In force till, inclusive"), required=False)

    class Meta:
        model = Memorandum
        fields = [*NAMES, *TERM]
        widgets = {
            "title_kk": forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
            "title_ru": forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "place_kk": forms.TextInput(attrs={"lang": "kk"}),
            "place_ru": forms.TextInput(attrs={"lang": "ru"}),
            "relation": forms.RadioSelect,
            "starts": forms.RadioSelect,
            "considered_in": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title_ru"].help_text = _("Needed before the text is sent.")
        self.fields["ends_on"].help_text = _("Empty: without a term.")

    def clean(self):
        values = super().clean()
        if values.get("starts") == Memorandum.Start.NAMED_DAY:
            if not values.get("starts_on") and "starts_on" not in self.errors:
                self.add_error("starts_on", _("Name the day."))
        elif "starts" in self.fields:
            values["starts_on"] = None
        begins, ends = values.get("starts_on"), values.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("It ends before it begins."))
        return values

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""


class TitleForm(HeadForm):
    """A step of the guided start: what the new text is called, and whether it changes another."""

    class Meta(HeadForm.Meta):
        fields = [*NAMES, *TERM, "relation", "amends"]

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amends"].queryset = amendable(body)
        self.can_amend = amendable(body).exists()
        self.fields["amends"].label_from_instance = _number_and_title
        self.fields["amends"].empty_label = _("choose a registered text")
        self.fields["amends"].help_text = _("Only what is registered can be changed.")

    def clean(self):
        values = super().clean()
        if values.get("relation") == Memorandum.Relation.ORIGINAL:
            values["amends"] = None
        elif not values.get("amends") and "amends" not in self.errors:
            self.add_error("amends", _("Name the text that is changed or supplemented."))
        return values


class MemorandumForm(HeadForm):
    """All that is said about a text; once its words are frozen, only what it comes from.

    Gives `cleaned_data` for change_memorandum.
    """

    class Meta(HeadForm.Meta):
        fields = [*NAMES, "title_en", *TERM, "signs_in_order", "called_for_by", "considered_in"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        memorandum = self.instance
        self.fields["signs_in_order"].help_text = _("Otherwise all may sign at the same time.")
        decisions = Decision.objects.filter(body=memorandum.body, number__isnull=False)
        self.fields["called_for_by"].queryset = decisions.order_by("-year", "-number", "-pk")
        self.fields["called_for_by"].label_from_instance = _number_and_title
        self.fields["called_for_by"].empty_label = _("not named")
        items = items_of(memorandum)
        self.fields["considered_in"].queryset = AgendaItem.objects.filter(
            pk__in=[item.pk for item in items]
        )
        self.fields["considered_in"].choices = [(item.pk, _item(item)) for item in items]
        if memorandum.is_template:
            kept = NAMES
        else:
            kept = list(self.fields) if memorandum.is_worded else ABOUT
        for name in set(self.fields) - set(kept):
            del self.fields[name]


class TemplateForm(forms.ModelForm):
    """The name of an own template; its text comes from a skeleton or another text."""

    class Meta:
        model = Memorandum
        fields = ["title_kk", "title_ru"]
        widgets = {
            "title_kk": forms.Textarea(attrs={"rows": 2, "lang": "kk"}),
            "title_ru": forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
        }

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""


class ValuesForm(forms.Form):
    """Words for the variables of a text, kk and ru; gives `values` for draft_memorandum.

    What is left empty stays as a variable in the text, and is asked for before sending.
    """

    def __init__(self, *args, values, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = []
        for value in values:
            for language, text in value.words.items():
                self.fields[f"value-{value.name}-{language}"] = forms.CharField(
                    label=f"{value.label} ({language})",
                    required=False,
                    max_length=2000,
                    initial=text,
                    widget=forms.Textarea(attrs={"rows": 1 + len(text) // 60, "lang": language}),
                )
            self.rows.append(value)

    @property
    def to_check(self) -> list[tuple]:
        """Those that are empty, or of which an ending is not certain, with their two fields."""
        return [row for row in self._with_fields() if _needs_a_look(row[0])]

    @property
    def filled(self) -> list[tuple]:
        """Those that the portal knows, with their two fields."""
        return [row for row in self._with_fields() if not _needs_a_look(row[0])]

    @property
    def values(self) -> dict[str, dict[str, str]]:
        return {
            one.name: {
                language: self.cleaned_data[f"value-{one.name}-{language}"]
                for language in one.words
            }
            for one in self.rows
        }

    def _with_fields(self):
        for one in self.rows:
            yield one, self[f"value-{one.name}-kk"], self[f"value-{one.name}-ru"]


def amendable(body: Body):
    """Registered texts of the body that another can change or supplement, newest first."""
    State = Memorandum.State
    states = [State.REGISTERED, State.IN_FORCE, State.SUSPENDED]
    found = Memorandum.objects.texts().filter(body=body, state__in=states)
    return found.order_by("-year", "-number", "-pk")


def items_of(memorandum: Memorandum) -> list[AgendaItem]:
    """The body's latest agenda items, and those already named."""
    items = AgendaItem.objects.filter(meeting__body=memorandum.body).select_related("meeting")
    held = items.exclude(meeting__state__in=[Meeting.State.DRAFT, Meeting.State.CANCELLED])
    latest = list(held.order_by("-meeting__starts_at", "position", "pk")[:OFFERED_ITEMS])
    known = {item.pk for item in latest}
    named = memorandum.considered_in.select_related("meeting")
    return latest + [item for item in named if item.pk not in known]


def _needs_a_look(value) -> bool:
    return bool(value.unsure) or not (value.kk and value.ru)


def _number_and_title(record) -> str:
    return f"{record.label} {record.title}".strip()[:140]


def _item(item: AgendaItem) -> str:
    day = f"{item.meeting.starts_at:%d.%m.%Y}" if item.meeting.starts_at else item.meeting.year
    number = f"№ {item.meeting.number}, " if item.meeting.number else ""
    return f"{number}{day} · {item.position}. {item.title}"[:160]
