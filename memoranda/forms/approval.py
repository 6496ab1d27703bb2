"""The approval sheet: a department that is asked, and what it says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Official, Post

from ..models import ApprovalSheet, ApprovalStep


class StepForm(forms.ModelForm):
    """A department on the sheet of a party, with its person; gives the fields for add_step.

    Those who decide are people of the party's organisation, as their posts stand today.
    """

    class Meta:
        model = ApprovalStep
        fields = [
            "department_kk",
            "department_ru",
            "official",
            "stage",
            "substitute",
            "absent_till",
        ]
        widgets = {
            "department_kk": forms.TextInput(attrs={"lang": "kk"}),
            "department_ru": forms.TextInput(attrs={"lang": "ru"}),
            "stage": forms.NumberInput(attrs={"min": 1, "max": 50, "inputmode": "numeric"}),
            "absent_till": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, sheet: ApprovalSheet, posts: list[Post], **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        people = {}
        for post in posts:
            people.setdefault(post.official_id, _post_and_name(post))
        for name, nobody in (("official", _("Choose a person")), ("substitute", _("nobody"))):
            self.fields[name].queryset = Official.objects.filter(pk__in=people)
            self.fields[name].choices = [("", nobody), *people.items()]
        self.fields["stage"].min_value = 1
        self.fields["stage"].help_text = _(
            "Departments of one stage are asked together; the next stage when all of it agreed."
        )
        self.fields["absent_till"].help_text = _("Till that day the substitute decides as well.")

    def clean(self):
        values = super().clean()
        if values.get("absent_till") and not values.get("substitute"):
            self.add_error("substitute", _("Name who decides while the person is absent."))
        if values.get("substitute") and values["substitute"] == values.get("official"):
            self.add_error("substitute", _("A person cannot be his own substitute."))
        return values

    def validate_constraints(self):
        """What the database refuses is said by clean() in the words of its fields."""


class DecisionForm(forms.Form):
    """Agree, agree with remarks, or return; the service judges whether words are needed."""

    outcome = forms.ChoiceField(
        choices=[
            (ApprovalStep.State.AGREED, _("We agree")),
            (ApprovalStep.State.AGREED_WITH_REMARKS, _("We agree with remarks")),
            (ApprovalStep.State.RETURNED, _("We return it for revision")),
        ]
    )
    remark = forms.CharField(required=False, max_length=4000)


def _post_and_name(post: Post) -> str:
    name = post.official.name
    return f"{post.title} – {name}" if name and name != post.title else post.title
