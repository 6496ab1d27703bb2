"""Rows of the form of a layer: its attributes, its look, and the looks by a value."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from ..rules.attributes import MOST_DEFINITIONS
from ..rules.styles import COLOUR, DASHES, DEFAULT, ICONS, PATTERNS

TYPE_NAMES = [
    ("text", _("text")), ("integer", _("whole number")), ("decimal", _("number with a fraction")),
    ("date", _("date")), ("boolean", _("yes or no")), ("choice", _("choice from a list")),
]  # fmt: skip
DASH_NAMES = dict(zip(DASHES, [_("solid"), _("dashes"), _("dots"), _("dash and dot")], strict=True))
PATTERN_NAMES = dict(
    zip(PATTERNS, [_("none"), _("hatch"), _("crosshatch"), _("dots")], strict=True)
)
ICON_NAMES = dict(
    zip(
        ICONS,
        [_("circle"), _("ring"), _("square"), _("diamond"), _("triangle"), _("hub"), _("star"),
         _("cross")],
        strict=True,
    )
)  # fmt: skip
LANGUAGES = ("kk", "ru", "en")


def words(label, language: str, **kwargs) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": language})
    return forms.CharField(label=label, max_length=200, widget=widget, **kwargs)


def colour(label, **kwargs) -> forms.RegexField:
    widget = forms.TextInput(attrs={"type": "color"} if kwargs.get("required", True) else {
        "placeholder": "#rrggbb", "size": 8})  # fmt: skip
    return forms.RegexField(COLOUR, label=label, widget=widget, **kwargs)


class AttributeForm(forms.Form):
    """One attribute; `definition` is what rules.attributes keeps."""

    code = forms.CharField(label=_("Code"), max_length=30)
    type = forms.ChoiceField(label=_("Type"), choices=TYPE_NAMES)
    label_kk = words(_("Label in Kazakh"), "kk")
    label_ru = words(_("Label in Russian"), "ru")
    label_en = words(_("Label in English"), "en", required=False)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    required = forms.BooleanField(label=_("Must be filled in"), required=False)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: code | in Kazakh | in Russian | in English."),
    )

    @property
    def definition(self) -> dict:
        given = self.cleaned_data
        labels = {f"label_{one}": given[f"label_{one}"] for one in LANGUAGES}
        chosen = _choices(given["choices"]) if given["type"] == "choice" else []
        plain = {name: given[name] for name in ("code", "type", "required", "unit")}
        return {**plain, **labels, "choices": chosen}


def _choices(text: str) -> list[dict]:
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        code, *labels = (part.strip() for part in line.split("|"))
        labels = [*labels, "", "", ""][:3]
        pairs = zip(LANGUAGES, labels, strict=True)
        rows.append({"code": code} | {f"label_{one}": label for one, label in pairs})
    return rows


def row_of(definition: dict) -> dict:
    """Give a definition as the form's row shows it."""
    lines = [
        " | ".join([one["code"], *(one.get(f"label_{language}", "") for language in LANGUAGES)])
        for one in definition.get("choices", [])
    ]
    return {**definition, "choices": "\n".join(lines)}


class _Rows(BaseFormSet):
    """Rows that stay, in the order asked for."""

    def kept(self) -> list[forms.Form]:
        return [row for row in self.ordered_forms if row.cleaned_data]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")
        form.fields["DELETE"].label = _("Remove")


AttributeRows = formset_factory(
    AttributeForm, formset=_Rows, can_order=True, can_delete=True, extra=0, max_num=MOST_DEFINITIONS
)


class LookForm(forms.Form):
    """How a layer is drawn; `look` is what rules.styles keeps."""

    color = colour(_("Line"))
    width = forms.FloatField(label=_("Width of the line"), min_value=0, max_value=12)
    dash = forms.ChoiceField(label=_("Kind of line"), choices=DASH_NAMES.items())
    fill = colour(_("Fill"))
    fill_opacity = forms.FloatField(label=_("Density of the fill"), min_value=0, max_value=1)
    pattern = forms.ChoiceField(label=_("Pattern"), choices=PATTERN_NAMES.items(), required=False)
    icon = forms.ChoiceField(label=_("Sign"), choices=ICON_NAMES.items())
    size = forms.FloatField(label=_("Size of the sign"), min_value=2, max_value=24)
    label = forms.BooleanField(label=_("Names on the map"), required=False)
    label_from_zoom = forms.IntegerField(
        label=_("Names from the zoom"), min_value=0, max_value=18, required=False
    )
    by = forms.CharField(
        label=_("The look goes by"),
        max_length=30,
        required=False,
        help_text=_("Code of an attribute, or status, or phase; empty: all look the same."),
    )

    @property
    def look(self) -> dict:
        given = self.cleaned_data
        return {name: given[name] for name in (*DEFAULT, "by") if given[name] not in (None, "")}


class CaseForm(forms.Form):
    """How objects with a value look otherwise; what is empty is as in the layer."""

    value = forms.CharField(label=_("Value"), max_length=100)
    color = colour(_("Line"), required=False)
    width = forms.FloatField(label=_("Width"), min_value=0, max_value=12, required=False)
    dash = forms.ChoiceField(
        label=_("Kind of line"), choices=[("", "—"), *DASH_NAMES.items()], required=False
    )
    fill = colour(_("Fill"), required=False)
    fill_opacity = forms.FloatField(label=_("Density"), min_value=0, max_value=1, required=False)
    pattern = forms.ChoiceField(
        label=_("Pattern"),
        choices=[("", "—"), *list(PATTERN_NAMES.items())[1:]],
        required=False,
    )
    icon = forms.ChoiceField(
        label=_("Sign"), choices=[("", "—"), *ICON_NAMES.items()], required=False
    )
    size = forms.FloatField(label=_("Size"), min_value=2, max_value=24, required=False)

    @property
    def case(self) -> dict:
        given = {name: self.cleaned_data[name] for name in self.declared_fields}
        return {name: value for name, value in given.items() if value not in (None, "")}


CaseRows = formset_factory(
    CaseForm, formset=_Rows, can_order=True, can_delete=True, extra=0, max_num=60
)
