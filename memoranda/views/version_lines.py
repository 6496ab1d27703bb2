"""What the list of versions says of each: what changed, who received it, how far it came."""

from dataclasses import dataclass

from ..models import Memorandum, Party, Position, Receipt, Version, VersionClause


@dataclass(frozen=True)
class VersionLine:
    """A version with what changed since the one before, and what became of its round."""

    version: Version
    before: int | None
    added: int
    changed: int
    removed: int
    receipts: list[Receipt]
    not_received: list[Party]
    agreed: int
    objected: int

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def version_lines(memorandum: Memorandum) -> list[VersionLine]:
    """Give the versions of a memorandum, newest first; five queries for any number of them."""
    versions = list(memorandum.versions.select_related("by", "round").order_by("number"))
    hashes: dict[int, dict[int, str]] = {one.pk: {} for one in versions}
    rows = VersionClause.objects.filter(version__in=versions)
    for version, clause, text_hash in rows.values_list("version_id", "clause_id", "text_hash"):
        hashes[version][clause] = text_hash
    parties = list(memorandum.parties.select_related("organisation").in_order())
    receipts: dict[int, list[Receipt]] = {}
    found = Receipt.objects.filter(round__version__in=versions).select_related(
        "party__organisation", "round"
    )
    for one in found.order_by("at"):
        receipts.setdefault(one.round.version_id, []).append(one)
    words = _words(versions)
    lines = []
    for place, version in enumerate(versions):
        before = versions[place - 1] if place else None
        old, new = hashes[before.pk] if before else {}, hashes[version.pk]
        got = receipts.get(version.pk, [])
        received = {one.party_id for one in got}
        lines.append(
            VersionLine(
                version,
                before.number if before else None,
                added=len(new.keys() - old.keys()) if before else 0,
                changed=sum(1 for key in new.keys() & old.keys() if new[key] != old[key]),
                removed=len(old.keys() - new.keys()),
                receipts=got,
                not_received=[one for one in parties if one.pk not in received],
                agreed=words.get((version.pk, Position.Stance.AGREES), 0),
                objected=words.get((version.pk, Position.Stance.OBJECTS), 0),
            )
        )
    return lines[::-1]


def _words(versions: list[Version]) -> dict[tuple[int, str], int]:
    """How many clauses got the last word of a party in each round, by the word."""
    said = Position.objects.filter(round__version__in=versions)
    last = said.order_by("round", "party", "clause", "-pk").distinct("round", "party", "clause")
    counted: dict[tuple[int, str], int] = {}
    for version, stance in last.values_list("round__version_id", "stance"):
        counted[version, stance] = counted.get((version, stance), 0) + 1
    return counted
