"""The head that all pages of one memorandum share: what it is, how far, and where else to look."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Memorandum
from ..permissions import can_negotiate, leads, party_of, speaks_for
from ..reports.matrix import Matrix, matrix_of
from ..reports.reading import title_of

State = Memorandum.State
APPROVED_STATES = (
    State.APPROVAL, State.PREPARED, State.SIGNING, State.SIGNED, *Memorandum.PUBLIC_STATES
)  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """A page of the memorandum; `key` names the one that is shown."""

    key: str
    label: str
    url: str
    is_current: bool = False
    count: int = 0


def heading_of(user, memorandum: Memorandum, *, tab: str, matrix: Matrix | None = None) -> dict:
    """Give what memoranda/_head.html shows, and who the person is here.

    `party` is theirs or None, `speaks` whether their word is its word, `is_lead` whether they are
    of the secretariat. The matrix is asked for once a page: pages that have it give it.
    """
    party = party_of(user, memorandum)
    is_lead = leads(user, memorandum)
    if matrix is None:
        matrix = matrix_of(memorandum)
    return {
        "memorandum": memorandum,
        "title": title_of(memorandum, matrix.version),
        "matrix": matrix,
        "version": matrix.version,
        "round": matrix.round,
        "party": party,
        "speaks": party is not None and speaks_for(user, party),
        "is_lead": is_lead,
        "is_negotiated": memorandum.state == State.NEGOTIATION,
        "is_heard": memorandum.state == State.NEGOTIATION and _is_heard(matrix),
        "is_overdue": bool(matrix.round) and timezone.localdate() > matrix.round.due_on,
        "tabs": _tabs(user, memorandum, tab, is_lead),
        "count_parties": len(matrix.parties) or memorandum.parties.count(),
    }


def _is_heard(matrix: Matrix) -> bool:
    """Whether the parties' words are still heard: where silence is consent, till the day ends."""
    round = matrix.round
    if round is None or not round.silence_is_consent:
        return round is not None
    return round.closed_at is None and timezone.localdate() <= round.due_on


def _tabs(user, memorandum: Memorandum, current: str, is_lead: bool) -> list[Tab]:
    pages = [("text", _("Text"), "memorandum_detail")]
    negotiates = can_negotiate(user, memorandum)
    if is_lead and memorandum.is_worded:
        pages.append(("draft", _("Working text"), "draft_detail"))
    if negotiates and memorandum.version_number:
        pages.append(("matrix", _("Who agrees to what"), "matrix_detail"))
        pages.append(("versions", _("Versions"), "version_list"))
    if memorandum.version_number > 1 and negotiates:
        pages.append(("comparison", _("Comparison"), "comparison_detail"))
    if negotiates and (memorandum.state in APPROVED_STATES or _came_back(memorandum)):
        pages.append(("approval", _("Approval"), "approval_detail"))
    if negotiates and (memorandum.state in APPROVED_STATES[1:] or _was_refused(memorandum)):
        pages.append(("signing", _("Signing"), "signing_detail"))
    if memorandum.version_number:
        pages.append(("files", _("Files"), "file_list"))
    if is_lead:
        pages.append(("parties", _("Parties"), "party_list"))
    return [
        Tab(key, label, reverse(f"memoranda:{name}", args=[memorandum.uid]), key == current)
        for key, label, name in pages
    ]


def _came_back(memorandum: Memorandum) -> bool:
    """Whether a version was in approval before: its void sheets stay readable."""
    is_worded = memorandum.state == State.NEGOTIATION
    return is_worded and memorandum.versions.filter(approval_sheets__isnull=False).exists()


def _was_refused(memorandum: Memorandum) -> bool:
    """Whether an attempt to sign has ended before: why stays readable."""
    is_worded = memorandum.state in (State.NEGOTIATION, State.APPROVAL)
    return is_worded and memorandum.versions.filter(signing_sheets__isnull=False).exists()
