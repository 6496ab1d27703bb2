"""Any two versions side by side."""

from ..models import Version, VersionClause
from ..rules.comparison import Change, Row, compare
from .reading import version_rows


def compare_versions(old: Version, new: Version) -> list[Change]:
    """Give what changed from one version to the other, clause by clause, in reading order.

    A clause is known again by its address, wherever it moved; two queries.
    """
    return compare(rows_of(version_rows(old)), rows_of(version_rows(new)))


def rows_of(clauses: list[VersionClause]) -> list[Row]:
    """Give clauses of a version (in reading order) as the rules compare them."""
    keys = {row.pk: str(row.clause.uid) for row in clauses}
    return [
        Row(
            key=keys[row.pk],
            number=row.number,
            kind=row.kind,
            words=row.words(),
            parent_key=keys.get(row.parent_id, ""),
        )
        for row in clauses
    ]
