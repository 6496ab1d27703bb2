"""Many negotiations at once: who has answered, by when, and what waits for the reader's party.

Constant queries for a page of memoranda. The caller gives memoranda that the person may see and
the organisations whose people he is; nothing of internal notes is read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from agglo_portal.core.models import User

from ..models import (
    Memorandum,
    Party,
    Position,
    Receipt,
    Suggestion,
    SuggestionAnswer,
    Version,
    VersionClause,
)
from ..rules.matrix import RowState, State, cell, row_state
from .matrix import owes_word
from .reading import title_of


class Dot(StrEnum):
    """A party in a list, at one glance."""

    AGREED = "agreed"  # to every clause of the version
    OBJECTS = "objects"
    ANSWERED = "answered"  # to every clause, with comments or suggestions
    WAITING = "waiting"  # some clauses wait for its word
    NOT_RECEIVED = "not_received"  # it has not opened the version yet (domain rule 52)


@dataclass(frozen=True)
class PartyDot:
    """Where a party stands as a whole, and how many clauses wait for its word."""

    party: Party
    state: Dot
    waiting: int


@dataclass(frozen=True)
class Negotiation:
    """One memorandum in a list of negotiations."""

    memorandum: Memorandum
    version: Version | None
    dots: list[PartyDot]
    mine: Party | None
    counts: dict[str, int]
    open_suggestions: int
    suggestions_for_me: int

    @property
    def title(self) -> str:
        return title_of(self.memorandum, self.version)

    @property
    def due_on(self) -> date | None:
        return self.version.round.due_on if self.version else None

    @property
    def waiting_for_me(self) -> int:
        """Clauses that wait for the word of the reader's party."""
        return sum(dot.waiting for dot in self.dots if self.mine and dot.party.pk == self.mine.pk)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def ready(self) -> int:
        return self.counts[RowState.READY]

    @property
    def answered(self) -> int:
        """How many parties have answered on every clause."""
        return sum(not dot.waiting for dot in self.dots)

    def hears_words(self, today: date) -> bool:
        """Whether a word is still heard: where silence is consent, till the day ends."""
        if self.version is None or self.memorandum.state != Memorandum.State.NEGOTIATION:
            return False
        round = self.version.round
        return not round.silence_is_consent or (round.closed_at is None and today <= round.due_on)


def negotiations_of(user: User) -> QuerySet[Memorandum]:
    """Memoranda on their way to signature that the person leads or that came to his akimat."""
    under_way = Memorandum.State.NEGOTIATION, Memorandum.State.APPROVAL
    under_way += Memorandum.State.PREPARED, Memorandum.State.SIGNING, Memorandum.State.SIGNED
    led = Memorandum.objects.led_by(user).values("pk")
    sent = Memorandum.objects.of_party_of(user).values("pk")
    rows = Memorandum.objects.texts().filter(Q(pk__in=led) | Q(pk__in=sent), state__in=under_way)
    return rows.select_related("body")


def negotiation_rows(
    memoranda: Iterable[Memorandum], *, organisations: Iterable[int]
) -> list[Negotiation]:
    """Give each of the memoranda with its parties' dots; six queries for any number of them."""
    memoranda = list(memoranda)
    own = set(organisations)
    versions = {
        one.memorandum_id: one
        for one in Version.objects.filter(
            memorandum__in=memoranda, number=F("memorandum__version_number")
        ).select_related("round")
    }
    parties = _by_memorandum(
        Party.objects.filter(memorandum__in=memoranda).select_related("organisation").in_order()
    )
    clauses = defaultdict(list)
    sent = VersionClause.objects.filter(version__in=versions.values()).order_by("position")
    for version, clause, text_hash in sent.values_list("version_id", "clause_id", "text_hash"):
        clauses[version].append((clause, text_hash))
    said = Position.objects.filter(party__memorandum__in=memoranda).current()
    words = {(one.party_id, one.clause_id): one for one in said.defer("reason_kk", "reason_ru")}
    receipts = set(
        Receipt.objects.filter(round__version__in=versions.values()).values_list(
            "round__version_id", "party_id"
        )
    )
    suggestions = _by_memorandum(_open_suggestions(memoranda, own))
    return [
        _row(
            memorandum,
            versions.get(memorandum.pk),
            parties[memorandum.pk],
            clauses,
            words,
            receipts,
            suggestions[memorandum.pk],
            own,
        )
        for memorandum in memoranda
    ]


