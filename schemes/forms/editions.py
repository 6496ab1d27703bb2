"""An edition: begun, described, given back, endorsed."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.citations import cite
from councils.models import Act, Decision

from ..models import Edition, Scheme
from .schemes import acts

MOST_DECISIONS = 20
SEALED = [Edition.State.ENDORSED, Edition.State.PUBLISHED]


def note_field(label, language: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "lang": language})
    return forms.CharField(label=label, widget=widget, required=False, max_length=10_000)


class NoteForm(forms.Form):
    """What the edition changes, in the languages of the portal."""

    note_kk = note_field(_("What it changes, in Kazakh"), "kk")
    note_ru = note_field(_("What it changes, in Russian"), "ru")
    note_en = note_field(_("What it changes, in English"), "en")


class EditionField(forms.ModelChoiceField):
    def label_from_instance(self, edition):
        return f"{edition.code} ({edition.get_state_display()})"


class EditionForm(NoteForm):
    """A new draft: its address and year, and the edition whose objects it begins with."""

    code = forms.SlugField(
        label=_("Short address"),
        max_length=40,
        help_text=_("Stands in the address, usually the year: small Latin letters and digits."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    based_on = EditionField(
        label=_("Begins from"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("an empty edition"),
        help_text=_("The objects of that edition are copied; the copies may then be changed."),
    )
    field_order = ["code", "year", "based_on", "note_kk", "note_ru", "note_en"]

    def __init__(self, *args, scheme: Scheme, year: int, **kwargs):
        bases = scheme.editions.filter(state__in=SEALED).newest_first()
        initial = {"code": str(year), "year": year, "based_on": bases.first()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["based_on"].queryset = bases


class DecisionField(forms.ModelChoiceField):
    def label_from_instance(self, decision):
        return f"{decision.label}. {decision.title}"


class ActField(forms.ModelChoiceField):
    def label_from_instance(self, act):
        return cite(act)


class EndorseForm(forms.Form):
    """Which decision of the body, or which act, endorsed the edition; `q` narrows the choice."""

    decision = DecisionField(
        label=_("Decision of the council"),
        queryset=Decision.objects.none(),
        to_field_name="uid",
        widget=forms.RadioSelect,
        required=False,
        empty_label=None,
    )
    act = ActField(
        label=_("Or the act that approved the edition"),
        queryset=Act.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("not named"),
        help_text=_("For editions that were approved before the council kept them here."),
    )

    def __init__(self, *args, scheme: Scheme, words: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        adopted = Decision.objects.filter(
            body=scheme.body, state=Decision.State.ADOPTED, number__isnull=False
        ).order_by("-registered_at", "-pk")
        if self.is_bound:
            self.fields["decision"].queryset = adopted
        else:
            found = adopted
            for word in words.split()[:5]:
                found = found.filter(_holds(word))
            self.fields["decision"].queryset = found[:MOST_DECISIONS]
        self.fields["act"].queryset = acts()


class ActForm(forms.Form):
    """Which act approved an edition that the council had endorsed."""

    act = ActField(
        label=_("Act that approved it"), queryset=Act.objects.none(), to_field_name="uid"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = acts()


def _holds(word: str) -> Q:
    said = Q(title_kk__icontains=word) | Q(title_ru__icontains=word)
    number, _slash, year = word.lstrip("№").partition("/")
    if number.isdecimal() and len(number) < 9:
        said |= Q(number=int(number)) & (Q(year=int(year)) if year.isdecimal() else Q())
    return said
