"""Approval, freezing, signing."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "approval_opened": _("Version {version} went into approval by the parties"),
    "approval_ended": _("The text was returned from approval to negotiation: {reason}"),
    "approval_step_added": _("“{department}” was put on the approval sheet"),
    "approval_step_removed": _("“{department}” was taken off the approval sheet"),
    "approval_step_agreed": _("“{department}” agreed"),
    "approval_step_remarked": _("“{department}” agreed with remarks: {remark}"),
    "approval_step_returned": _("“{department}” returned the text: {remark}"),
    "approval_step_reopened": _("“{department}” is asked again"),
    "party_approved": _("The approval sheet is agreed by all: {party}"),
    "signing_prepared": _("Version {version} was prepared for signature"),
    "memorandum_frozen": _("The documents for signature were made and frozen"),
    "freezing_repeated": _("The documents for signature are made again"),
    "signing_sent": _("The memorandum was sent for signature"),
    "memorandum_signed": _("Signed: {party}"),
    "memorandum_signed_by_all": _("The memorandum is signed by all parties"),
    "signing_refused": _("The signature was refused: {party}. {reason}"),
    "signing_withdrawn": _("The memorandum was withdrawn from signature: {reason}"),
}
