"""What the table of a layer can be asked for."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Feature, Layer
from ..rules.attributes import label_of

ALL = [("", _("All"))]


class LayerTableForm(forms.Form):
    """Words, status, phase, and one choice for each attribute that has choices or yes and no."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ALL, *Feature.Status.choices]
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False)

    def __init__(self, layer: Layer, phases, data):
        super().__init__(data)
        language = get_language() or "kk"
        self.fields["phase"].choices = [
            *ALL,
            *((one.code, f"{one.name}, {one.year}") for one in phases),
        ]
        for one in layer.attributes:
            choices = self._choices(one, language)
            if choices:
                label = label_of(one, language)
                self.fields[f"a-{one['code']}"] = forms.ChoiceField(
                    label=label[:1].upper() + label[1:], required=False, choices=[*ALL, *choices]
                )

    @staticmethod
    def _choices(definition: dict, language: str) -> list[tuple]:
        if definition["type"] == "boolean":
            return [("true", _("yes")), ("false", _("no"))]
        if definition["type"] == "choice":
            return [(one["code"], label_of(one, language)) for one in definition["choices"]]
        return []

    def asked(self) -> dict:
        """Give what was asked, without what is empty or wrong."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
