"""Finding the working text: drafts, texts under negotiation, templates; the secretariat's alone.

What the person may not see is 404; what they see but do not keep (a party, a reader of the
register) is 403.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from ..models import Clause, Memorandum, Party
from ..permissions import can_read_draft


def find_working(request, uid) -> Memorandum:
    """A text whose secretariat the person is of: a memorandum in any state, or a template."""
    return _kept(request, find_known(request, uid))


def find_known(request, uid) -> Memorandum:
    """A text that the person sees, whoever keeps it; own templates too."""
    texts = _known(request).select_related("body", "amends", "called_for_by")
    return get_object_or_404(texts, uid=uid)


def find_working_clause(request, uid) -> Clause:
    """A clause of such a text, removed ones too."""
    clauses = Clause.objects.select_related("memorandum__body", "parent", "target")
    clause = get_object_or_404(clauses, uid=uid, memorandum__in=_known(request))
    _kept(request, clause.memorandum)
    return clause


def find_working_party(request, uid) -> Party:
    """A party of such a text."""
    parties = Party.objects.select_related(
        "memorandum__body", "organisation", "coordinator", "signatory", "authority_file"
    )
    party = get_object_or_404(parties, uid=uid, memorandum__in=_known(request))
    _kept(request, party.memorandum)
    return party


def _known(request):
    texts = Memorandum.objects.visible_to(request.user)
    templates = Memorandum.objects.templates_of(request.user)
    return Memorandum.objects.filter(
        Q(pk__in=texts.values("pk")) | Q(pk__in=templates.values("pk"))
    )


def _kept(request, memorandum: Memorandum) -> Memorandum:
    if not can_read_draft(request.user, memorandum):
        raise PermissionDenied
    return memorandum
