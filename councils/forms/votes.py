"""A choice in a vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Participant, Vote

CHOICES = [
    choice for choice in Vote.Choice.choices if choice[0] != Vote.Choice.DID_NOT_VOTE
]  # who did not vote is counted, never chosen


class VoteForm(forms.Form):
    """For, against or abstained (domain rule 13)."""

    choice = forms.ChoiceField(label=_("Choice"), choices=CHOICES)


class EnteredVoteForm(VoteForm):
    """A choice given on paper by one of these people."""

    participant = forms.ModelChoiceField(queryset=Participant.objects.none())

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people
