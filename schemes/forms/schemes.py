"""A scheme, and what was found out about its force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import day_field
from councils.models import Act, Agglomeration, Body
from councils.permissions import bodies_led_by

from ..models import Phase, Scheme
from .records import RecordForm

ACT_KINDS = [
    Act.Kind.GOVERNMENT_DECREE,
    Act.Kind.PM_ORDER,
    Act.Kind.MINISTER_ORDER,
    Act.Kind.JOINT_DECISION,
    Act.Kind.MASLIKHAT_DECISION,
    Act.Kind.AKIMAT_DECREE,
]


def acts():
    """Acts that may approve a scheme or an edition of it, the newest first."""
    rows = Act.objects.filter(kind__in=ACT_KINDS)
    return rows.order_by("-adopted_on", "pk")


class SchemeForm(RecordForm):
    """Names, act, horizon; of a new scheme also its place, its body and its address."""

    class Meta:
        model = Scheme
        fields = [
            "agglomeration", "body", "name_kk", "name_ru", "name_en", "act", "horizon", "code",
        ]  # fmt: skip
        labels = {
            "agglomeration": _("Agglomeration"),
            "act": _("Act that approved it"),
            "body": _("Whose secretariat keeps it"),
        }
        widgets = {
            "name_kk": forms.Textarea(attrs={"rows": 2, "lang": "kk"}),
            "name_ru": forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
            "name_en": forms.Textarea(attrs={"rows": 2, "lang": "en"}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = acts()
        self.fields["act"].empty_label = _("not named")
        if self.instance.pk:
            for name in ("agglomeration", "body", "code"):
                del self.fields[name]
            return
        self.fields["code"].help_text = _("Stands in the address: small Latin letters and digits.")
        self.fields["agglomeration"].queryset = Agglomeration.objects.order_by("name_kk")
        own = Body.objects.filter(pk__in=bodies_led_by(user)).order_by("name_kk")
        self.fields["body"].queryset = own
        for name in ("agglomeration", "body"):
            self.fields[name].empty_label = _("Choose")


class PhaseForm(RecordForm):
    """Names, year and term of a phase; its place among the others stays."""

    starts_on = day_field(_("First day"), required=False)
    ends_on = day_field(_("Last day"), required=False)

    class Meta:
        model = Phase
        fields = ["name_kk", "name_ru", "name_en", "year", "starts_on", "ends_on"]


class StandingForm(forms.Form):
    """What a person found out: the standing, where it is known from, on which day."""

    standing = forms.ChoiceField(
        label=_("Standing"), choices=Scheme.Standing.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("Where this is known from"),
        max_length=500,
        required=False,
        help_text=_("The act, the register or the letter, with its number and day."),
    )
    on = day_field(_("Verified on"), required=False)
