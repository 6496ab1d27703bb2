"""Why an act on the minutes is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class MeetingNotClosed(Refused):
    """Minutes record a meeting that has ended."""

    code = "meeting_not_closed"
    message = _("Minutes are composed when the meeting is closed.")


class WordingFrozen(Refused):
    """What was prepared for signature is changed only after it was taken back."""

    code = "wording_frozen"
    message = _("The wording is frozen: take the minutes back to a draft first.")


class OvertakenByAnother(Refused):
    """Another person saved the wording after it was read here."""

    code = "overtaken"
    message = _(
        "Somebody else changed the wording meanwhile: you read version {yours}, now it is "
        "version {now}. Read it again before you save."
    )


class NotASigner(Refused):
    """The person was not asked to sign this version."""

    code = "not_a_signer"
    message = _("You are not asked to sign these minutes.")


class StaleBytes(Refused):
    """The bytes that were shown are not those of the version to be signed (domain rule 47)."""

    code = "stale_bytes"
    message = _("The documents changed after you opened them. Read them again and sign.")


class DocumentDamaged(Refused):
    """The stored bytes are gone or are not those that were rendered."""

    code = "document_damaged"
    message = _("A stored document is damaged and cannot be signed. Tell the administrator.")
