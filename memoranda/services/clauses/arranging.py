"""The order of the text: clauses are moved, removed with all below them, and restored."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Clause
from ..locks import lock_clause
from ..refusals_drafting import ClauseStands, ParentRemoved
from .places import (
    branch_of,
    kind_at,
    put,
    require_kept,
    require_no_circle,
    require_sound_parent,
    require_worded,
    siblings,
)
from .wording import words_of
from .writing import write_words


@transaction.atomic
def move_clause(
    clause: Clause, *, parent: Clause | None, to: int, by: User, at: datetime
) -> Clause:
    """Put the clause, with all below it, under `parent` at the place `to`, counted from 1.

    A clause put into a clause becomes a sub-clause, and back. Refuses a frozen text, a place
    where it cannot stand, and a place inside itself. Its own place is no act.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    require_kept(clause)
    parent = parent and Clause.objects.get(pk=parent.pk)
    require_sound_parent(clause.memorandum, clause.kind, parent)
    require_no_circle(clause, parent)
    before = (clause.parent_id, clause.position)
    kind = kind_at(clause.kind, parent)
    former_parent = clause.parent

    clause.parent, clause.kind = parent, kind
    put(clause, to=to)
    if (clause.parent_id, clause.position) == before:
        return clause
    clause.save(update_fields=["parent", "kind", "position", "updated_at"])
    if clause.parent_id != before[0]:
        _close_gap(clause, former_parent)
    journal.record("clause_moved", clause, by=by, at=at, to_position=clause.position)
    return clause


@transaction.atomic
def remove_clause(clause: Clause, *, reason: str = "", by: User, at: datetime) -> Clause:
    """Take the clause and all below it out of the working text; its wordings stay.

    Refuses a frozen text, and what was removed already.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    require_kept(clause)
    count = take_out(clause, at=at)
    journal.record("clause_removed", clause, by=by, at=at, count=count, reason=reason.strip())
    return clause


def take_out(clause: Clause, *, at: datetime) -> int:
    """Take the clause and all below it out of the text; say how many. A step of an act, without
    lock and journal."""
    branch = branch_of(clause)
    Clause.objects.filter(pk__in=branch).update(removed_at=at, updated_at=at)
    clause.removed_at = at
    _close_gap(clause, clause.parent)
    return len(branch)


@transaction.atomic
def restore_clause(
    clause: Clause, *, revision: int | None = None, by: User, at: datetime
) -> Clause:
    """Put a removed clause back with what was removed together with it, or (and) give a clause
    its former wording `revision` again, as a new wording. The words it has are no act.

    Refuses a frozen text, a clause that stands when no wording is named, one whose parent was
    removed, and a wording that never was.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    was_removed = clause.removed_at is not None
    if not was_removed and revision is None:
        raise ClauseStands
    if was_removed:
        _put_back(clause, at)
    is_new = revision is not None and write_words(clause, words_of(clause, revision), by=by, at=at)
    if not was_removed and not is_new:
        return clause
    journal.record(
        "clause_restored" if was_removed else "wording_restored",
        clause,
        by=by,
        at=at,
        revision=revision or clause.revision,
    )
    return clause


def _put_back(clause: Clause, at: datetime) -> None:
    if clause.parent is not None and clause.parent.removed_at is not None:
        raise ParentRemoved
    branch = branch_of(clause, removed_at=clause.removed_at)
    place = clause.position
    Clause.objects.filter(pk__in=branch).update(removed_at=None, updated_at=at)
    clause.removed_at = None
    put(clause, to=place)
    clause.save(update_fields=["position"])


def _close_gap(clause: Clause, parent: Clause | None) -> None:
    """Count the places under the parent anew after one has left it."""
    moved = []
    for position, one in enumerate(siblings(clause.memorandum, parent), start=1):
        if one.position != position:
            one.position = position
            moved.append(one)
    Clause.objects.bulk_update(moved, ["position"])
