"""What the page of sending shows: what is missing, what changes and whose agreement falls, who is
told."""

from dataclasses import dataclass

from agglo_portal.core.models import User

from ..letters.readers import readers_of
from ..models import Memorandum, Party
from ..reports.comparison import rows_of
from ..reports.gates import missing_to_send
from ..reports.matrix import Matrix
from ..reports.reading import label_of, tree_of, version_rows
from ..rules.comparison import Row, compare
from ..rules.matrix import State
from .clause_parts import Lines

SHOWN_CHANGES = 60


@dataclass(frozen=True)
class Change:
    """A clause that the next version changes, and the parties whose agreement to it falls."""

    kind: str
    name: str
    heading: str
    lines: list[Lines]
    falls: list[Party]


@dataclass(frozen=True)
class Changes:
    """What changes since the version that the parties have; `more` are not listed."""

    lines: list[Change]
    total: int
    falls: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Addressee:
    """A party and its people who get the letter."""

    party: Party
    readers: list[User]


def missing_now(memorandum: Memorandum) -> list[str]:
    """What still stands between the text and the parties, in words."""
    return missing_to_send(memorandum)


def changes_to_send(memorandum: Memorandum, matrix: Matrix) -> Changes:
    """Compare the working text with the present version; nothing for a first sending."""
    if matrix.version is None:
        return Changes([], 0, 0)
    tree = tree_of(memorandum)
    keys = {row.node.pk: str(row.node.uid) for row in tree}
    working = [
        Row(
            keys[row.node.pk],
            row.number,
            row.node.kind,
            row.node.words(),
            keys.get(row.node.parent_id, ""),
        )
        for row in tree
    ]
    agreed = _agreed(matrix)
    found = []
    for change in compare(rows_of(version_rows(matrix.version)), working):
        if change.kind != "same":
            found.append(_change(change, agreed))
    falls = sum(len(one.falls) for one in found)
    return Changes(found[:SHOWN_CHANGES], len(found), falls)


def addressees_of(memorandum: Memorandum) -> list[Addressee]:
    """Give the parties with who of them is told."""
    parties = memorandum.parties.select_related("organisation").in_order()
    return [Addressee(party, readers_of(party)) for party in parties]


def _agreed(matrix: Matrix) -> dict[str, list[Party]]:
    return {
        str(row.clause.clause.uid): [cell.party for cell in row.cells if cell.state == State.AGREED]
        for row in matrix.rows
    }


def _change(change, agreed: dict[str, list[Party]]) -> Change:
    row = change.new or change.old
    lines = [
        Lines(
            language,
            change.redlines.get(f"heading_{language}", []),
            change.redlines.get(f"text_{language}", []),
        )
        for language in ("kk", "ru")
    ]
    words = row.words
    has_new_words = change.kind not in ("moved", "added")
    return Change(
        change.kind,
        label_of(row.kind, row.number),
        words.get("heading_kk", ""),
        lines if change.kind != "moved" else [],
        agreed.get(change.old.key, []) if change.old and has_new_words else [],
    )
