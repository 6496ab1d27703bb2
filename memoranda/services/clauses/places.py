"""Where a clause may stand, and the order of those beside it."""

from ...models import Clause, ClauseKind, Memorandum
from ..refusals_drafting import ClauseRemoved, TextFrozen, WrongPlace

DEEPEST = 6  # nodes from the top to the bottom
PLACES = {
    ClauseKind.PREAMBLE: {None},
    ClauseKind.SECTION: {None, ClauseKind.ANNEX},
    ClauseKind.CLAUSE: {None, ClauseKind.PREAMBLE, ClauseKind.SECTION, ClauseKind.ANNEX},
    ClauseKind.SUBCLAUSE: {ClauseKind.CLAUSE, ClauseKind.SUBCLAUSE},
    ClauseKind.ANNEX: {None},
}
# What it becomes when it is put where its own kind does not stand.
TWIN = {ClauseKind.CLAUSE: ClauseKind.SUBCLAUSE, ClauseKind.SUBCLAUSE: ClauseKind.CLAUSE}


def require_worded(memorandum: Memorandum) -> None:
    """Refuse unless the working text may still change."""
    if not memorandum.is_worded:
        raise TextFrozen(state=memorandum.get_state_display())


def require_kept(clause: Clause) -> None:
    """Refuse a clause that was removed."""
    if clause.removed_at is not None:
        raise ClauseRemoved


def kind_at(kind: str, parent: Clause | None) -> str:
    """Give the kind that a node of this kind has under the parent; refuse a wrong place."""
    place = parent.kind if parent else None
    for possible in (kind, TWIN.get(kind)):
        if possible in PLACES and place in PLACES[possible]:
            return possible
    raise WrongPlace(kind=ClauseKind(kind).label)


def require_sound_parent(memorandum: Memorandum, kind: str, parent: Clause | None) -> None:
    """Refuse a parent of another text, a removed one, and a place too deep."""
    if parent is None:
        return
    if parent.memorandum_id != memorandum.pk:
        raise WrongPlace(kind=ClauseKind(kind).label)
    require_kept(parent)
    parents = dict(memorandum.clauses.values_list("pk", "parent_id"))
    if _depth(parent.pk, parents) >= DEEPEST:
        raise WrongPlace(kind=ClauseKind(kind).label)


def require_no_circle(clause: Clause, parent: Clause | None) -> None:
    """Refuse to put a clause into itself or below, and a branch where it would be too deep."""
    if parent is None:
        return
    branch = branch_of(clause)
    parents = dict(clause.memorandum.clauses.values_list("pk", "parent_id"))
    height = max(_depth(pk, parents) for pk in branch) - _depth(clause.pk, parents)
    if parent.pk in branch or _depth(parent.pk, parents) + 1 + height > DEEPEST:
        raise WrongPlace(kind=clause.get_kind_display())


def branch_of(clause: Clause, *, removed_at=None) -> set[int]:
    """Give the ids of the clause and of all below it that were removed at that moment (or stand,
    without one)."""
    below: dict[int, list[int]] = {}
    rows = (
        clause.memorandum.clauses.filter(removed_at=removed_at)
        if removed_at
        else (clause.memorandum.clauses.kept())
    )
    for pk, parent in rows.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, frontier = {clause.pk}, [clause.pk]
    while frontier:
        frontier = [pk for parent in frontier for pk in below.get(parent, [])]
        found.update(frontier)
    return found


def siblings(memorandum: Memorandum, parent: Clause | None) -> list[Clause]:
    """Give what stands under the parent, in order."""
    rows = memorandum.clauses.kept().filter(parent=parent)
    return list(rows.order_by("position", "pk"))


def put(clause: Clause, *, to: int | None = None) -> None:
    """Give the clause (with its parent set) the place `to`, counted from 1, and count the others
    anew; without a place the natural one: a preamble first, others last but before the annexes.
    Writes the places of the others alone: the caller saves the clause."""
    beside = [one for one in siblings(clause.memorandum, clause.parent) if one.pk != clause.pk]
    index = _natural(clause, beside) if to is None else min(max(to, 1), len(beside) + 1) - 1
    ordered = [*beside[:index], clause, *beside[index:]]
    moved = []
    for position, one in enumerate(ordered, start=1):
        if one.position != position:
            one.position = position
            if one is not clause:
                moved.append(one)
    Clause.objects.bulk_update(moved, ["position"])


def _natural(clause: Clause, beside: list[Clause]) -> int:
    if clause.kind == ClauseKind.PREAMBLE:
        return 0
    if clause.kind != ClauseKind.ANNEX:
        for index, one in enumerate(beside):
            if one.kind == ClauseKind.ANNEX:
                return index
    return len(beside)


def _depth(pk: int, parents: dict[int, int | None]) -> int:
    depth = 1
    while (pk := parents.get(pk)) is not None:
        depth += 1
    return depth
