"""What is said on one clause: words of the parties, suggestions with their answers, the thread,
and the own akimat's notes."""

from dataclasses import dataclass

from django.db.models import Prefetch

from ..models import (
    Clause,
    InternalNote,
    Party,
    Position,
    Remark,
    Suggestion,
    SuggestionAnswer,
)


@dataclass(frozen=True)
class Discussion:
    """All of it, oldest first; `notes` are those of the reader's own party alone."""

    clause: Clause
    words: list[Position]
    suggestions: list[Suggestion]
    remarks: list[Remark]
    notes: list[InternalNote]


def discussion_of(clause: Clause, *, party: Party | None) -> Discussion:
    """Give what is said on the clause to a reader who may negotiate (permissions.can_negotiate).

    `party`: the one among whose people the reader is; its internal notes and nobody else's are
    given, and without a party none. Five queries. Each suggestion carries `last_answers` – the
    last word of every other party on it.
    """
    answers = SuggestionAnswer.objects.select_related("party__organisation", "by")
    last = answers.order_by("suggestion", "party", "-pk").distinct("suggestion", "party")
    suggestions = clause.suggestions.select_related(
        "party__organisation", "by", "decided_by", "merged_into", "round__version"
    ).prefetch_related(Prefetch("answers", last, to_attr="last_answers"))
    words = clause.positions.select_related("party__organisation", "by", "round__version")
    remarks = clause.remarks.select_related("party__organisation", "by", "attached", "suggestion")
    notes = InternalNote.objects.of(party).filter(clause=clause).select_related("by")
    return Discussion(
        clause,
        list(words.order_by("at", "pk")),
        list(suggestions.order_by("number")),
        list(remarks.order_by("at", "pk")),
        list(notes.order_by("at", "pk")),
    )
