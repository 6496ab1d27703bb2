"""Two versions of a text, clause by clause: what stayed, changed, moved, came and went."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .redline import Piece, bare_words, redline

# From so much likeness on, a clause typed anew is taken for the old one reworded…
LIKE_ENOUGH = 0.6
# …if it has so many words at all: short clauses are alike by chance.
FEWEST_WORDS = 4


@dataclass(frozen=True)
class Row:
    """A clause of a version: `key` is the same through versions, rows stand in reading order."""

    key: str
    number: str
    kind: str
    words: dict[str, str]
    parent_key: str | None = None


@dataclass(frozen=True)
class Change:
    """What became of a clause; `redlines` by the names of its texts, where there is text."""

    kind: str  # same | changed | moved | moved_and_changed | added | removed
    old: Row | None
    new: Row | None
    redlines: dict[str, list[Piece]] = field(default_factory=dict)


def compare(old: list[Row], new: list[Row]) -> list[Change]:
    """Compare two versions; changes come in reading order of the new one, a removed clause after
    what stood before it.

    A clause is recognised by its key, and one typed anew by equal or like words. It has moved
    when its parent is another one or its place among the kept siblings; a clause that only
    follows its moved section has not, nor one whose number alone changed.
    """
    pairs = _pairs(old, new)
    moved = _moved(old, new, pairs)
    gone: dict[str | None, list[Change]] = defaultdict(list)
    new_of = {before.key: key for key, before in pairs.items()}
    anchor = None
    for row in old:
        if row.key not in new_of:
            gone[anchor].append(Change("removed", row, None, _redlines(row, None)))
        elif new_of[row.key] not in moved:
            anchor = new_of[row.key]
    changes = gone[None]
    for row in new:
        changes.append(_change(pairs.get(row.key), row, row.key in moved))
        changes += gone[row.key]
    return changes


def _change(old: Row | None, new: Row, is_moved: bool) -> Change:
    if old is None:
        kind = "added"
    else:
        is_changed = old.words != new.words or old.kind != new.kind
        kind = {
            (False, False): "same",
            (False, True): "changed",
            (True, False): "moved",
            (True, True): "moved_and_changed",
        }[is_moved, is_changed]
    return Change(kind, old, new, _redlines(old, new))


def _redlines(old: Row | None, new: Row | None) -> dict[str, list[Piece]]:
    before, after = (row.words if row else {} for row in (old, new))
    names = list(dict.fromkeys([*after, *before]))
    lines = {name: redline(before.get(name, ""), after.get(name, "")) for name in names}
    return {name: pieces for name, pieces in lines.items() if pieces}


def _pairs(old: list[Row], new: list[Row]) -> dict[str, Row]:
    """Find for each new row (by its key) the old one that it was."""
    by_key = {row.key: row for row in old}
    pairs = {row.key: by_key[row.key] for row in new if row.key in by_key}
    left = [row for row in old if row.key not in pairs]
    came = [row for row in new if row.key not in pairs]
    for after, before in _equal(left, came):
        pairs[after.key] = before
    taken = {row.key for row in pairs.values()}
    left = [row for row in left if row.key not in taken]
    came = [row for row in came if row.key not in pairs]
    for after, before in _alike(left, came):
        pairs[after.key] = before
    return pairs


def _equal(left: list[Row], came: list[Row]) -> list[tuple[Row, Row]]:
    """Pair rows with the very same words, the first with the first."""
    waiting: dict[tuple, list[Row]] = defaultdict(list)
    for row in left:
        waiting[_content(row)].append(row)
    return [
        (row, waiting[_content(row)].pop(0))
        for row in came
        if any(row.words.values()) and waiting.get(_content(row))
    ]


def _content(row: Row) -> tuple:
    return tuple(sorted((name, text) for name, text in row.words.items() if text))


def _alike(left: list[Row], came: list[Row]) -> list[tuple[Row, Row]]:
    """Pair rows of a kind with like words, the likest first."""
    texts = {id(row): _all_words(row) for row in [*left, *came]}
    found = []
    for new_place, after in enumerate(came):
        # SequenceMatcher remembers its second text: set it once for all candidates.
        matcher = SequenceMatcher(None, b=texts[id(after)], autojunk=False)
        for old_place, before in enumerate(left):
            shorter = min(len(texts[id(after)]), len(texts[id(before)]))
            if before.kind != after.kind or shorter < FEWEST_WORDS:
                continue
            matcher.set_seq1(texts[id(before)])
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(bound() >= LIKE_ENOUGH for bound in bounds):
                found.append((-matcher.ratio(), new_place, old_place))
    pairs, taken = [], set()
    for _likeness, new_place, old_place in sorted(found):
        if not taken & {("new", new_place), ("old", old_place)}:
            taken |= {("new", new_place), ("old", old_place)}
            pairs.append((came[new_place], left[old_place]))
    return pairs


def _all_words(row: Row) -> list[str]:
    return [word for name in sorted(row.words) for word in bare_words(row.words[name])]


def _moved(old: list[Row], new: list[Row], pairs: dict[str, Row]) -> set[str]:
    """Find the keys of new rows that stand elsewhere: as few as explain the new order."""
    place = {row.key: index for index, row in enumerate(old)}
    moved = set()
    siblings: dict[str | None, list[Row]] = defaultdict(list)
    for row in new:
        before = pairs.get(row.key)
        if before is None:
            continue
        parent = pairs.get(row.parent_key) if row.parent_key is not None else None
        parent_was = parent.key if parent else row.parent_key
        if before.parent_key == parent_was:
            siblings[row.parent_key].append(row)
        else:
            moved.add(row.key)
    for rows in siblings.values():
        kept = _longest_rising([place[pairs[row.key].key] for row in rows])
        moved |= {row.key for index, row in enumerate(rows) if index not in kept}
    return moved


def _longest_rising(numbers: list[int]) -> set[int]:
    """Give the places of a longest rising subsequence: those that need not have moved."""
    tails: list[int] = []  # least last number of a rising row of each length
    ends: list[int] = []  # its place
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    kept = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
