"""A plan, its route, its measures and their reports; services do the writing."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import DAY_FORMAT, day_field, text_field
from councils.models import Act, Agglomeration, Body, Organisation
from councils.permissions import bodies_led_by

from ..models import Measure, MeasureCost, MeasureReport, Plan
from .records import ReasonedForm, RecordForm

DAY = {"format": DAY_FORMAT, "attrs": {"type": "date"}}


class PlanForm(RecordForm):
    """The head of a plan; gives `fields_of_plan`, and when new `agglomeration` and `body`."""

    class Meta:
        model = Plan
        fields = [
            "agglomeration", "body", "kind", "name_kk", "name_ru", "name_en", "from_year",
            "to_year", "code",
        ]  # fmt: skip
        labels = {
            "agglomeration": _("Agglomeration"),
            "body": _("Whose secretariat keeps it"),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "name_kk": forms.TextInput(attrs={"lang": "kk"}),
            "name_ru": forms.TextInput(attrs={"lang": "ru"}),
            "name_en": forms.TextInput(attrs={"lang": "en"}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Stands in the address: small Latin letters and digits.")
        self.fields["kind"].choices = Plan.Kind.choices
        if self.instance.pk:
            del self.fields["agglomeration"], self.fields["body"]
            return
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies_led_by(user)).order_by(
            "pk"
        )
        self.fields["agglomeration"].queryset = Agglomeration.objects.order_by("level", "pk")
        for name in ("agglomeration", "body"):
            self.fields[name].empty_label = _("Choose")

    @property
    def fields_of_plan(self) -> dict:
        owners = ("agglomeration", "body")
        return {name: value for name, value in self.cleaned_data.items() if name not in owners}


class ApproveForm(forms.Form):
    """By which act the Government approved the plan."""

    act = forms.ModelChoiceField(
        label=_("Act"),
        queryset=Act.objects.none(),
        help_text=_("Acts stand in the registry; the administrator adds a new one there."),
    )

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        acts = Act.objects.order_by("-adopted_on", "pk")
        if plan.kind == Plan.Kind.COMPREHENSIVE:
            acts = acts.filter(kind=Act.Kind.GOVERNMENT_DECREE)
        self.fields["act"].queryset = acts


class AgreementForm(forms.Form):
    """On which day a maslikhat agreed, and by which decision."""

    agreed_on = day_field(_("Agreed on"))
    act = forms.ModelChoiceField(
        label=_("Decision of the maslikhat"),
        queryset=Act.objects.filter(kind=Act.Kind.MASLIKHAT_DECISION).order_by("-adopted_on", "pk"),
        required=False,
        help_text=_("Acts stand in the registry; the administrator adds a new one there."),
    )


class MaslikhatForm(forms.Form):
    """One more maslikhat that must agree."""

    maslikhat = forms.ModelChoiceField(
        label=_("Maslikhat"), queryset=Organisation.objects.none(), to_field_name="uid"
    )

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(kind=Organisation.Kind.MASLIKHAT)
        rows = rows.exclude(pk__in=plan.agreements.values("maslikhat"))
        self.fields["maslikhat"].queryset = rows.order_by("name_kk", "pk")


class MeasureForm(ReasonedForm):
    """A measure; gives `fields_of_record`, and `given_reason` of an approved plan."""

    reason = forms.CharField(
        label=_("Why it is changed"),
        max_length=500,
        help_text=_("The plan is approved: name the act or the reason. It is kept in the journal."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Measure
        fields = [
            "direction", "number", "title_kk", "title_ru", "title_en", "executor", "co_executors",
            "starts_on", "ends_on", "completion_kk", "completion_ru", "source",
        ]  # fmt: skip
        labels = {
            "executor": _("Executor"),
            "co_executors": _("Co-executors"),
            "starts_on": _("Beginning"),
        }
        widgets = {
            "title_kk": forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
            "title_ru": forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "completion_kk": forms.TextInput(attrs={"lang": "kk"}),
            "completion_ru": forms.TextInput(attrs={"lang": "ru"}),
            "co_executors": forms.CheckboxSelectMultiple,
            "starts_on": forms.DateInput(**DAY),
            "ends_on": forms.DateInput(**DAY),
        }

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        everybody = [(one.pk, one.name) for one in Organisation.objects.order_by("name_kk", "pk")]
        self.fields["executor"].choices = [("", _("not named")), *everybody]
        self.fields["co_executors"].choices = everybody
        self.fields["number"].required = False
        self.fields["number"].help_text = _("Left empty, it gets the next number.")
        self.fields["completion_kk"].help_text = self.fields["completion_ru"].help_text = _(
            "What the result looks like: a decree, a report, an act of acceptance."
        )
        self.fields["source"].help_text = _("Where the measure is known from, if not from the act.")
        if plan.state != Plan.State.APPROVED:
            del self.fields["reason"]


class StateForm(forms.Form):
    """To which state a measure moves, and why."""

    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Not asked for when work begins, or ends after it was begun."),
    )

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        ways = measure.MOVES.get(measure.state, ())
        self.fields["state"].choices = [
            (state.value, state.label) for state in Measure.State if state in ways
        ]


class CostsForm(forms.Form):
    """Money by year and source of funds; gives `costs` for set_costs."""

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = list(measure.plan.years)
        given = {(one.year, one.budget): one.amount for one in measure.costs.all()}
        for year in self.years:
            for budget in MeasureCost.Budget:
                self.fields[f"{budget.value}_{year}"] = forms.DecimalField(
                    label=f"{year}, {budget.label}",
                    required=False,
                    min_value=0,
                    max_digits=16,
                    decimal_places=1,
                    initial=given.get((year, budget.value)),
                    widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.1"}),
                )

    def rows(self) -> list[tuple[int, list]]:
        """The fields as a table: a row a year, a column a source."""
        budgets = MeasureCost.Budget.values
        return [(year, [self[f"{budget}_{year}"] for budget in budgets]) for year in self.years]

    @property
    def costs(self) -> list[tuple]:
        return [
            (year, budget, self.cleaned_data[f"{budget}_{year}"] or 0)
            for year in self.years
            for budget in MeasureCost.Budget.values
        ]


class ReportForm(forms.Form):
    """The executor's report; gives `year`, `fields_of_report` and `upload` for report_measure."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    text_kk = text_field(_("What was done, in Kazakh"), "kk", rows=6)
    text_ru = text_field(_("What was done, in Russian"), "ru", rows=6)
    percent = forms.IntegerField(
        label=_("Done since the beginning, percent"),
        min_value=0,
        max_value=100,
        help_text=_("Once a report of 100 percent is accepted, the measure is done."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    spent = forms.DecimalField(
        label=_("Spent in the year, thousand tenge"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.1"}),
    )
    upload = forms.FileField(label=_("Evidence"), required=False)

    def __init__(self, *args, years: list[int], report: MeasureReport | None = None, **kwargs):
        said = ("text_kk", "text_ru", "percent", "spent", "year")
        kept = {name: getattr(report, name) for name in said} if report else {"year": years[0]}
        super().__init__(*args, initial=kept, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _(
            "A document, a table or a picture, at most {most} MB."
        ).format(most=most)

    @property
    def fields_of_report(self) -> dict:
        names = ("text_kk", "text_ru", "percent", "spent")
        return {name: self.cleaned_data[name] for name in names}
