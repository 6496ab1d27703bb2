"""Whether a word can be heard: on which round, by which party, to which text."""

from datetime import datetime

from django.utils import timezone

from ...models import Clause, Memorandum, Party, Receipt, Round, VersionClause
from .refusals import NotAParty, NotInVersion, NotNegotiated, RoundOver, TextChanged


def require_negotiated(memorandum: Memorandum) -> None:
    """Refuse unless the text is under negotiation."""
    if memorandum.state != Memorandum.State.NEGOTIATION:
        raise NotNegotiated


def round_of(memorandum: Memorandum) -> Round:
    """Give the round of the present version; refuse what is not under negotiation."""
    require_negotiated(memorandum)
    rounds = Round.objects.select_related("version")
    found = rounds.filter(
        version__memorandum=memorandum, version__number=memorandum.version_number
    ).first()
    if found is None:
        raise NotNegotiated
    found.version.memorandum = memorandum
    return found


def hearing_round(memorandum: Memorandum, *, at: datetime, agrees: bool = False) -> Round:
    """Give the present round if the parties' words are still heard in it.

    Where silence is consent, they are heard until the day ends (domain rule 56): what was
    consented to then stands till the next version, and only a party that `agrees` after all is
    still heard. Elsewhere a late word is heard, and shown as late.
    """
    found = round_of(memorandum)
    is_over = found.closed_at is not None or timezone.localdate(at) > found.due_on
    if found.silence_is_consent and is_over and not agrees:
        raise RoundOver
    return found


def require_party(memorandum: Memorandum, party: Party) -> None:
    """Refuse a party of another memorandum."""
    if party.memorandum_id != memorandum.pk:
        raise NotAParty


def sent_clause(clause: Clause, round: Round, *, shown_hash: str | None = None) -> VersionClause:
    """Give the clause as it was sent in this round.

    Refuses what was not sent, and a hash of other words than these: the person read a text that
    is no longer the present one.
    """
    found = round.version.clauses.filter(clause=clause).first()
    if found is None:
        raise NotInVersion
    if shown_hash is not None and shown_hash != found.text_hash:
        raise TextChanged
    return found


def receive(round: Round, party: Party, *, by, at: datetime) -> tuple[Receipt, bool]:
    """Keep that the party received the round; the first time counts (domain rule 52)."""
    return Receipt.objects.get_or_create(round=round, party=party, defaults={"by": by, "at": at})


def names_of(party: Party) -> dict[str, str]:
    """Name the party for the journal, in each language ("party" in its sentences)."""
    organisation = party.organisation
    return {
        "party_kk": organisation.short_name_kk or organisation.name_kk,
        "party_ru": organisation.short_name_ru or organisation.name_ru,
    }
