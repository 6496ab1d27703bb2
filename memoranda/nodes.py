"""A text that is not kept yet: what a skeleton, a template or an imported document gives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

WORDS = ("heading_kk", "heading_ru", "text_kk", "text_ru")


@dataclass(frozen=True)
class Node:
    """A node of a text: its kind, its four texts, its role if it is a required section."""

    kind: str
    words: dict[str, str]
    role: str = ""
    children: tuple["Node", ...] = field(default=())

    def with_words(self, change) -> "Node":
        """Give the node and all below with `change(words)` instead of their words."""
        children = tuple(child.with_words(change) for child in self.children)
        return replace(self, words=change(self.words), children=children)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give the nodes in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def nodes_of(clauses: Iterable) -> tuple[Node, ...]:
    """Give the clauses of one text (in the order of their places) as a tree of nodes."""
    below: dict[int | None, list] = {}
    for clause in clauses:
        below.setdefault(clause.parent_id, []).append(clause)

    def under(parent: int | None) -> tuple[Node, ...]:
        return tuple(
            Node(clause.kind, clause.words(), clause.role, under(clause.pk))
            for clause in below.get(parent, [])
        )

    return under(None)
