"""The two languages: a pair confirmed, a difference marked as meant."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User
from councils.services.agenda import ReasonNeeded

from ...models import Clause, IntendedDifference
from ...reports.parity import differences_of
from ..locks import lock_clause
from ..refusals_drafting import DifferenceGone
from .places import require_kept, require_worded


@transaction.atomic
def confirm_pair(clause: Clause, *, by: User, at: datetime) -> Clause:
    """Say that the language which lagged behind says the same as the other (domain rule 37).

    Refuses a frozen text and a removed clause. Where nothing lags it is no act.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    require_kept(clause)
    if not clause.lagging:
        return clause
    language, clause.lagging = clause.lagging, ""
    clause.save(update_fields=["lagging", "updated_at"])
    journal.record("pair_confirmed", clause, by=by, at=at, language=language)
    return clause


@transaction.atomic
def intend_difference(
    clause: Clause, *, key: str, reason: str, by: User, at: datetime
) -> IntendedDifference:
    """Mark a difference between the languages as meant and say why; it blocks sending no more.

    The mark covers this very difference: another one, after other words, is not covered. Refuses
    a frozen text, no reason, and a difference that the texts do not have.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    require_kept(clause)
    if not reason.strip():
        raise ReasonNeeded
    if key not in {one.key for one in differences_of(clause)}:
        raise DifferenceGone
    mark, created = IntendedDifference.objects.get_or_create(
        clause=clause, key=key, defaults={"reason": reason.strip(), "by": by, "at": at}
    )
    if created:
        journal.record("difference_intended", clause, by=by, at=at, key=key, reason=mark.reason)
    return mark
