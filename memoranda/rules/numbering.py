"""Numbers of clauses: counted by the program, alike in Kazakh and Russian."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PREAMBLE, ANNEX = "preamble", "annex"

LABELS = {
    "kk": {
        "preamble": "кіріспе",
        "section": "{number}-бөлім",
        "clause": "{number}-тармақ",
        "subclause": "{number}-тармақша",
        "annex": "{number}-қосымша",
    },
    "ru": {
        "preamble": "преамбула",
        "section": "раздел {number}",
        "clause": "пункт {number}",
        "subclause": "подпункт {number}",
        "annex": "приложение {number}",
    },
    "en": {
        "preamble": "preamble",
        "section": "section {number}",
        "clause": "clause {number}",
        "subclause": "sub-clause {number}",
        "annex": "annex {number}",
    },
}


@dataclass(frozen=True)
class Numbered:
    """A node with its depth (0 at the top) and its printed number ("" of a preamble)."""

    node: Any
    depth: int
    number: str


def number_tree(nodes: Iterable) -> list[Numbered]:
    """Put the nodes of one text in reading order and number them.

    Nodes have `id`, `parent_id`, `kind`, `position`. Sections count 1, 2…, what is in them 1.1,
    1.1.1. A preamble and what is in it have no number and take none; annexes have a counter of
    their own, and inside an annex numbering starts anew. A node whose parent is not given stands
    at the top, so that nothing is lost from sight. Refuses (ValueError) a tree with a circle.
    """
    nodes = list(nodes)
    known = {node.id for node in nodes}
    children = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (node.position, node.id)):
        children[node.parent_id if node.parent_id in known else None].append(node)

    found: list[Numbered] = []

    def walk(parent, depth: int, prefix: str | None) -> None:
        counted = {PREAMBLE: 0, ANNEX: 0, "": 0}
        for node in children[parent]:
            counter = node.kind if node.kind in (PREAMBLE, ANNEX) else ""
            counted[counter] += 1
            bare = prefix is None or counter == PREAMBLE
            number = "" if bare else f"{prefix}{counted[counter]}"
            found.append(Numbered(node, depth, number))
            inner = None if bare else "" if counter == ANNEX else f"{number}."
            walk(node.id, depth + 1, inner)

    walk(None, 0, "")
    if len(found) != len(nodes):
        raise ValueError("The clauses do not form a tree.")
    return found


def label(kind: str, number: str, language: str) -> str:
    """Name a clause in words as texts cite it: "3.2-тармақ", "пункт 3.2", "1-қосымша"."""
    if not number:
        return LABELS[language][PREAMBLE] if kind == PREAMBLE else ""
    return LABELS[language][kind].format(number=number)
