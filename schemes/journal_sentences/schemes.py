"""How the journal reads: schemes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "scheme_created": _("The scheme was begun"),
    "scheme_changed": _("What is said of the scheme was changed"),
    "scheme_standing_verified": _("The standing of the scheme was verified. Source: {source}"),
    "phase_changed": _("A phase was changed: {phase}"),
}
