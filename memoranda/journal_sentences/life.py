"""How the register, the changes of force and the promises read in the journal."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "memorandum_registered": _("It was entered in the register: {number}"),
    "memorandum_came_into_force": _("It entered into force, {on}"),
    "memorandum_suspended": _("It was suspended, {on}: {reason}"),
    "memorandum_resumed": _("It is in force again, {on}"),
    "memorandum_termination_announced": _("Its termination was recorded, {on}"),
    "memorandum_terminated": _("It was terminated, {on}"),
    "memorandum_expired": _("Its term ran out, {on}"),
    "obligation_added": _("Obligation {position} was added"),
    "obligation_changed": _("The obligation was changed"),
    "obligation_cancelled": _("The obligation was taken off: {reason}"),
    "obligation_reopened": _("The obligation is to be done again: {reason}"),
    "progress_reported": _("A report was sent, done: {percent} %"),
    "progress_accepted": _("The report was accepted"),
    "progress_returned": _("The report was returned: {reason}"),
    "executor_reminded": _("The executor was reminded: {executor}"),
}
