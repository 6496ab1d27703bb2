"""The values that objects hold when the attributes of their layer change."""

import json
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ..models import Edition, Layer
from ..rules.attributes import as_value, label_of

HELD = """
    SELECT e.state = 'draft', f.attributes -> %(code)s, f.attributes ->> %(code)s, count(*)
    FROM schemes_feature f JOIN schemes_edition e ON e.id = f.edition_id
    WHERE f.layer_id = %(layer)s AND f.attributes ? %(code)s AND e.state <> 'discarded'
    GROUP BY 1, 2, 3
"""
CONVERT = """
    UPDATE schemes_feature f
    SET attributes = CASE WHEN %(now)s::jsonb ? (f.attributes ->> %(code)s)
                     THEN jsonb_set(f.attributes, ARRAY[%(code)s],
                                    %(now)s::jsonb -> (f.attributes ->> %(code)s))
                     ELSE f.attributes - %(code)s END,
        version = f.version + 1, changed_at = %(at)s, changed_by_id = %(by)s, updated_at = %(at)s
    FROM schemes_edition e
    WHERE e.id = f.edition_id AND e.state = 'draft' AND f.layer_id = %(layer)s
      AND (%(now)s::jsonb ? (f.attributes ->> %(code)s)
           OR f.attributes ->> %(code)s = ANY(%(lost)s))
"""


class ValuesWouldBreak(Refused):
    """`broken` says of each attribute how many values stand in the way; `can_drop` names those
    whose values stand in drafts only: they may go if the person says so."""

    code = "values_would_break"
    message = _("Values of objects would be lost. {list}")

    def __init__(self, broken: list[str], can_drop: list[str]):
        self.broken, self.can_drop = broken, can_drop
        super().__init__(list=" ".join(broken))


def fit_values(
    layer: Layer, before: list[dict], *, drop: set[str], recode: dict, by: User, at: datetime
) -> None:
    """Fit the values of drafts to the layer's new attributes, or refuse with the counts.

    Values of editions that are sealed or before the council cannot change: an attribute in use
    there keeps its code, and a type and choices in which its values can be read.
    """
    now = {one["code"]: one for one in layer.attributes}
    fittings = [
        _Fitting(layer, old, now.get(old["code"]), recode.get(old["code"], {}))
        for old in before
        if not _reads_the_same(old, now.get(old["code"]))
    ]
    in_the_way = [one for one in fittings if one.sealed or one.lost]
    broken = [one for one in in_the_way if one.sealed or one.code not in drop]
    if broken:
        can_drop = [one.code for one in broken if not one.sealed]
        raise ValuesWouldBreak([one.trouble() for one in broken], can_drop)
    if sum(one.carry_out(by, at) for one in fittings):
        drafts = layer.scheme.editions.filter(state=Edition.State.DRAFT)
        drafts.update(revision=F("revision") + 1, updated_at=at)


def _reads_the_same(old: dict, new: dict | None) -> bool:
    """Whether no value can come to harm: the same type, and every choice is still there."""
    if new is None or old["type"] != new["type"]:
        return False
    kept = {one["code"] for one in new.get("choices", [])}
    return {one["code"] for one in old.get("choices", [])} <= kept


class _Fitting:
    """What happens to the values of one attribute: each converted, or lost, or sealed."""

    def __init__(self, layer: Layer, old: dict, new: dict | None, recode: dict[str, str]):
        self.layer, self.old, self.new, self.recode = layer, old, new, recode
        self.code = old["code"]
        self.converted: dict[str, object] = {}
        self.lost: dict[str, int] = {}
        self.sealed = 0
        for is_draft, value, text, count in self._held():
            fits, after = self._fitted(value)
            if not is_draft:
                self.sealed += 0 if fits and after == value else count
            elif not fits:
                self.lost[text] = count
            elif after != value:
                self.converted[text] = after

    def _held(self):
        """Each value in use once, and how many objects hold it."""
        with connection.cursor() as cursor:
            cursor.execute(HELD, {"code": self.code, "layer": self.layer.pk})
            for is_draft, value, text, count in cursor.fetchall():
                yield is_draft, json.loads(value) if isinstance(value, str) else value, text, count

    def _fitted(self, value) -> tuple[bool, object]:
        if self.new is None:
            return False, None
        try:
            return True, as_value(self.new, self.recode.get(str(value), value))
        except ValueError:
            return False, None

    def trouble(self) -> str:
        label = label_of(self.old, (get_language() or "kk")[:2])
        if self.sealed:
            return ngettext(
                "“%(label)s”: %(count)s value in editions that no longer change.",
                "“%(label)s”: %(count)s values in editions that no longer change.",
                self.sealed,
            ) % {"label": label, "count": self.sealed}
        count = sum(self.lost.values())
        return ngettext(
            "“%(label)s”: %(count)s value in drafts.",
            "“%(label)s”: %(count)s values in drafts.",
            count,
        ) % {"label": label, "count": count}

    def carry_out(self, by: User, at: datetime) -> int:
        if not (self.converted or self.lost):
            return 0
        with connection.cursor() as cursor:
            facts = {
                "now": json.dumps(self.converted),
                "lost": list(self.lost),
                "code": self.code,
                "layer": self.layer.pk,
                "at": at,
                "by": by.pk,
            }
            cursor.execute(CONVERT, facts)
            return cursor.rowcount
