"""The page that compares two versions: what is asked for, what changed, who wrote it and why."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import get_language

from ..models import Clause, ClauseRevision, Memorandum, Version
from ..reports.comparison import compare_versions
from ..reports.reading import label_of
from ..rules.comparison import Change
from ..rules.redline import Piece

VIEWS, TEXTS = ("inline", "side"), ("both", "kk", "ru")


@dataclass(frozen=True)
class Choice:
    """Which two versions, and how they are shown; what is wrongly asked for is the usual."""

    a: int
    b: int
    view: str = "inline"
    texts: str = "both"
    shows_all: bool = False

    @classmethod
    def of(cls, query, memorandum: Memorandum) -> "Choice":
        """Read the address: by default the present version beside the one before."""
        last = memorandum.version_number
        b = _number(query.get("b"), last, last)
        a = _number(query.get("a"), max(b - 1, 1), last)
        view, texts = query.get("view"), query.get("texts")
        return cls(
            min(a, b),
            max(a, b),
            view if view in VIEWS else "inline",
            texts if texts in TEXTS else "both",
            query.get("show") == "all",
        )

    @property
    def languages(self) -> tuple[str, ...]:
        return ("kk", "ru") if self.texts == "both" else (self.texts,)


@dataclass(frozen=True)
class Language:
    """How the words of one language became others."""

    code: str
    heading: list[Piece]
    text: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.op != "same" for piece in [*self.heading, *self.text])


@dataclass(frozen=True)
class Line:
    """A clause in the comparison; `place` counts the changes from 1, 0 is none."""

    change: Change
    place: int
    languages: list[Language]
    written: list[ClauseRevision]
    clause: Clause | None
    former_revision: int | None = None

    @property
    def row(self):
        return self.change.new or self.change.old

    @property
    def name(self) -> str:
        return label_of(self.row.kind, self.row.number)

    @property
    def heading(self) -> str:
        first = "ru" if get_language() == "ru" else "kk"
        return self.row.words.get(f"heading_{first}", "")

    @property
    def old_number(self) -> str:
        """The number it had, where it is another one now."""
        old, new = self.change.old, self.change.new
        return old.number if old and new and old.number != new.number else ""

    @property
    def has_words(self) -> bool:
        """Whether the words changed: a clause that only moved shows none."""
        return self.change.kind not in ("same", "moved")


@dataclass(frozen=True)
class Comparison:
    """Two versions with what changed; `counts` by the kind of change."""

    old: Version
    new: Version
    lines: list[Line]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def compared(memorandum: Memorandum, choice: Choice) -> Comparison:
    """Compare the chosen versions; a constant number of queries."""
    versions = {
        one.number: one for one in memorandum.versions.filter(number__in=[choice.a, choice.b])
    }
    old, new = versions[choice.a], versions[choice.b]
    changes = compare_versions(old, new) if choice.a != choice.b else []
    keys = {(change.new or change.old).key for change in changes if change.kind != "same"}
    clauses = {str(one.uid): one for one in Clause.objects.filter(uid__in=keys)}
    written = _written(clauses.values(), old, new)
    former = _former(clauses, changes)
    lines, counts, place = [], defaultdict(int), 0
    for change in changes:
        is_change = change.kind != "same"
        if not is_change and not choice.shows_all:
            continue
        if is_change:
            place += 1
            counts[change.kind] += 1
        key = (change.new or change.old).key
        clause = clauses.get(key)
        lines.append(
            Line(
                change,
                place if is_change else 0,
                [_language(change, code) for code in choice.languages],
                written.get(clause.pk, []) if clause else [],
                clause,
                former.get(key),
            )
        )
    return Comparison(old, new, lines, dict(counts))


def _language(change: Change, code: str) -> Language:
    return Language(
        code,
        change.redlines.get(f"heading_{code}", []),
        change.redlines.get(f"text_{code}", []),
    )


def _written(clauses, old: Version, new: Version) -> dict[int, list[ClauseRevision]]:
    """Who wrote what between the two versions, and why: the wordings that came in."""
    rows = ClauseRevision.objects.filter(clause__in=clauses, at__gt=old.at, at__lte=new.at)
    rows = rows.select_related("by", "suggestion__party__organisation").order_by("revision")
    found: dict[int, list[ClauseRevision]] = defaultdict(list)
    for row in rows:
        found[row.clause_id].append(row)
    return found


def _former(clauses: dict[str, Clause], changes: list[Change]) -> dict[str, int]:
    """The wording that a clause had in the older version, by its number: what is restored."""
    wanted = {
        change.old.key: change.old.words
        for change in changes
        if change.old and change.kind not in ("same", "moved")
    }
    known = {clause.pk: key for key, clause in clauses.items() if key in wanted}
    found: dict[str, int] = {}
    for row in ClauseRevision.objects.filter(clause__in=known).order_by("revision"):
        if row.words() == wanted[known[row.clause_id]]:
            found[known[row.clause_id]] = row.revision
    return found


def _number(text, usual: int, last: int) -> int:
    return next((one for one in range(1, last + 1) if str(one) == text), usual)
