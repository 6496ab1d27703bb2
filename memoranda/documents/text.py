"""The text of a version as a document: in one language, or in both side by side.

All words come from the version, never from the working text: what is printed is what was sent.
"""

from dataclasses import dataclass
from functools import cached_property

from ..models import ClauseKind, Memorandum, Operation, Version, VersionClause
from ..rules.numbering import label
from . import parts
from .heads import head_of, local_day, running_title
from .leads import lead_sentence
from .people import signature_blocks
from .terms import TERMS

AS_SENT, FOR_SIGNING, REGISTERED = "", "signing", "registered"  # editions of a version's text
BOTH = "kk-ru"
MOST_COLUMNS = 3  # of a table inside one of two columns
# The section of a text that names the parties; without one the program puts a heading.
REQUISITES_ROLES = {"requisites", "signatures"}


def text_as_data(version: Version, *, language: str, edition: str = AS_SENT) -> dict:
    """Compose the text in Kazakh or Russian, with the parties' requisites and places to sign.

    As sent it is marked as a draft with its version (domain 8.5); for signing the day is left
    blank, for it is that of the last signature (rule 28); registered, it has day and number.
    """
    source = _Source(version)
    found = []
    for row in source.rows:
        found += _node(row, source, language)
        if row is source.last_before_signatures:
            found += _signatures(source, language)
    return {
        **running_title(version, language, edition),
        "heads": [head_of(version, language, edition)],
        "parts": found,
        "is_wide": False,
    }


def side_by_side_as_data(version: Version, *, edition: str = AS_SENT) -> dict:
    """Compose both authentic texts in two columns, clause beside clause."""
    source = _Source(version)
    found = []
    for row in source.rows:
        found += _beside(_node(row, source, "kk"), _node(row, source, "ru"))
        if row is source.last_before_signatures:
            kk, ru = (_signatures(source, language) for language in ("kk", "ru"))
            found += [parts.pair([a], [b]) for a, b in zip(kk, ru, strict=True)]
    return {
        **running_title(version, "kk", edition),
        "heads": [head_of(version, language, edition) for language in ("kk", "ru")],
        "parts": found,
        "is_wide": False,
    }


def _beside(kk: list[parts.Part], ru: list[parts.Part]) -> list[parts.Part]:
    """The node in two columns; tables too wide for a column follow over the whole page."""
    columns, wide = [], []
    for found in (kk, ru):
        kept = []
        for part in found:
            blocks = part.get("blocks", [])
            narrow = [
                parts.with_widths(block, room=parts.COLUMN)
                for block in blocks
                if not _is_wide(block)
            ]
            wide += [parts.clause("", [block]) for block in blocks if _is_wide(block)]
            if narrow or not blocks or part["number"]:
                kept.append({**part, "blocks": narrow} if blocks else part)
        columns.append(kept)
    return [parts.pair(*columns), *wide]


def _is_wide(block: dict) -> bool:
    return block["kind"] == "table" and len(block["widths"]) > MOST_COLUMNS


@dataclass
class _Source:
    """A version with what is read about it once: its rows, and the clauses that it changes."""

    version: Version

    @property
    def memorandum(self) -> Memorandum:
        return self.version.memorandum

    @cached_property
    def rows(self) -> list[VersionClause]:
        return list(self.version.clauses.select_related("target").order_by("position"))

    @cached_property
    def targets(self) -> dict[int, VersionClause]:
        """The changed clauses as they are numbered in the newest version of their text."""
        wanted = {row.target_id for row in self.rows if row.target_id}
        if not wanted:
            return {}
        known = VersionClause.objects.filter(clause__in=wanted).order_by("version__number")
        return {row.clause_id: row for row in known}

    @cached_property
    def last_before_signatures(self) -> VersionClause | None:
        """After which row the signatures stand: before the annexes, at the end of the text."""
        body = [row for row in self.rows if not self._is_in_annex(row)]
        return body[-1] if body else None

    @cached_property
    def names_requisites(self) -> bool:
        return any(row.role in REQUISITES_ROLES for row in self.rows)

    def _is_in_annex(self, row: VersionClause) -> bool:
        by_pk = {one.pk: one for one in self.rows}
        while row is not None:
            if row.kind == ClauseKind.ANNEX and not row.operation:
                return True
            row = by_pk.get(row.parent_id)
        return False


def _node(row: VersionClause, source: _Source, language: str) -> list[parts.Part]:
    heading = getattr(row, f"heading_{language}")
    blocks = parts.marked(getattr(row, f"text_{language}"))
    if row.operation:
        return [_change(row, heading, blocks, source, language)]
    if row.kind == ClauseKind.ANNEX:
        lines = _annex_lines(row, source.memorandum, language)
        return [parts.annex(lines, heading), *_unnumbered(blocks)]
    if heading and row.kind in (ClauseKind.SECTION, ClauseKind.PREAMBLE):
        return [parts.heading(heading, row.number), *_unnumbered(blocks)]
    return [parts.clause(row.number, blocks, depth=row.depth, title=heading)]


def _unnumbered(blocks: list[dict]) -> list[parts.Part]:
    return [parts.clause("", blocks)] if blocks else []


def _change(row, heading: str, blocks: list[dict], source: _Source, language: str) -> parts.Part:
    """The lead sentence, and in quotation marks the words that the target gets."""
    target = source.targets.get(row.target_id)
    number = target.number if target else ""
    lead = lead_sentence(
        row.operation,
        kind=target.kind if target else row.target.kind,
        number=number,
        new_kind=row.kind,
        language=language,
    )
    said = parts.plain(lead)
    if row.operation != Operation.REPEAL:
        words = parts.plain(heading, bold=True) + blocks
        is_replaced = row.operation == Operation.REPLACE
        said += parts.quoted(words, number if is_replaced else "")
    return parts.clause(row.number, said, depth=row.depth)


def _annex_lines(row: VersionClause, memorandum: Memorandum, language: str) -> list[str]:
    """«Меморандумға / 1-қосымша», «Приложение 1 / к Меморандуму»."""
    name = label(row.kind, row.number, language)
    to = TERMS[language][f"to_{memorandum.kind}"]
    return [to, name] if language == "kk" else [name[:1].upper() + name[1:], to]


def _signatures(source: _Source, language: str) -> list[parts.Part]:
    on = local_day(source.version.at)
    blocks = signature_blocks(source.memorandum, language=language, on=on)
    found = [parts.signatures(blocks)]
    if source.names_requisites:
        return found
    return [parts.heading(TERMS[language]["requisites"]), *found]
