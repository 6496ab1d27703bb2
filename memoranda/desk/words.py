"""The words that a party owes in negotiations, and what its secretariat decides."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agglo_portal.core.models import User
from councils.desk import Todo

from ..models import Memorandum
from ..permissions import leads, posts_of, speaks_for
from ..reports.gates import missing_to_open_approval
from ..reports.negotiations import (
    Negotiation,
    negotiation_rows,
    negotiations_of,
    waiting_parties,
)


def todos_of_negotiations(user: User, *, at: datetime) -> list[Todo]:
    """Give the words and answers that the person's party owes, and what its secretariat decides."""
    negotiated = negotiations_of(user).filter(state=Memorandum.State.NEGOTIATION)
    rows = negotiation_rows(negotiated, organisations=posts_of(user))
    today = timezone.localdate(at)
    todos = []
    for row in rows:
        if row.mine and speaks_for(user, row.mine) and row.hears_words(today):
            todos += _answers(row)
        if leads(user, row.memorandum):
            todos += _decisions(row)
    return todos


def count_unsaid(user: User) -> int:
    """Count the memoranda that wait for the word of a party for which the person speaks."""
    posts = posts_of(user)
    if not posts:
        return 0
    waiting = waiting_parties(posts, today=timezone.localdate())
    return sum(speaks_for(user, party) for party in waiting)


def _answers(row: Negotiation) -> list[Todo]:
    found = []
    if row.waiting_for_me:
        why = ngettext(
            "%(count)s clause waits for the word of your party.",
            "%(count)s clauses wait for the word of your party.",
            row.waiting_for_me,
        )
        found.append(_todo(row, why % {"count": row.waiting_for_me}, _("Answer")))
    elif row.suggestions_for_me:
        why = ngettext(
            "%(count)s suggestion of another party waits for what you think of it.",
            "%(count)s suggestions of other parties wait for what you think of them.",
            row.suggestions_for_me,
        )
        found.append(_todo(row, why % {"count": row.suggestions_for_me}, _("Read")))
    return found


def _decisions(row: Negotiation) -> list[Todo]:
    """The secretariat answers suggestions, then sends the next version or opens approval."""
    if row.open_suggestions:
        why = ngettext(
            "%(count)s suggestion waits for your decision.",
            "%(count)s suggestions wait for your decision.",
            row.open_suggestions,
        )
        return [_todo(row, why % {"count": row.open_suggestions}, _("Decide"))]
    is_agreed = row.total and row.ready == row.total
    if is_agreed and not missing_to_open_approval(row.memorandum):
        return [_todo(row, _("All parties agree to every clause: open the approval."), _("Open"))]
    if row.dots and row.answered == len(row.dots):
        return [_todo(row, _("All parties have answered: send the next version."), _("Open"))]
    return []


def _todo(row: Negotiation, why: str, button: str) -> Todo:
    return Todo(
        kind=_("Memorandum under negotiation"),
        icon="chat-square-text",
        title=row.title,
        why=why,
        button=button,
        url=reverse("memoranda:memorandum_detail", args=[row.memorandum.uid]),
        due=row.due_on,
    )
