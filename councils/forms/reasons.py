"""Why something is done: one reason for the record, or one in each language for the public."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """One reason, kept in the record: why an item is taken off, a poll annulled."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonsForm(forms.Form):
    """A reason that members and the public read, in both languages (domain rule 37)."""

    reason_kk = forms.CharField(
        label=_("Reason in Kazakh"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
    )
    reason_ru = forms.CharField(
        label=_("Reason in Russian"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
    )
