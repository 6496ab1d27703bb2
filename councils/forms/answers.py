"""The answer of a member to an invitation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Participant

CHOICES = [
    (Participant.Response.COMING, _("I will come")),
    (Participant.Response.NOT_COMING, _("I will not come")),
]


class AnswerForm(forms.Form):
    """Will come or not, with a note to the secretariat."""

    response = forms.ChoiceField(label=_("Your answer"), choices=CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note to the secretariat"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: who comes in your place, or from what hour."),
    )

    def __init__(self, *args, participant: Participant, **kwargs):
        initial = {"note": participant.response_note}
        if participant.response != Participant.Response.NONE:
            initial["response"] = participant.response
        super().__init__(*args, initial=initial, **kwargs)
