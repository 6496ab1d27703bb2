"""Why an act of signing is refused. Stale and damaged bytes: councils.services.minutes."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class NothingToSign(Refused):
    """No signing of this memorandum is under way."""

    code = "nothing_to_sign"
    message = _("This text is not out for signature.")


class NotASignatory(Refused):
    """The party is signed for by its named signatory alone (domain rules 28 and 29)."""

    code = "not_a_signatory"
    message = _("You are not named as a signatory of this text.")


class NotYourTurn(Refused):
    """The parties agreed to sign one after another."""

    code = "not_your_turn"
    message = _("The parties sign one after another: {party} has not signed yet.")


class ProofRefused(Refused):
    """The signature was not proved, or by a way that the portal cannot check."""

    code = "proof_refused"
    message = _("The signature could not be verified: {why}")
