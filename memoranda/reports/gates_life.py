"""What still stands between the last signature and the register, in words for the page."""

from django.utils import timezone
from django.utils.translation import gettext

from ..models import Memorandum, PartySignature, SigningSheet
from ..rules import force


def missing_to_register(memorandum: Memorandum) -> list[str]:
    """Give what registration waits for: every signature, the term, what it changes (rule 28)."""
    missing = _missing_signatures(memorandum)
    if not (memorandum.title_kk and memorandum.title_ru):
        missing.append(gettext("Not in both languages: the title."))
    if memorandum.starts == Memorandum.Start.NAMED_DAY and memorandum.starts_on is None:
        missing.append(gettext("The day of entry into force is not named."))
    if memorandum.signed_at and memorandum.ends_on:
        begins = force.first_day(
            memorandum.starts, memorandum.starts_on, timezone.localdate(memorandum.signed_at)
        )
        if memorandum.ends_on < begins:
            missing.append(gettext("The term ends before it begins."))
    if memorandum.amends is not None and memorandum.amends.number is None:
        missing.append(gettext("What it changes is not registered yet."))
    return missing


def _missing_signatures(memorandum: Memorandum) -> list[str]:
    """Name the parties without a signature on the complete signing of the present version."""
    if memorandum.signed_at is None:
        return [gettext("It is not signed by all parties yet.")]
    signed = PartySignature.objects.filter(
        sheet__version__memorandum=memorandum,
        sheet__version__number=memorandum.version_number,
        sheet__state=SigningSheet.State.COMPLETE,
        state=PartySignature.State.SIGNED,
    )
    waiting = memorandum.parties.exclude(pk__in=signed.values("party"))
    text = gettext("There is no signature of %(party)s.")
    return [text % {"party": party} for party in waiting.select_related("organisation").in_order()]
