"""One clause: its words in both languages, its place, and what it does to another text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Clause, Operation
from ..rules.merging import has_marks
from ..rules.texts import normalise

MOST_LETTERS = 50_000
WORDS = Clause.WORDS


class Words(forms.Form):
    """Heading and text, kk and ru: light markup in plain areas; gives `words` for the services."""

    heading_kk = forms.CharField(label=_("Heading in Kazakh"), required=False, max_length=500)
    heading_ru = forms.CharField(label=_("Heading in Russian"), required=False, max_length=500)
    text_kk = forms.CharField(label=_("Text in Kazakh"), required=False, max_length=MOST_LETTERS)
    text_ru = forms.CharField(label=_("Text in Russian"), required=False, max_length=MOST_LETTERS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in WORDS:
            attrs = {"lang": name[-2:], "spellcheck": "true"}
            if name.startswith("text"):
                attrs |= {"rows": 8, "data-marked": True}
                self.fields[name].widget = forms.Textarea()
            self.fields[name].widget.attrs.update(attrs)
            self.fields[name].strip = False

    def clean(self):
        values = super().clean()
        for name in WORDS:
            text = normalise(values.get(name) or "")
            if name.startswith("heading"):
                text = " ".join(text.split())
            if has_marks(text):
                self.add_error(name, _("Choose one wording and take the marks ⟦ ⟷ ⟧ away."))
            values[name] = text
        return values

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}


class ClauseForm(Words):
    """Another wording of a clause, with the wording that the person started from."""

    reason = forms.CharField(
        label=_("Why it changes"),
        required=False,
        max_length=1000,
        help_text=_("Stays in the history of the clause; the parties see it beside the version."),
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, clause: Clause, **kwargs):
        """The form as the clause stands now."""
        initial = {**clause.words(), "base_revision": clause.revision}
        return cls(initial=initial, **kwargs)

    def read_again(self, words: dict[str, str], revision: int) -> None:
        """Put the merged words over the wording that is stored now: saving again is meant."""
        self.data = self.data.copy()
        self.data.update({**words, "base_revision": revision})


class NewClauseForm(Words):
    """A clause that is added: after which one or inside which one stands in the address.

    Of an amending text it also says what it does to which clause of the amended one.
    """

    kind = forms.ChoiceField(label=_("What is added"), choices=Clause.Kind.choices)
    operation = forms.ChoiceField(
        label=_("What it does"),
        required=False,
        choices=[("", _("own words of this text")), *Operation.choices],
    )
    target = forms.TypedChoiceField(
        label=_("Clause of the amended text"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, kinds: list[str], targets: list[tuple[int, str]] | None, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(Clause.Kind.choices)
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in kinds]
        self.fields["kind"].initial = kinds[0]
        if targets is None:
            del self.fields["operation"], self.fields["target"]
        else:
            self.fields["target"].choices = [("", _("choose a clause")), *targets]

    def clean(self):
        values = super().clean()
        if values.get("operation") and not values.get("target"):
            self.add_error("target", _("Name the clause that is changed."))
        is_empty = not any(values.get(name) for name in WORDS)
        if is_empty and values.get("operation") != Operation.REPEAL:
            self.add_error(None, _("Write a heading or a text, in one language at least."))
        return values


class IntentionForm(forms.Form):
    """Why a difference between the languages is meant."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is meant"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class WayForm(forms.Form):
    """Where a clause is moved: one step in one of four directions."""

    way = forms.ChoiceField(choices=[(way, way) for way in ("up", "down", "in", "out")])
