"""How indicators and their values read in the journal."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "indicator_added": _("The indicator was added"),
    "indicator_changed": _("The name, the unit or the place of the indicator was changed"),
    "indicator_measures_linked": _("Measures that change it: {numbers}"),
    "value_added": _("Value {value} ({period}) was added: {extent}. Source: {source}"),
    "value_changed": _("Value {before} became {value} ({period}): {reason}"),
    "value_withdrawn": _("Value {value} ({period}, {extent}) was withdrawn: {reason}"),
}
