"""The steps that the acts on clauses share: sound words, a merge, a wording kept for ever.

They lock nothing and write no journal: the act that calls them does.
"""

from collections.abc import Iterable
from datetime import datetime

from agglo_portal.core.models import User
from councils.services.fields import only

from ...models import Clause, ClauseKind, ClauseRevision, Memorandum, Suggestion
from ...nodes import Node, walk
from ...rules.merging import has_marks, merge
from ...rules.texts import normalise
from ...skeletons import role_of
from ..refusals_drafting import ClauseChanged, MarksLeft, WordsMissing, WordsTooLong
from .places import kind_at, put, siblings

LONGEST_HEADING = 500
LONGEST_TEXT = 60_000


def sound_words(words: dict[str, str]) -> dict[str, str]:
    """Give the words in the one form in which they are stored; some of the four, or all.

    Refuses what is too long and the marks of an unfinished merge.
    """
    sound = {}
    for name, text in only(set(Clause.WORDS), words).items():
        text = normalise(text or "")
        is_heading = name.startswith("heading")
        sound[name] = " ".join(text.split()) if is_heading else text.strip()
        if len(sound[name]) > (LONGEST_HEADING if is_heading else LONGEST_TEXT):
            raise WordsTooLong(heading=LONGEST_HEADING, text=LONGEST_TEXT)
        if has_marks(sound[name]):
            raise MarksLeft
    return sound


def merged_words(
    *, base: dict[str, str], mine: dict[str, str], theirs: dict[str, str], revision: int
) -> dict[str, str]:
    """Merge by words what two people made of the same wording; a conflict is refused with both.

    `revision` names the wording `theirs`.
    """
    merged = {name: merge(base[name], mine[name], theirs[name]) for name in Clause.WORDS}
    if any(one.conflicts for one in merged.values()):
        raise ClauseChanged(theirs=theirs, merged=merged, revision=revision)
    return {name: one.text for name, one in merged.items()}


def write_words(
    clause: Clause,
    words: dict[str, str],
    *,
    reason: str = "",
    suggestion: Suggestion | None = None,
    by: User | None,
    at: datetime,
) -> bool:
    """Give the clause these words as its next wording; say whether anything changed.

    One language changed alone leaves the other lagging, until it follows or the pair is
    confirmed. Refuses a clause without any word, unless it repeals another.
    """
    before = clause.words()
    after = {**before, **sound_words(words)}
    if after == before:
        return False
    if not any(after.values()) and clause.operation != Clause.Operation.REPEAL:
        raise WordsMissing
    for name, text in after.items():
        setattr(clause, name, text)
    clause.lagging = lagging_after(before, after, clause.lagging)
    clause.role = clause.role or _role(clause)
    clause.revision += 1
    clause.save(update_fields=[*Clause.WORDS, "lagging", "role", "revision", "updated_at"])
    _keep_wording(clause, reason=reason, suggestion=suggestion, by=by, at=at)
    return True


def insert(
    memorandum: Memorandum,
    *,
    kind: str,
    parent: Clause | None,
    after: Clause | None,
    words: dict[str, str],
    reason: str = "",
    suggestion: Suggestion | None = None,
    by: User | None,
    at: datetime,
    **fields,
) -> Clause:
    """Put a new clause under the parent: after a sibling, or at the natural place."""
    clause = Clause(
        memorandum=memorandum,
        parent=parent,
        kind=kind_at(kind, parent),
        position=0,
        **dict.fromkeys(Clause.WORDS, "") | sound_words(words),
        **fields,
    )
    if not any(clause.words().values()) and clause.operation != Clause.Operation.REPEAL:
        raise WordsMissing
    clause.role = clause.role or _role(clause)
    put(clause, to=_place_after(memorandum, parent, after))
    clause.save()
    _keep_wording(clause, reason=reason, suggestion=suggestion, by=by, at=at)
    return clause


def plant(memorandum: Memorandum, nodes: Iterable[Node], *, by: User, at: datetime) -> int:
    """Put whole trees at the end of the text, each node with its first wording; say how many."""
    start = len(siblings(memorandum, None))
    level: list[tuple[Node, Clause | None, int]] = [
        (node, None, start + place) for place, node in enumerate(nodes, start=1)
    ]
    count = 0
    while level:
        made = [_planted(memorandum, *one) for one in level]
        Clause.objects.bulk_create(made)
        ClauseRevision.objects.bulk_create(
            ClauseRevision(clause=one, revision=1, by=by, at=at, **one.words()) for one in made
        )
        count += len(made)
        level = [
            (child, clause, place)
            for (node, _parent, _place), clause in zip(level, made, strict=True)
            for place, child in enumerate(node.children, start=1)
        ]
    return count


def count_of(nodes: Iterable[Node]) -> int:
    return sum(1 for _node in walk(nodes))


def lagging_after(before: dict[str, str], after: dict[str, str], lagging: str) -> str:
    """Say which language lags after a change: the one that was not touched. A language that is not
    there at all does not lag: it is missing."""
    touched = {
        language
        for language in ("kk", "ru")
        if any(before[name] != after[name] for name in _names(language))
    }
    if len(touched) != 1:
        return "" if touched else lagging
    (changed,) = touched
    other = "ru" if changed == "kk" else "kk"
    follows = changed == lagging or not any(before[name] for name in _names(changed))
    is_alone = any(
        not any(after[name] for name in _names(language)) for language in (changed, other)
    )
    return "" if follows or is_alone else other


def _names(language: str) -> tuple[str, str]:
    return f"heading_{language}", f"text_{language}"


def _place_after(memorandum: Memorandum, parent: Clause | None, after: Clause | None) -> int | None:
    if after is None:
        return None
    order = [one.pk for one in siblings(memorandum, parent)]
    return order.index(after.pk) + 2


def _planted(memorandum: Memorandum, node: Node, parent: Clause | None, place: int) -> Clause:
    clause = Clause(
        memorandum=memorandum,
        parent=parent,
        kind=kind_at(node.kind, parent),
        position=place,
        role=node.role,
        **dict.fromkeys(Clause.WORDS, "") | sound_words(node.words),
    )
    clause.role = clause.role or _role(clause)
    return clause


def _role(clause: Clause) -> str:
    if clause.kind == ClauseKind.PREAMBLE:
        return "preamble"
    if clause.kind != ClauseKind.SECTION:
        return ""
    return role_of(clause.heading_kk, clause.heading_ru)


def _keep_wording(clause: Clause, *, reason, suggestion, by, at) -> None:
    ClauseRevision.objects.create(
        clause=clause,
        revision=clause.revision,
        by=by,
        at=at,
        reason=reason.strip(),
        suggestion=suggestion,
        **clause.words(),
    )
