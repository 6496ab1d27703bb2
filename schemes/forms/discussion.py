"""What the secretariat types: the days and words of a discussion, reasons, answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Discussion, PublicRemark


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DiscussionForm(forms.Form):
    """Days and intro; `given` is what the service takes."""

    opens_on = forms.DateField(label=_("First day"), widget=DayInput)
    closes_on = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        help_text=_("Remarks are taken until the end of this day, Almaty time."),
    )
    intro_kk = forms.CharField(
        label=_("What is discussed, in Kazakh"), widget=forms.Textarea({"rows": 5}), max_length=4000
    )
    intro_ru = forms.CharField(
        label=_("What is discussed, in Russian"),
        widget=forms.Textarea({"rows": 5}),
        max_length=4000,
    )
    intro_en = forms.CharField(
        label=_("What is discussed, in English"),
        widget=forms.Textarea({"rows": 5}),
        max_length=4000,
        required=False,
    )

    @classmethod
    def initial_of(cls, discussion: Discussion) -> dict:
        return {name: getattr(discussion, name) for name in cls.base_fields}

    @property
    def given(self) -> dict:
        data = self.cleaned_data
        return {
            "opens_on": data["opens_on"],
            "closes_on": data["closes_on"],
            "intro": {language: data[f"intro_{language}"] for language in ("kk", "ru", "en")},
        }


class ExtendForm(forms.Form):
    """A later last day."""

    closes_on = forms.DateField(label=_("New last day"), widget=DayInput)


class RejectForm(forms.Form):
    """Why a remark is not published; its author reads this."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class AnswerForm(forms.Form):
    """The official answer, in both languages."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=PublicRemark.Outcome, widget=forms.RadioSelect
    )
    answer_kk = forms.CharField(
        label=_("Answer in Kazakh"),
        widget=forms.Textarea({"rows": 8, "lang": "kk"}),
        max_length=8000,
    )
    answer_ru = forms.CharField(
        label=_("Answer in Russian"),
        widget=forms.Textarea({"rows": 8, "lang": "ru"}),
        max_length=8000,
    )


class RemarkSearchForm(forms.Form):
    """Words and outcome, in the address of the page."""

    UNANSWERED = "none"

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("All")), (UNANSWERED, _("no answer yet")), *PublicRemark.Outcome.choices],
    )

    def chosen(self) -> dict:
        """Give what was chosen; what is wrong counts as not chosen."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("q", "outcome")}
