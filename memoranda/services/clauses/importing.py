"""A text from a document: taken over after a person has seen it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Clause, Memorandum
from ...nodes import Node
from ..locks import lock_memorandum
from ..refusals_drafting import NothingToImport, WordsTooLong
from .places import require_worded
from .writing import LONGEST_HEADING, LONGEST_TEXT, count_of, plant

MOST_NODES = 2_000


@transaction.atomic
def import_clauses(
    memorandum: Memorandum, *, nodes: Sequence[Node], replace: bool, by: User, at: datetime
) -> int:
    """Take the nodes over into the working text, at its end or in its place; say how many.

    What they take the place of is removed and can be restored. Refuses a frozen text, nothing,
    too much, and nodes in places where they cannot stand.
    """
    memorandum = lock_memorandum(memorandum)
    require_worded(memorandum)
    if not nodes:
        raise NothingToImport
    if count_of(nodes) > MOST_NODES:
        raise WordsTooLong(heading=LONGEST_HEADING, text=LONGEST_TEXT)
    if replace:
        Clause.objects.filter(memorandum=memorandum, removed_at=None).update(
            removed_at=at, updated_at=at
        )
    count = plant(memorandum, nodes, by=by, at=at)
    journal.record("clauses_imported", memorandum, by=by, at=at, count=count, replace=replace)
    return count
