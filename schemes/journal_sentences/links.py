"""How the journal reads: links of decisions with places and measures."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "decision_linked": _("Linked with: {what}"),
    "decision_unlinked": _("No longer linked with: {what}"),
}
