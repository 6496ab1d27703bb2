"""Who speaks in a negotiation, and the page on which a refused word comes back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from ..models import Clause, Memorandum, Party, Suggestion
from ..permissions import can_take_position, party_of
from .clause_panes import Forms, clause_panes

__all__ = ["Forms", "again", "place_of", "speaking_party"]


def speaking_party(user, memorandum: Memorandum) -> Party:
    """Give the party for which the person speaks; who speaks for none is refused."""
    party = party_of(user, memorandum)
    if party is None or not can_take_position(user, party):
        raise PermissionDenied
    return party


def again(request, clause: Clause, forms: Forms):
    """Show the page of the clause with the refused form, all that was typed, and why."""
    context = clause_panes(request.user, clause.memorandum, clause, query=request.GET, forms=forms)
    return render(request, "memoranda/clause_detail.html", context, status=422)


def place_of(suggestion: Suggestion) -> str:
    """Give the address of the suggestion on the page of its clause."""
    return f"{suggestion.clause.get_absolute_url()}#s{suggestion.number}"
