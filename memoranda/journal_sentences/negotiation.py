"""How the negotiation reads in the journal. Internal notes say nothing but that they are."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "version_received": _("{party} received version {version}"),
    "clause_agreed": _("{party} agrees to clause {clause}, version {version}"),
    "clause_commented": _("{party} commented on clause {clause}, version {version}"),
    "clause_objected": _("{party} objects to clause {clause}, version {version}"),
    "position_withdrawn": _("{party} took back its word on clause {clause}"),
    "positions_agreed": _("{party} agreed to all shown clauses: {count}, version {version}"),
    "suggestion_made": _("{party} made suggestion No. {number} to clause {clause}"),
    "suggestion_withdrawn": _("{party} took back suggestion No. {number}"),
    "suggestion_supported": _("{party} supports suggestion No. {number}"),
    "suggestion_opposed": _("{party} is against suggestion No. {number}"),
    "suggestion_accepted": _("Suggestion No. {number} was accepted into the working text: {party}"),
    "suggestion_rejected": _("Suggestion No. {number} was rejected: {reason}"),
    "suggestion_merged": _("Suggestion No. {number} was merged into No. {into}"),
    "remark_added": _("A remark was added to clause {clause}: {party}"),
    "internal_note_added": _("An internal note was added"),
    "parties_reminded": _("Reminded of their answer to version {version}: {parties}"),
    "round_closed": _(
        "The day of answers to version {version} ended; without an answer: {parties}"
    ),
}
