"""Rounds: who received the version, who is reminded, and what silence means at the end."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User

from ...models import Memorandum, Party, Position, Receipt, Reminder, Round
from ...reports.matrix import OWES, Matrix, Standing, matrix_of
from ..locks import lock_memorandum
from .hearing import names_of, receive, require_party, round_of
from .refusals import NobodyOwes, RoundGoesOn, TooSoon


@transaction.atomic
def note_reading(round: Round, party: Party, *, by: User, at: datetime) -> Receipt:
    """Keep when the party first opened the version; give that receipt (domain rule 52).

    Reading again is no act. Refuses a party of another memorandum.
    """
    memorandum = lock_memorandum(round.version.memorandum_id)
    require_party(memorandum, party)
    receipt, is_first = receive(round, party, by=by, at=at)
    if is_first:
        journal.record(
            "version_received",
            memorandum,
            by=by,
            at=at,
            version=round.version.number,
            **names_of(party),
        )
    return receipt


@transaction.atomic
def remind_parties(memorandum: Memorandum, *, by: User | None, at: datetime) -> list[Reminder]:
    """Write a polite letter to the parties that still owe an answer; give the reminders.

    At most once a day a party, whoever asks (by=None: the clock). Refuses when nobody owes an
    answer, and when all who do were reminded today.
    """
    memorandum = lock_memorandum(memorandum)
    round = round_of(memorandum)
    waiting = matrix_of(memorandum, version=round.version).waiting_parties
    if not waiting:
        raise NobodyOwes
    today = timezone.localdate(at)
    asked = [one for one in waiting if not _was_reminded(memorandum, one.party, today)]
    if not asked:
        raise TooSoon

    reminders = []
    for standing in asked:
        party = standing.party
        reminders.append(
            Reminder.objects.create(
                memorandum=memorandum,
                subject=Reminder.Subject.ROUND,
                organisation=party.organisation,
                by=by,
                at=at,
            )
        )
        outbox.order(
            "remind_of_round",
            key=f"round_reminder:{round.pk}:{party.pk}:{today}",
            at=at,
            round=round.pk,
            party=party.pk,
            day=str(today),
        )
    journal.record(
        "parties_reminded",
        memorandum,
        by=by,
        at=at,
        version=round.version.number,
        **_names(asked),
    )
    return reminders


@transaction.atomic
def close_round(round: Round, *, by: User | None = None, at: datetime) -> Round:
    """Close the round whose day is over; give it. The clock does it (by=None).

    A day-term ends with its day (domain rule 56). Where the round says so, a party agrees by its
    silence to each clause on which it said nothing in this round and has no suggestion that waits;
    an objection made earlier stands. Elsewhere silence is only shown, and nothing is written for
    anybody. A closed round is left as it is; refuses one whose day goes on.
    """
    memorandum = lock_memorandum(round.version.memorandum_id)
    round = Round.objects.select_related("version").get(pk=round.pk)
    if round.closed_at is not None:
        return round
    if timezone.localdate(at) <= round.due_on:
        raise RoundGoesOn
    is_present = (
        memorandum.state == Memorandum.State.NEGOTIATION
        and round.version.number == memorandum.version_number
    )
    round.closed_at = at
    round.save(update_fields=["closed_at"])
    if not is_present:
        return round

    matrix = matrix_of(memorandum, version=round.version)
    silent = matrix.waiting_parties
    consented = _consent_by_silence(matrix, at=at) if round.silence_is_consent else []
    journal.record(
        "round_closed",
        memorandum,
        by=by,
        at=at,
        version=round.version.number,
        silence_is_consent=round.silence_is_consent,
        consents=len(consented),
        **_names(silent),
    )
    outbox.order(
        "tell_of_closed_round",
        key=f"round_closed:{round.pk}",
        at=at,
        round=round.pk,
        silent=[standing.party.pk for standing in silent],
    )
    return round


def _consent_by_silence(matrix: Matrix, *, at: datetime) -> list[Position]:
    silent = [
        (row, cell)
        for row in matrix.rows
        for cell in row.cells
        if cell.state in OWES and not (cell.position and cell.position.round_id == matrix.round.pk)
    ]
    return Position.objects.bulk_create(
        Position(
            party=cell.party,
            clause=row.clause.clause,
            round=matrix.round,
            stance=Position.Stance.AGREES,
            text_hash=row.clause.text_hash,
            by_silence=True,
            at=at,
        )
        for row, cell in silent
    )


def _was_reminded(memorandum: Memorandum, party: Party, day) -> bool:
    """Whether a letter about the round went to the party on that day in Almaty."""
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    sent = memorandum.reminders.filter(subject=Reminder.Subject.ROUND, at__gte=midnight)
    return sent.filter(organisation=party.organisation_id).exists()


def _names(standings: list[Standing]) -> dict[str, str]:
    """Name the parties together, in each language ("parties" in sentences of the journal)."""
    named = [names_of(standing.party) for standing in standings]
    return {
        f"parties_{language}": ", ".join(one[f"party_{language}"] for one in named)
        for language in ("kk", "ru")
    }
