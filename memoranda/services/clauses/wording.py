"""New clauses and new words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Clause, ClauseRevision, Draft, Memorandum
from ..locks import lock_clause, lock_memorandum
from ..refusals_drafting import NoSuchWording, WrongPlace, WrongTarget
from .places import kind_at, require_kept, require_sound_parent, require_worded
from .writing import insert, merged_words, sound_words, write_words


@dataclass(frozen=True)
class Changed:
    """The clause as it is now, and whether another person's words were merged into it."""

    clause: Clause
    was_merged: bool


@transaction.atomic
def add_clause(
    memorandum: Memorandum,
    *,
    kind: str,
    parent: Clause | None = None,
    after: Clause | None = None,
    words: dict[str, str],
    operation: str = "",
    target: Clause | None = None,
    role: str = "",
    by: User,
    at: datetime,
) -> Clause:
    """Put a new clause into the working text: under `parent` (that of `after`, if none is named),
    after `after` or at the natural place; give it.

    `operation` and `target`: in an amending memorandum, what it does to which clause. Refuses a
    frozen text, a place where such a clause cannot stand, a clause without words, and a target
    that is not of the amended text.
    """
    memorandum = lock_memorandum(memorandum)
    require_worded(memorandum)
    parent = _fresh(parent)
    after = _fresh(after)
    if after is not None:
        require_kept(after)
        if after.memorandum_id != memorandum.pk or (parent and parent.pk != after.parent_id):
            raise WrongPlace(kind=Clause.Kind(kind).label)
        parent = after.parent
    require_sound_parent(memorandum, kind, parent)
    kind = kind_at(kind, parent)
    _require_target(memorandum, operation, target)

    clause = insert(
        memorandum,
        kind=kind,
        parent=parent,
        after=after,
        words=words,
        operation=operation,
        target=target,
        role=role,
        by=by,
        at=at,
    )
    Draft.objects.filter(by=by, memorandum=memorandum, place="clause:new").delete()
    journal.record("clause_added", clause, by=by, at=at, kind=clause.kind)
    return clause


@transaction.atomic
def change_clause(
    clause: Clause,
    *,
    words: dict[str, str],
    base_revision: int,
    reason: str = "",
    by: User,
    at: datetime,
) -> Changed:
    """Give the clause new words; those of the four texts that are not named stay.

    `base_revision` is the wording that the person read. What another person wrote meanwhile is
    merged in, word by word; where both changed the same words ClauseChanged is raised with both
    texts. Refuses a frozen text, a removed clause, unfinished merges. The same words are no act;
    the person's unsent draft of this clause ends with the act.
    """
    clause = lock_clause(clause)
    require_worded(clause.memorandum)
    require_kept(clause)
    now = clause.words()
    read = now if base_revision == clause.revision else words_of(clause, base_revision)
    mine = {**read, **sound_words(words)}
    wanted = mine
    if read != now:
        wanted = merged_words(base=read, mine=mine, theirs=now, revision=clause.revision)
    was_merged = wanted != mine

    Draft.objects.filter(by=by, memorandum=clause.memorandum, place=f"clause:{clause.uid}").delete()
    if write_words(clause, wanted, reason=reason, by=by, at=at):
        journal.record(
            "clause_changed",
            clause,
            by=by,
            at=at,
            revision=clause.revision,
            was_merged=was_merged,
            reason=reason.strip(),
        )
    return Changed(clause, was_merged)


def words_of(clause: Clause, revision: int) -> dict[str, str]:
    """Give a former wording; refuse one that never was."""
    row = ClauseRevision.objects.filter(clause=clause, revision=revision).first()
    if row is None:
        raise NoSuchWording
    return row.words()


def _fresh(clause: Clause | None) -> Clause | None:
    """The clause as the lock finds it."""
    return clause and Clause.objects.select_related("parent").get(pk=clause.pk)


def _require_target(memorandum: Memorandum, operation: str, target: Clause | None) -> None:
    if bool(operation) != (target is not None):
        raise WrongTarget
    if target is None:
        return
    changed = memorandum.amends_id
    if changed is None or changed not in (target.memorandum_id, target.memorandum.amends_id):
        raise WrongTarget
