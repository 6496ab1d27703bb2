"""Which two editions are compared, and what of the comparison is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Edition, Layer
from .editions import EditionField

KIND_NAMES = {
    "added": _("added"),
    "removed": _("removed"),
    "reshaped": _("reshaped"),
    "changed": _("described anew"),
}


class _Layers(forms.ModelChoiceField):
    def label_from_instance(self, layer):
        return layer.name


class CompareForm(forms.Form):
    """Two editions by their codes, a layer, a kind; what is wrong or missing is as if not given.

    `old` and `new` are called from and to in the address.
    """

    layer = _Layers(
        label=_("Layer"), queryset=Layer.objects.none(), to_field_name="code", required=False,
        empty_label=_("all layers"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What differs"), choices=[("", _("anything")), *KIND_NAMES.items()], required=False
    )

    def __init__(self, data, *, editions, layers, old: Edition, new: Edition):
        given = {name: data.get(name, "") for name in ("layer", "kind")}
        super().__init__({**given, "from": old.code, "to": new.code})
        for name, label in (("from", _("From the edition")), ("to", _("To the edition"))):
            self.fields[name] = EditionField(
                label=label, queryset=editions, to_field_name="code", empty_label=None
            )
        self.fields["layer"].queryset = layers
        self.order_fields(["from", "to", "layer", "kind"])
        self.full_clean()

    @property
    def chosen_layers(self) -> list[Layer]:
        layer = self.cleaned_data.get("layer")
        return [layer] if layer else []

    @property
    def chosen_kind(self) -> str:
        return self.cleaned_data.get("kind") or ""