def waiting_parties(organisations: Iterable[int], *, today: date) -> QuerySet[Party]:
    """Parties of these organisations for whose word a clause of a present version waits."""
    last = Position.objects.filter(party=OuterRef(OuterRef("pk")), clause=OuterRef("clause"))
    last = last.order_by("-pk")
    suggested = Suggestion.objects.filter(
        party=OuterRef(OuterRef("pk")), clause=OuterRef("clause"), state=Suggestion.State.OPEN
    )
    unsaid = (
        VersionClause.objects.filter(
            version__memorandum=OuterRef("memorandum"),
            version__number=OuterRef("memorandum__version_number"),
        )
        .annotate(
            said_hash=Subquery(last.values("text_hash")[:1]),
            stance=Subquery(last.values("stance")[:1]),
        )
        .filter(
            Q(said_hash__isnull=True)
            | Q(stance=Position.Stance.WITHDRAWN)
            | ~Q(said_hash=F("text_hash"))
        )
        .exclude(~Q(stance=Position.Stance.OBJECTS) & Exists(suggested))
    )
    heard = Version.objects.filter(
        memorandum=OuterRef("memorandum"), number=OuterRef("memorandum__version_number")
    ).filter(
        Q(round__silence_is_consent=False)
        | Q(round__closed_at__isnull=True, round__due_on__gte=today)
    )
    negotiated = Party.objects.filter(
        organisation__in=list(organisations),
        memorandum__state=Memorandum.State.NEGOTIATION,
        memorandum__is_template=False,
    )
    return negotiated.filter(Exists(heard), Exists(unsaid))


def _by_memorandum(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.memorandum_id].append(row)
    return found


def _open_suggestions(memoranda: list[Memorandum], own: set[int]) -> QuerySet[Suggestion]:
    """Suggestions that wait, each with whether one of these organisations has answered it."""
    answers = SuggestionAnswer.objects.filter(
        suggestion=OuterRef("pk"), party__organisation__in=own
    )
    rows = Suggestion.objects.filter(memorandum__in=memoranda, state=Suggestion.State.OPEN)
    return rows.annotate(is_answered=Exists(answers)).only("memorandum_id", "party_id", "clause_id")


def _row(memorandum, version, parties, clauses, words, receipts, suggestions, own) -> Negotiation:
    sent = clauses[version.pk] if version else []
    wanted = {(one.party_id, one.clause_id) for one in suggestions}
    columns, dots = [], []
    for party in parties:
        was_read = version is not None and (version.pk, party.pk) in receipts
        states, waiting = [], 0
        for clause, text_hash in sent:
            word = words.get((party.pk, clause))
            said_hash = word.text_hash if word else ""
            has_open = (party.pk, clause) in wanted
            state = cell(word.stance if word else "", said_hash, text_hash, has_open, was_read)
            states.append(state)
            waiting += owes_word(state, said_hash, text_hash)
        columns.append(states)
        dots.append(PartyDot(party, _dot(states, waiting, was_read), waiting))
    rows = [row_state(cells) for cells in zip(*columns, strict=True)]
    mine = next((party for party in parties if party.organisation_id in own), None)
    return Negotiation(
        memorandum,
        version,
        dots,
        mine,
        {str(state): rows.count(state) for state in RowState},
        len(suggestions),
        sum(
            mine is not None and one.party_id != mine.pk and not one.is_answered
            for one in suggestions
        ),
    )


def _dot(states: list[State], waiting: int, was_read: bool) -> Dot:
    if State.OBJECTS in states:
        return Dot.OBJECTS
    if states and all(state == State.AGREED for state in states):
        return Dot.AGREED
    if not waiting and states:
        return Dot.ANSWERED
    return Dot.WAITING if was_read else Dot.NOT_RECEIVED
