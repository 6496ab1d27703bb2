"""The wording of minutes: words only, never facts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Minutes, MinutesSection

WORDS_OF_SECTION = ["heard_kk", "heard_ru", "spoke_kk", "spoke_ru"]
WORDS_OF_MINUTES = [
    "heading_kk",
    "heading_ru",
    "opening_kk",
    "opening_ru",
    "closing_kk",
    "closing_ru",
]


class HashesForm(forms.Form):
    """The hashes of the documents that the signer saw."""

    sha256_kk = forms.RegexField(r"^[0-9a-f]{64}$")
    sha256_ru = forms.RegexField(r"^[0-9a-f]{64}$")


class SectionForm(forms.ModelForm):
    class Meta:
        model = MinutesSection
        fields = WORDS_OF_SECTION


class WordingForm(forms.ModelForm):
    """All words of the minutes with the version they were read at; one section an item.

    Gives `fields_of_minutes`, `fields_of_sections` ({item_id: words}) and `version` for
    change_wording, which refuses if somebody saved in between.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Minutes
        fields = ["form", *WORDS_OF_MINUTES]
        widgets = {
            "form": forms.RadioSelect,
            "heading_kk": forms.Textarea,
            "heading_ru": forms.Textarea,
        }

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)
        self.fields["form"].label = _("Form of the minutes")
        self.sections = [
            SectionForm(
                self.data if self.is_bound else None,
                instance=section,
                prefix=f"item-{section.item_id}",
            )
            for section in sections
        ]
        for form in [self, *self.sections]:
            _size_texts(form)

    def is_valid(self):
        return all([super().is_valid(), *[form.is_valid() for form in self.sections]])

    def section_of(self, item_id: int) -> SectionForm | None:
        return next((form for form in self.sections if form.instance.item_id == item_id), None)

    def read_again(self, version: int) -> None:
        """Keep what was typed, over the version that is stored now: saving it again is meant."""
        self.data = self.data.copy()
        self.data["version"] = version

    @property
    def fields_of_minutes(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def fields_of_sections(self) -> dict[int, dict]:
        return {form.instance.item_id: form.cleaned_data for form in self.sections}


def _size_texts(form) -> None:
    """Make each text as tall as its words, and say its language to the browser."""
    for name, field in form.fields.items():
        if name.endswith(("_kk", "_ru")):
            words = str(form[name].value() or "")
            rows = len(words) // 60 + words.count("\n") + 2
            least = 2 if name.startswith("heading") else 3
            field.widget.attrs.update(lang=name[-2:], rows=min(max(rows, least), 24))
