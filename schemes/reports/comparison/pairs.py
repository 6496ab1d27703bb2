"""The same object in two editions is one lineage: the join, and what of it differs, in SQL.

The database compares: an outline differs if neither its coordinates are the same one by one nor
the place that it covers (a ring that begins at another corner is the same outline).
"""

from dataclasses import dataclass, field

from ...models import Edition, Layer

ADDED, REMOVED, RESHAPED, CHANGED = KINDS = ("added", "removed", "reshaped", "changed")
SAID = (
    "key", "name_kk", "name_ru", "name_en", "attributes", "phase_id", "status", "responsible_id",
    "cost", "source",
)  # fmt: skip
_KEPT = ", ".join(("id", "lineage", "layer_id", "shape", *SAID))
_DIFFERS = " OR ".join(f"a.{one} IS DISTINCT FROM b.{one}" for one in SAID)
_OF = f"SELECT {_KEPT} FROM schemes_feature WHERE edition_id = %s AND removed_at IS NULL"  # noqa: S608 names of columns of our own

PAIRS = f"""
    SELECT a.id AS old_id, b.id AS new_id, lineage,
           COALESCE(b.layer_id, a.layer_id) AS layer_id,
           COALESCE(b.name_kk, a.name_kk) AS name_kk, COALESCE(b.key, a.key) AS key,
           a.id IS NULL AS is_added,
           b.id IS NULL AS is_removed,
           a.id IS NOT NULL AND b.id IS NOT NULL
               AND NOT a.shape = b.shape AND NOT ST_Equals(a.shape, b.shape) AS is_reshaped,
           a.id IS NOT NULL AND b.id IS NOT NULL AND ({_DIFFERS}) AS is_changed
    FROM ({_OF}) a FULL JOIN ({_OF}) b USING (lineage)
"""  # noqa: S608 names of columns of our own
IS_DIFFERENT = "is_added OR is_removed OR is_reshaped OR is_changed"


@dataclass(frozen=True)
class Asked:
    """What is asked of the comparison: two editions of a scheme, a layer or all, a kind or all."""

    old: Edition
    new: Edition
    layers: list[Layer] = field(default_factory=list)
    kind: str = ""

    @property
    def params(self) -> list[int]:
        return [self.old.pk, self.new.pk]

    @property
    def key(self) -> str:
        """Names the pair as it is now: objects of a draft change only with its revision."""
        sides = [f"{one.pk}.{one.revision}" for one in (self.old, self.new)]
        return "-".join(["schemes-comparison", *sides])

    @property
    def condition(self) -> str:
        return f"is_{self.kind}" if self.kind in KINDS else f"({IS_DIFFERENT})"
