"""Promises and the reports on them."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import DAY_FORMAT, text_field
from councils.models import Organisation

from ..models import Memorandum, Obligation, VersionClause
from ..reports.reading import label_of


class ClauseField(forms.ModelChoiceField):
    """Clauses of the signed text, named as they are cited."""

    def label_from_instance(self, clause):
        words = clause.heading or clause.text
        return f"{self.names.get(clause.pk, '')} {words[:70]}".strip()


class ObligationForm(forms.ModelForm):
    """A promise; gives `fields_of_obligation` for add_obligation and change_obligation."""

    class Meta:
        model = Obligation
        fields = [
            "text_kk", "text_ru", "clause", "executor", "co_executors", "period", "due_on",
            "completion_kk", "completion_ru", "financing_kk", "financing_ru",
        ]  # fmt: skip
        field_classes = {"clause": ClauseField}
        labels = {"clause": _("Clause that promises it")}
        widgets = {
            "text_kk": forms.Textarea(attrs={"rows": 4, "lang": "kk"}),
            "text_ru": forms.Textarea(attrs={"rows": 4, "lang": "ru"}),
            "co_executors": forms.CheckboxSelectMultiple,
            "period": forms.RadioSelect,
            "due_on": forms.DateInput(format=DAY_FORMAT, attrs={"type": "date"}),
            "completion_kk": forms.TextInput(attrs={"lang": "kk"}),
            "completion_ru": forms.TextInput(attrs={"lang": "ru"}),
            "financing_kk": forms.TextInput(attrs={"lang": "kk"}),
            "financing_ru": forms.TextInput(attrs={"lang": "ru"}),
        }

    def __init__(self, *args, memorandum: Memorandum, **kwargs):
        super().__init__(*args, **kwargs)
        rows = VersionClause.objects.filter(
            version__memorandum=memorandum, version__number=memorandum.version_number
        ).select_related("clause")
        rows = [row for row in rows.order_by("position") if row.number]
        clause = self.fields["clause"]
        clause.queryset = memorandum.clauses.filter(pk__in=[row.clause_id for row in rows])
        clause.names = {row.clause_id: label_of(row.kind, row.number) for row in rows}
        clause.choices = [("", _("not named"))] + [
            (row.clause_id, clause.label_from_instance(row.clause)) for row in rows
        ]
        parties = set(memorandum.parties.values_list("organisation", flat=True))
        everybody = list(Organisation.objects.order_by("name_kk", "pk"))
        first = [(each.pk, each.name) for each in everybody if each.pk in parties]
        others = [(each.pk, each.name) for each in everybody if each.pk not in parties]
        self.fields["executor"].choices = [
            ("", _("not named")), (_("Parties"), first), (_("Others"), others),
        ]  # fmt: skip
        self.fields["co_executors"].choices = first + others
        self.fields["due_on"].help_text = _("Of a repeated one: the end of its first period.")
        self.fields["completion_kk"].help_text = self.fields["completion_ru"].help_text = _(
            "What the result looks like: a decree, a report, an act of acceptance."
        )

    @property
    def fields_of_obligation(self) -> dict:
        return dict(self.cleaned_data)

    def clean(self):
        values = super().clean()
        is_repeated = values.get("period", Obligation.Period.ONCE) != Obligation.Period.ONCE
        if is_repeated and not values.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("A repeated obligation needs the end of its first period."))
        return values

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""


class ProgressForm(forms.Form):
    """The executor's report; gives `fields_of_progress` and `upload` for report_progress."""

    text_kk = text_field(_("What was done, in Kazakh"), "kk", rows=5, required=False)
    text_ru = text_field(_("What was done, in Russian"), "ru", rows=5, required=False)
    percent = forms.IntegerField(
        label=_("Done, percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    is_final = forms.BooleanField(
        label=_("The measure is done"),
        required=False,
        help_text=_("Once the secretariat accepts the report, the obligation is closed."),
    )
    upload = forms.FileField(label=_("Evidence"), required=False)

    def __init__(self, *args, obligation: Obligation, percent: int = 0, **kwargs):
        super().__init__(*args, initial={"percent": percent}, **kwargs)
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _(
            "A document, a table or a picture, at most {most} MB."
        ).format(most=most)

    @property
    def fields_of_progress(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "upload"}

    def clean(self):
        values = super().clean()
        if not (values.get("text_kk", "").strip() or values.get("text_ru", "").strip()):
            self.add_error("text_kk", _("Say in Kazakh or in Russian what was done."))
        return values
