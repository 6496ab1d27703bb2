"""How the journal reads: discussions and remarks of the public. E-mails stand nowhere in it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "discussion_planned": _("A public discussion was planned: {opens} – {closes}"),
    "discussion_changed": _("The public discussion was changed: {opens} – {closes}"),
    "discussion_announced": _("The public discussion was announced: {opens} – {closes}"),
    "discussion_extended": _("The public discussion was extended to {closes}"),
    "remark_sent": _("A remark came from the public; its mail is not confirmed yet"),
    "remark_forgotten": _("A remark that nobody confirmed was deleted"),
    "remark_confirmed": _("The author confirmed the mail: remark No. {number}"),
    "remark_published": _("Remark No. {number} was published"),
    "remark_rejected": _("Remark No. {number} was not published: {reason}"),
    "remark_answered": _("Remark No. {number} was answered"),
}
