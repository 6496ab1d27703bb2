"""Suggestions that wait for a decision or for what a party thinks of them."""

from django.db.models import QuerySet
from django.urls import reverse

from ..models import Memorandum, Party, Suggestion, SuggestionAnswer


def open_suggestions(memorandum: Memorandum) -> QuerySet[Suggestion]:
    """Those that the secretariat has not decided on, the oldest first."""
    waiting = memorandum.suggestions.filter(state=Suggestion.State.OPEN)
    return waiting.select_related("clause", "party__organisation").order_by("at", "pk")


def suggestions_for(memorandum: Memorandum, party: Party) -> QuerySet[Suggestion]:
    """Open suggestions of other parties on which this one has not spoken."""
    said = SuggestionAnswer.objects.filter(party=party)
    others = open_suggestions(memorandum).exclude(party=party)
    return others.exclude(pk__in=said.values("suggestion"))


def suggestion_words(suggestion: Suggestion) -> str:
    """A suggestion in a line: its number and whose it is."""
    return f"№ {suggestion.number}, {suggestion.party}"


def suggestion_url(memorandum: Memorandum, suggestion: Suggestion) -> str:
    """Where the suggestion stands on the page of its clause."""
    page = reverse("memoranda:clause_detail", args=[memorandum.uid, suggestion.clause.uid])
    return f"{page}#s{suggestion.number}"
