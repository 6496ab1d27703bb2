"""Sentences on the working text, its parties and its sending."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "memorandum_drafted": _("The text was drafted, clauses: {clauses}, parties: {parties}"),
    "memorandum_changed": _("Title, place or term were changed"),
    "memorandum_cancelled": _("The text was withdrawn: {reason}"),
    "template_kept": _("A template was kept: {title}"),
    "party_added": _("{party} became a party"),
    "party_changed": _("Coordinator or signatory of {party} were changed"),
    "party_removed": _("{party} is no longer a party"),
    "party_moved": _("{party} was put at place {to_position} among the parties"),
    "clause_added": _("A clause was added"),
    "clause_changed": _("The clause was changed, wording {revision}"),
    "clause_moved": _("The clause was moved to place {to_position}"),
    "clause_removed": _("The clause was removed with all below it, clauses: {count}"),
    "clause_restored": _("The clause was restored"),
    "wording_restored": _("Wording {revision} of the clause was restored"),
    "clauses_imported": _("Clauses were taken over from a document: {count}"),
    "pair_confirmed": _("The two languages of the clause were compared and confirmed"),
    "difference_intended": _("A difference between the languages was marked as meant: {reason}"),
    "version_sent": _("Version {version} was sent to the parties, answers are due on {due_on}"),
}
