"""Where the two languages of the working text say different things (domain rule 37)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from ..models import Clause, IntendedDifference, Memorandum
from ..rules import parity
from ..rules.numbering import Numbered
from .reading import label_of, tree_of

WHAT_DIFFERS = {
    "numbers": gettext_lazy("numbers differ"),
    "dates": gettext_lazy("dates or terms differ"),
    "sums": gettext_lazy("sums differ"),
    "parties": gettext_lazy("not the same parties are named"),
    "references": gettext_lazy("references differ"),
    "lists": gettext_lazy("lists or tables differ"),
}


@dataclass(frozen=True)
class Found:
    """A difference in a clause, and the mark of who meant it, if anybody did."""

    clause: Clause
    number: str
    difference: parity.Difference
    mark: IntendedDifference | None

    @property
    def is_blocking(self) -> bool:
        """Whether the text cannot be sent with it."""
        return self.difference.is_blocking and self.mark is None

    @property
    def label(self) -> str:
        return label_of(self.clause.kind, self.number) or str(self.clause)

    @property
    def sentence(self) -> str:
        """What differs, in words for the page: dates differ: “1 шілде” – “1 октября”."""
        one = self.difference
        if one.kind == "missing_language":
            return _missing_language(one)
        text = gettext("%(what)s: “%(kk)s” – “%(ru)s”")
        facts = {"kk": one.detail_kk or "—", "ru": one.detail_ru or "—"}
        return text % {"what": WHAT_DIFFERS[one.kind], **facts}


def parity_of(memorandum: Memorandum, tree: list[Numbered] | None = None) -> list[Found]:
    """Give all differences: what blocks first, then what does not, then what is marked as meant;
    inside each in reading order. Three queries at most."""
    tree = tree_of(memorandum) if tree is None else tree
    names = party_names(memorandum)
    marks: dict[int, dict[str, IntendedDifference]] = defaultdict(dict)
    for mark in IntendedDifference.objects.filter(clause__memorandum=memorandum):
        marks[mark.clause_id][mark.key] = mark
    found = [
        Found(row.node, row.number, one, marks[row.node.pk].get(one.key))
        for row in tree
        for one in parity.differences(row.node.words(), parties=names)
    ]
    return sorted(found, key=lambda one: (one.mark is not None, not one.is_blocking))


def differences_of(clause: Clause) -> list[parity.Difference]:
    """Give the differences of one clause."""
    return parity.differences(clause.words(), parties=party_names(clause.memorandum))


def party_names(memorandum: Memorandum) -> list[tuple[str, str]]:
    """Give the parties' names in both languages."""
    parties = memorandum.parties.in_order()
    return list(parties.values_list("organisation__name_kk", "organisation__name_ru"))


def _missing_language(one: parity.Difference) -> str:
    if not one.detail_kk:
        return gettext("there is no Kazakh text")
    if not one.detail_ru:
        return gettext("there is no Russian text")
    return gettext("one of the texts is much shorter")
