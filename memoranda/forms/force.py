"""Changes of force: from which day and why; of a termination, by whose notice."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms import ReasonsForm
from councils.forms.decisions import day_field

from ..models import Memorandum, Party


class SuspensionForm(ReasonsForm):
    """The day of a suspension and its reasons; gives what suspend_memorandum takes."""

    on = day_field(_("Suspended from"))
    field_order = ["on", "reason_kk", "reason_ru"]

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)


class ResumptionForm(ReasonsForm):
    """The day from which it is in force again; reasons are not needed."""

    on = day_field(_("In force again from"))
    field_order = ["on", "reason_kk", "reason_ru"]

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.fields["reason_kk"].required = self.fields["reason_ru"].required = False


class TerminationForm(ReasonsForm):
    """The first day without force, whose notice, its day and letter, the reasons; gives what
    terminate_memorandum takes."""

    on = day_field(
        _("First day on which it is no longer in force"),
        help_text=_("A day to come is shown to all at once; the portal ends it on that day."),
    )
    party = forms.ModelChoiceField(
        label=_("Party that gave notice"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("by agreement of all parties"),
    )
    noticed_on = day_field(_("Day of the notice"), required=False)
    upload = forms.FileField(label=_("Letter of notice"), required=False)
    field_order = ["on", "party", "noticed_on", "upload", "reason_kk", "reason_ru"]

    def __init__(self, *args, memorandum: Memorandum, today: date, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.fields["party"].queryset = memorandum.parties.select_related("organisation").in_order()

    def clean(self):
        values = super().clean()
        party, noticed_on = values.get("party"), values.get("noticed_on")
        if party and not noticed_on and "noticed_on" not in self.errors:
            self.add_error("noticed_on", _("Name the day of the notice."))
        if noticed_on and not party:
            self.add_error("party", _("Name the party that gave notice."))
        return values
