"""The draft of a decision with its points, and how an assignment went."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Body, Decision, Organisation
from .meetings import DAY_FORMAT

MOST_POINTS = 60


def day_field(label, **kwargs) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=[DAY_FORMAT],
        widget=forms.DateInput(format=DAY_FORMAT, attrs={"type": "date"}),
        **kwargs,
    )


def text_field(label, language: str, rows: int = 3, **kwargs) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": language})
    return forms.CharField(label=label, widget=widget, **kwargs)


class DraftForm(forms.ModelForm):
    """Title, opening words and legal force of a draft; gives `cleaned_data` for change_draft."""

    class Meta:
        model = Decision
        fields = ["title_kk", "title_ru", "preamble_kk", "preamble_ru", "force", "act"]
        widgets = {
            "title_kk": forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
            "title_ru": forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
            "preamble_kk": forms.Textarea(attrs={"rows": 4, "lang": "kk"}),
            "preamble_ru": forms.Textarea(attrs={"rows": 4, "lang": "ru"}),
            "force": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].empty_label = _("not named")
        self.fields["act"].label = _("Act that makes it binding")
        self.fields["act"].help_text = _("Only for a decision that binds through an act.")

    def clean(self):
        values = super().clean()
        if values.get("force") == Decision.Force.BINDING and not values.get("act"):
            self.add_error("act", _("Name the act through which the decision binds."))
        return values

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""


class PointForm(forms.Form):
    """One point: text in both languages, who executes, by when (domain rule 24)."""

    text_kk = text_field(_("Text in Kazakh"), "kk")
    text_ru = text_field(_("Text in Russian"), "ru", required=False)
    executor = forms.TypedChoiceField(
        label=_("Executor"), required=False, coerce=int, empty_value=None
    )
    co_executors = forms.TypedMultipleChoiceField(
        label=_("Co-executors"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = day_field(_("Deadline"), required=False)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["executor"].choices = [("", _("not named")), *organisations.grouped]
        self.fields["co_executors"].choices = organisations.plain
        self.organisations = organisations

    def clean(self):
        values = super().clean()
        if values.get("due_on") and not values.get("executor"):
            self.add_error("executor", _("A deadline needs an executor."))
        values["co_executors"] = [
            pk for pk in values.get("co_executors", []) if pk != values.get("executor")
        ]
        return values

    @cached_property
    def changed_data(self) -> list[str]:
        """A point that is only numbered says nothing yet, and is left out."""
        return [name for name in super().changed_data if name not in ("ORDER", "DELETE")]

    def count_co_executors(self) -> int:
        return len(self["co_executors"].value() or [])


class Organisations:
    """The choice of executors, read once for all points: those who sit in the body come first."""

    def __init__(self, body: Body, on):
        sitting = set(body.seats.valid_on(on).values_list("organisation_id", flat=True))
        self.by_pk = {each.pk: each for each in Organisation.objects.order_by("name_kk", "pk")}
        self.plain = sorted(
            ((pk, each.name) for pk, each in self.by_pk.items()),
            key=lambda choice: choice[0] not in sitting,
        )
        inside = [choice for choice in self.plain if choice[0] in sitting]
        outside = [choice for choice in self.plain if choice[0] not in sitting]
        groups = [(_("In the body"), inside), (_("Others"), outside)]
        self.grouped = [(label, choices) for label, choices in groups if choices]


class BasePointFormSet(forms.BaseFormSet):
    """Points in the order in which people put them; gives `points` for change_draft.

    Works without JavaScript: a button that adds, removes or moves sends the whole form, which
    comes back rearranged and unsaved (`rearranged`).
    """

    def __init__(self, *args, organisations, **kwargs):
        form_kwargs = {"organisations": organisations}
        super().__init__(*args, form_kwargs=form_kwargs, **kwargs)
        self.organisations = organisations

    @property
    def points(self) -> list[dict]:
        """The points that say something, in their order."""
        return [
            self._as_point(form.cleaned_data)
            for form in self.ordered_forms
            if form.cleaned_data.get("text_kk")
        ]

    def _as_point(self, values: dict) -> dict:
        found = self.organisations.by_pk
        return {
            "text_kk": values["text_kk"],
            "text_ru": values["text_ru"],
            "executor": found.get(values["executor"]),
            "co_executors": [found[pk] for pk in values["co_executors"]],
            "due_on": values["due_on"],
        }


PointFormSet = forms.formset_factory(
    PointForm,
    formset=BasePointFormSet,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=MOST_POINTS,
    validate_max=True,
)


def points_as_typed(formset) -> list[dict]:
    """Give what stands in the fields of the points, right or wrong, in the order of the page."""
    names = list(PointForm.base_fields)
    typed = []
    for form in formset.forms:
        if form["DELETE"].value():
            continue
        values = {name: form[name].value() for name in names}
        order = form["ORDER"].value()
        typed.append((int(order) if str(order).isdigit() else MOST_POINTS, values))
    return [values for _order, values in sorted(typed, key=lambda pair: pair[0])]


def rearranged(points: list[dict], act: str) -> list[dict]:
    """Add, remove or move a point as the pressed button says: add, remove-2, up-2, down-2.

    Anything else leaves the points as they are.
    """
    word, _dash, number = act.partition("-")
    if word == "add" and len(points) < MOST_POINTS:
        return [*points, {}]
    if not number.isdigit() or int(number) >= len(points):
        return points
    index, points = int(number), list(points)
    if word == "remove":
        points.pop(index)
    elif word == "up" and index > 0:
        points[index - 1], points[index] = points[index], points[index - 1]
    elif word == "down" and index < len(points) - 1:
        points[index + 1], points[index] = points[index], points[index + 1]
    return points


class ExecutedForm(forms.Form):
    """That an assignment was executed, when and how; gives what complete_assignment takes."""

    on = day_field(_("Executed on"))
    progress_kk = text_field(_("How it was executed, in Kazakh"), "kk", max_length=4000)
    progress_ru = text_field(_("How it was executed, in Russian"), "ru", max_length=4000)

    def __init__(self, *args, assignment: Assignment, today, **kwargs):
        initial = {
            "on": today,
            "progress_kk": assignment.progress_kk,
            "progress_ru": assignment.progress_ru,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
