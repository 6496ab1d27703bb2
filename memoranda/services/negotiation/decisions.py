"""What becomes of a suggestion: accepted into the working text, rejected, merged with another.

The working text is the secretariat's; an accepted suggestion is merged into it word by word,
because it may have changed since the party read it. Nothing of it is seen before the next version
is sent.
"""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move
from councils.services.agenda import ReasonNeeded

from ...models import Suggestion
from ..locks import lock_suggestion
from .applying import apply_suggestion
from .hearing import names_of, require_negotiated
from .refusals import NotMergeable

State = Suggestion.State


@transaction.atomic
def accept_suggestion(
    suggestion: Suggestion,
    *,
    words: dict[str, str] | None = None,
    base_revision: int | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Suggestion:
    """Take the suggestion into the working text; give it.

    Words that only the party changed come in beside what was changed meanwhile. Where both
    changed the same words it refuses with both texts (SuggestionConflicts); the person then gives
    the chosen `words`, and in `base_revision` the wording of the clause that was seen with them.
    A language that was not suggested lags behind. Refuses what was decided already.
    """
    suggestion = lock_suggestion(suggestion)
    require_negotiated(suggestion.memorandum)
    require_move(suggestion, State.ACCEPTED)
    apply_suggestion(
        suggestion, words=words, base_revision=base_revision, reason=reason.strip(), by=by, at=at
    )
    _decide(suggestion, State.ACCEPTED, reason, by=by, at=at)
    _record("suggestion_accepted", suggestion, by=by, at=at)
    return suggestion


@transaction.atomic
def reject_suggestion(suggestion: Suggestion, *, reason: str, by: User, at: datetime) -> Suggestion:
    """Reject the suggestion and say why; its words stay on the record; give it.

    Refuses no reason, and what was decided already.
    """
    suggestion = lock_suggestion(suggestion)
    require_negotiated(suggestion.memorandum)
    require_move(suggestion, State.REJECTED)
    if not reason.strip():
        raise ReasonNeeded
    _decide(suggestion, State.REJECTED, reason, by=by, at=at)
    _record("suggestion_rejected", suggestion, by=by, at=at, reason=suggestion.decision_reason)
    return suggestion


@transaction.atomic
def merge_suggestion(
    suggestion: Suggestion,
    *,
    into: Suggestion,
    words: dict[str, str] | None = None,
    base_revision: int | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Suggestion:
    """Decide two suggestions to one clause at once: `into` is accepted with the words of both.

    Without `words` they are merged word by word; where both changed the same words it refuses
    with both texts (SuggestionConflicts). Give the merged suggestion. Refuses suggestions of two
    clauses or kinds, a removal, and what was decided already.
    """
    suggestion = lock_suggestion(suggestion)
    into = lock_suggestion(into)
    require_negotiated(suggestion.memorandum)
    require_move(suggestion, State.MERGED)
    require_move(into, State.ACCEPTED)
    is_alike = (suggestion.clause_id, suggestion.kind) == (into.clause_id, into.kind)
    if suggestion.pk == into.pk or not is_alike or suggestion.kind == Suggestion.Kind.REMOVAL:
        raise NotMergeable

    apply_suggestion(
        into,
        other=suggestion,
        words=words,
        base_revision=base_revision,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    _decide(into, State.ACCEPTED, reason, by=by, at=at)
    suggestion.merged_into = into
    _decide(suggestion, State.MERGED, reason, by=by, at=at)
    _record("suggestion_merged", suggestion, by=by, at=at, into=into.number)
    return suggestion


def _decide(suggestion: Suggestion, state: str, reason: str, *, by: User, at: datetime) -> None:
    """Keep the answer and promise its letter to the party."""
    suggestion.state = state
    suggestion.decision_reason = reason.strip()
    suggestion.decided_by = by
    suggestion.decided_at = at
    suggestion.save(
        update_fields=[
            "state", "merged_into", "decision_reason", "decided_by", "decided_at", "updated_at",
        ]
    )  # fmt: skip
    outbox.order(
        "tell_of_decided_suggestion",
        key=f"suggestion_decided:{suggestion.pk}",
        at=at,
        suggestion=suggestion.pk,
    )


def _record(event: str, suggestion: Suggestion, *, by: User, at: datetime, **facts) -> None:
    journal.record(
        event,
        suggestion.memorandum,
        by=by,
        at=at,
        from_state=State.OPEN,
        to_state=suggestion.state,
        number=suggestion.number,
        clause_uid=str(suggestion.clause.uid),
        **names_of(suggestion.party),
        **facts,
    )
