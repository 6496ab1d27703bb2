"""Indicators and what sources say of them; services do the writing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import DAY_FORMAT
from councils.models import Agglomeration, Territory

from ..models import Direction, Indicator, IndicatorValue, Measure
from .records import ReasonedForm, RecordForm


class IndicatorForm(RecordForm):
    """What is measured; gives `fields_of_indicator`, and when new `agglomeration`."""

    class Meta:
        model = Indicator
        fields = [
            "agglomeration", "direction", "name_kk", "name_ru", "name_en", "unit_kk", "unit_ru",
            "unit_en", "decimals", "position", "code",
        ]  # fmt: skip
        labels = {"agglomeration": _("Agglomeration")}
        widgets = {
            "name_kk": forms.TextInput(attrs={"lang": "kk"}),
            "name_ru": forms.TextInput(attrs={"lang": "ru"}),
            "name_en": forms.TextInput(attrs={"lang": "en"}),
            "unit_kk": forms.TextInput(attrs={"lang": "kk"}),
            "unit_ru": forms.TextInput(attrs={"lang": "ru"}),
            "unit_en": forms.TextInput(attrs={"lang": "en"}),
        }

    def __init__(self, *args, agglomerations: list[Agglomeration] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Small Latin letters, digits and hyphens.")
        self.fields["direction"].choices = Direction.choices
        if self.instance.pk:
            del self.fields["agglomeration"]
            return
        kept = [one.pk for one in agglomerations]
        self.fields["agglomeration"].queryset = Agglomeration.objects.filter(pk__in=kept)
        self.fields["agglomeration"].initial = kept[0] if kept else None

    @property
    def fields_of_indicator(self) -> dict:
        return {name: one for name, one in self.cleaned_data.items() if name != "agglomeration"}


class ValueForm(ReasonedForm):
    """A value with all that makes it one; gives `fields_of_record` and `given_reason`."""

    reason = forms.CharField(
        label=_("Why it is changed"),
        max_length=500,
        help_text=_("It is kept in the journal beside the former value."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = IndicatorValue
        fields = [
            "value", "kind", "on", "precision", "territory", "extent_kk", "extent_ru", "extent_en",
            "source_kk", "source_ru", "source_en", "source_url", "is_confirmed",
        ]  # fmt: skip
        labels = {"territory": _("Administrative unit")}
        widgets = {
            "kind": forms.RadioSelect,
            "precision": forms.RadioSelect,
            "on": forms.DateInput(format=DAY_FORMAT, attrs={"type": "date"}),
            "extent_kk": forms.TextInput(attrs={"lang": "kk"}),
            "extent_ru": forms.TextInput(attrs={"lang": "ru"}),
            "extent_en": forms.TextInput(attrs={"lang": "en"}),
            "source_kk": forms.TextInput(attrs={"lang": "kk"}),
            "source_ru": forms.TextInput(attrs={"lang": "ru"}),
            "source_en": forms.TextInput(attrs={"lang": "en"}),
            "value": forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        }

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("Value, %(unit)s") % {"unit": indicator.unit}
        self.fields["kind"].choices = IndicatorValue.Kind.choices
        self.fields["precision"].choices = IndicatorValue.Precision.choices
        self.fields["territory"].queryset = Territory.objects.order_by("name_kk", "pk")
        self.fields["territory"].empty_label = _("the agglomeration or a part of it")
        for name in ("extent_kk", "extent_ru"):
            self.fields[name].help_text = _(
                "In words and exactly: values of differently drawn territories do not compare."
            )
        self.fields["is_confirmed"].help_text = _(
            "Take the tick off if the value is retold by somebody else."
        )
        if not self.instance.pk:
            del self.fields["reason"]


class MeasuresForm(forms.Form):
    """By which measures an indicator is to change."""

    measures = forms.ModelMultipleChoiceField(
        label=_("Measures"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, indicator: Indicator, plans, **kwargs):
        super().__init__(*args, initial={"measures": indicator.measures.all()}, **kwargs)
        rows = Measure.objects.filter(plan__in=plans, plan__agglomeration=indicator.agglomeration)
        self.fields["measures"].queryset = rows.in_order()
