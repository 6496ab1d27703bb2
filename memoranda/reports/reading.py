"""The text as it is read: the working tree with its numbers, the version that was sent last."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from ..models import Clause, Memorandum, Version, VersionClause
from ..rules.hashing import clause_hash, version_hash
from ..rules.numbering import Numbered, label, number_tree

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Snapshot:
    """The working text as it would be sent: each node with its number and hash, and the whole."""

    rows: list[tuple[Numbered, str]]
    sha256: str


def tree_of(memorandum: Memorandum) -> list[Numbered]:
    """Give the working text in reading order, numbered; one query."""
    kept = memorandum.clauses.kept().select_related("target")
    return number_tree(kept.order_by("position", "pk"))


def snapshot_of(memorandum: Memorandum, tree: list[Numbered] | None = None) -> Snapshot:
    """Give the working text with the hashes that the parties would agree to."""
    tree = tree_of(memorandum) if tree is None else tree
    rows = [(row, hash_of(row.node)) for row in tree]
    sha256 = version_hash(
        memorandum.title_kk,
        memorandum.title_ru,
        memorandum.place_kk,
        memorandum.place_ru,
        [(row.number, text_hash) for row, text_hash in rows],
        term_of(memorandum),
    )
    return Snapshot(rows, sha256)


def term_of(memorandum: Memorandum) -> str:
    """Say when the memorandum begins and ends and how it is signed, alike for equal terms."""
    order = "in order" if memorandum.signs_in_order else "together"
    days = (f"{day:%Y-%m-%d}" if day else "" for day in (memorandum.starts_on, memorandum.ends_on))
    return f"{memorandum.starts} {'/'.join(days)} {order}"


def hash_of(clause: Clause | VersionClause) -> str:
    """Give the hash of a clause's words and of what it does to which clause (by its address)."""
    target = str(clause.target.uid) if clause.target_id else ""
    return clause_hash(clause.kind, clause.words(), clause.operation, target)


def current_version(memorandum: Memorandum) -> Version | None:
    """Give the version that was sent last, with its round."""
    versions = memorandum.versions.select_related("round")
    return versions.filter(number=memorandum.version_number).first()


def title_of(memorandum: Memorandum, version: Version | None) -> str:
    """Give the title that the parties know: of the version sent last, whatever the working title
    is; of a text never sent its own. An English title is said about the text, not by it."""
    if version is None or (get_language() == "en" and memorandum.title_en):
        return memorandum.title
    return version.title


def with_shown_titles(memoranda: QuerySet[Memorandum]) -> QuerySet[Memorandum]:
    """Give each with the title that the parties know in `shown_title`; no further query."""
    sent = Version.objects.filter(memorandum=OuterRef("pk"), number=OuterRef("version_number"))
    return memoranda.annotate(
        shown_title_kk=Coalesce(Subquery(sent.values("title_kk")[:1]), "title_kk"),
        shown_title_ru=Coalesce(Subquery(sent.values("title_ru")[:1]), "title_ru"),
        shown_title_en=F("title_en"),
    )


def version_rows(version: Version) -> list[VersionClause]:
    """Give the clauses of a version in reading order, each with its clause; one query."""
    return list(version.clauses.select_related("clause", "target").order_by("position"))


def label_of(kind: str, number: str) -> str:
    """Name a clause in the language of the page: "3.2-тармақ", "пункт 3.2", "clause 3.2"."""
    language = (get_language() or "kk")[:2]
    return label(kind, number, language if language in LANGUAGES else "kk")
