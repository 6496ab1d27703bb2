"""One attribute of a layer's schema as a field; the rules of attributes judge what is typed."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Feature
from ..rules.attributes import label_of

PREFIX = "a-"  # before the code of an attribute: no attribute hides a field of every object


def attribute_field(definition: dict, language: str) -> forms.Field:
    """Give the field of one definition, its label with the unit in the language of the page."""
    label = capfirst(label_of(definition, language))
    if definition.get("unit"):
        label = f"{label}, {definition['unit']}"
    options = {"label": label, "required": bool(definition.get("required"))}
    kind = definition["type"]
    if kind == "choice":
        choices = [(one["code"], label_of(one, language)) for one in definition["choices"]]
        return forms.ChoiceField(choices=[("", _("not chosen")), *choices], **options)
    if kind == "boolean":
        choices = [("", _("not chosen")), ("true", _("yes")), ("false", _("no"))]
        return forms.ChoiceField(choices=choices, **options)
    if kind == "date":
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **options)
    if kind in ("integer", "decimal"):
        mode = "numeric" if kind == "integer" else "decimal"
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": mode}), **options)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 1}), **options)


def initial_of(feature: Feature) -> dict:
    """Give what the fields of an object's form hold at first."""
    named = ("key", "name_kk", "name_ru", "name_en", "status", "cost", "source", "version")
    values = {name: getattr(feature, name) for name in named}
    values |= {"phase": feature.phase_id, "responsible": feature.responsible_id}
    for code, value in feature.attributes.items():
        shown = str(value).lower() if isinstance(value, bool) else value
        values[f"{PREFIX}{code}"] = shown
    return values
