"""A text from Word: the files, and what to do with what was found in them."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

APPEND, REPLACE = "append", "replace"
ACCEPTED = {
    "accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
}


class ImportForm(forms.Form):
    """One document, or one for each language; what the bytes are is judged by their content."""

    upload = forms.FileField(
        label=_("Word document"), widget=forms.ClearableFileInput(attrs=ACCEPTED)
    )
    other = forms.FileField(
        label=_("The same text in the other language, if it is a file of its own"),
        required=False,
        widget=forms.ClearableFileInput(attrs=ACCEPTED),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _("DOCX, at most {most} MB.").format(most=most)

    @property
    def uploads(self) -> list:
        """The files that were chosen."""
        chosen = (self.cleaned_data["upload"], self.cleaned_data["other"])
        return [upload for upload in chosen if upload]


class TakeOverForm(forms.Form):
    """Where the found clauses go."""

    how = forms.ChoiceField(
        label=_("Where they go"),
        choices=[
            (APPEND, _("after what stands there now")),
            (REPLACE, _("in its place: what stands there now is removed and can be put back")),
        ],
        widget=forms.RadioSelect,
        initial=APPEND,
    )
