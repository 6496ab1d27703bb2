"""A layer: what it is, what its objects hold, how it looks; several forms as one."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import day_field
from councils.models import Organisation

from ..models import Layer
from ..rules.styles import DEFAULT
from .layers_rows import AttributeRows, CaseRows, LookForm, row_of
from .schemes import acts


class LayerForm(forms.ModelForm):
    """What a layer is; code and geometry only while it is new."""

    source_date = day_field(_("Date of the source"), required=False)

    class Meta:
        model = Layer
        fields = [
            "code", "geometry_type", "theme", "name_kk", "name_ru", "name_en", "is_schematic",
            "is_coverage", "source_act", "source_date", "attribution", "keepers",
        ]  # fmt: skip
        labels = {"source_act": _("Act of the source")}
        widgets = {
            "name_kk": forms.TextInput(attrs={"lang": "kk"}),
            "name_ru": forms.TextInput(attrs={"lang": "ru"}),
            "name_en": forms.TextInput(attrs={"lang": "en"}),
            "keepers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source_act"].queryset = acts()
        self.fields["source_act"].empty_label = _("not named")
        who = Organisation.objects.filter(kind__in=["akimat", "institute", "central"])
        self.fields["keepers"].queryset = who.order_by("name_kk")
        if self.instance.pk:
            del self.fields["code"], self.fields["geometry_type"]

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""


class LayerForms:
    """The forms of a layer's page together; gives `fields` for add_layer and change_layer.

    `add` names the rows ("attributes", "cases") to which an empty one is added without a script.
    """

    def __init__(self, data=None, *, layer: Layer | None = None):
        self.data = _with_row_added(data) if data is not None else None
        self.layer = layer
        style = DEFAULT | (layer.style if layer else {})
        held = [row_of(one) for one in layer.attributes] if layer else []
        self.layer_form = LayerForm(self.data, instance=layer)
        self.attributes = AttributeRows(self.data, initial=_in_order(held), prefix="attributes")
        self.look = LookForm(self.data, initial=style, prefix="style")
        self.cases = CaseRows(self.data, initial=_in_order(style.get("cases", [])), prefix="cases")

    @property
    def parts(self) -> list:
        return [self.layer_form, self.attributes, self.look, self.cases]

    @property
    def is_adding(self) -> bool:
        return bool(self.data) and "add" in self.data

    def is_valid(self) -> bool:
        if self.is_adding:
            return False
        found = [part.is_valid() for part in self.parts]  # each says what is wrong with it
        return all(found)

    @cached_property
    def fields(self) -> dict:
        style = self.look.look
        cases = [row.case for row in self.cases.kept()]
        if style.get("by") and cases:
            style["cases"] = cases
        return {
            **self.layer_form.cleaned_data,
            "attributes": [row.definition for row in self.attributes.kept()],
            "style": style,
        }

    def say(self, words: str) -> None:
        self.layer_form.add_error(None, words)


def _in_order(rows: list[dict]) -> list[dict]:
    return [row | {"ORDER": place} for place, row in enumerate(rows, start=1)]


def _with_row_added(data):
    prefix = data.get("add", "")
    if prefix not in ("attributes", "cases"):
        return data
    data = data.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = int(total) if total.isdecimal() and len(total) < 4 else 0
    data[f"{prefix}-TOTAL_FORMS"] = str(min(count + 1, 60))
    return data
