"""Puts the trees of two languages together: what has the same number is the same clause."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ...nodes import Node
from ...rules.texts import normalise
from .outline import Item


@dataclass
class Paired:
    """The nodes, and how many of them stand in one language although there are two."""

    nodes: tuple[Node, ...] = ()
    alone: list[str] = field(default_factory=list)


def pair(kk: list[Item], ru: list[Item]) -> Paired:
    """Pair the items level by level: by number, then those between by their order.

    What has no counterpart becomes a node in its language alone: nothing is left out.
    """
    paired = Paired()
    paired.nodes = _nodes(kk, ru, paired, is_bilingual=bool(kk and ru))
    return paired


def _nodes(kk: list[Item], ru: list[Item], paired: Paired, *, is_bilingual: bool) -> tuple:
    nodes = []
    for one, other in _matched(kk, ru):
        item = one or other
        if is_bilingual and not (one and other):
            paired.alone.append(".".join(map(str, item.number)) or item.heading or item.text[:40])
        words = {
            "heading_kk": one.heading if one else "",
            "heading_ru": other.heading if other else "",
            "text_kk": normalise(one.text) if one else "",
            "text_ru": normalise(other.text) if other else "",
        }
        kind = "section" if other and other.kind == "section" else item.kind
        below = (one.children if one else [], other.children if other else [])
        children = _nodes(*below, paired, is_bilingual=is_bilingual and bool(one and other))
        nodes.append(Node(kind, words, children=children))
    return tuple(nodes)


def _matched(kk: list[Item], ru: list[Item]) -> list[tuple[Item | None, Item | None]]:
    if not kk or not ru:
        return [(one, None) for one in kk] + [(None, one) for one in ru]
    keys = [[one.number or one.kind for one in items] for items in (kk, ru)]
    found: list[tuple[Item | None, Item | None]] = []
    for op, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if op == "equal" or (op == "replace" and b - a == d - c):
            found += zip(kk[a:b], ru[c:d], strict=True)
        else:
            found += [(one, None) for one in kk[a:b]] + [(None, one) for one in ru[c:d]]
    return found
