"""The found tree as rows of a page, numbered as the portal will number it."""

from dataclasses import dataclass

from ..documents.importing import Preview
from ..models import ClauseKind
from ..nodes import Node
from ..rules.numbering import number_tree
from ..services.clauses.places import PLACES, TWIN


@dataclass(frozen=True)
class Found:
    """A node that was found: how it will be numbered, and in which languages it has words."""

    kind: str
    number: str
    depth: int
    words: dict[str, str]

    @property
    def kind_label(self) -> str:
        return ClauseKind(self.kind).label

    @property
    def missing(self) -> str:
        """The language in which it has no words; empty if it has both."""
        for language in ("kk", "ru"):
            if not (self.words[f"heading_{language}"] or self.words[f"text_{language}"]):
                return language
        return ""


@dataclass(frozen=True)
class _Place:
    """What number_tree needs to know."""

    id: int
    parent_id: int | None
    kind: str
    position: int
    node: Node


def rows_of(preview: Preview) -> list[Found]:
    """Give the nodes in reading order with the numbers that they will have."""
    places: list[_Place] = []

    def lay(nodes, parent: _Place | None) -> None:
        for node in nodes:
            inside = parent.kind if parent else None
            is_sound = inside in PLACES[node.kind]
            kind = node.kind if is_sound else TWIN.get(node.kind, node.kind)
            parent_id = parent.id if parent else None
            place = _Place(len(places), parent_id, kind, len(places), node)
            places.append(place)
            lay(node.children, place)

    lay(preview.nodes, None)
    return [
        Found(row.node.kind, row.number, row.depth, row.node.node.words)
        for row in number_tree(places)
    ]
