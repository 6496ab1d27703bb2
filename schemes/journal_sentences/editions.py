"""How the journal reads: editions."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "edition_begun": _("The edition was begun. Based on: {base}"),
    "edition_note_changed": _("What the edition changes was described anew"),
    "edition_submitted": _("The edition was submitted to the council"),
    "edition_returned": _("The edition was returned to the planners: {reason}"),
    "edition_endorsed": _("The edition was endorsed: {source}"),
    "edition_act_named": _("The act that approved the edition was named: {source}"),
    "edition_published": _("The edition was published"),
    "edition_discarded": _("The draft was discarded: {reason}"),
}
