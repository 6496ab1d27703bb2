"""The protocol of disagreements: what is objected to, remarked or suggested and not yet settled."""

from datetime import datetime

from ..models import Position, Suggestion, Version, VersionClause
from ..reports.matrix import Cell, matrix_of
from ..rules.numbering import label
from . import parts
from .heads import day_of, local_day, plain_head
from .people import party_name, signature_blocks
from .terms import CASES, TERMS

OTHER = {"kk": "ru", "ru": "kk"}
WIDTHS = [8, 18, 46, 24, 48, 40]


def disagreements_as_data(version: Version, *, language: str) -> dict:
    """Compose the protocol from the open objections, comments and suggestions of the version.

    One row a word of a party, in the order of clauses and parties. What was said in the other
    language alone is printed in it and says so. Internal notes are not among what is read.
    """
    terms = TERMS[language]
    memorandum = version.memorandum
    found = [
        (row.clause, said)
        for row in matrix_of(memorandum, version=version).rows
        if (said := [one for cell in row.cells for one in _said(cell, row.clause, language)])
    ]
    title = getattr(version, f"title_{language}")
    as_of = max([version.at, *(one["at"] for _clause, said in found for one in said)])
    head = plain_head(
        terms["disagreements"], [terms["disagreements_to"].format(title=f"«{title}»")], language
    )
    rows = [row for clause, said in found for row in _rows(clause, said, language)]
    for number, row in enumerate(rows, start=1):
        row.insert(0, parts.cell(str(number)))
    columns = [
        terms[name] for name in ("number", "clause", "version_text", "party", "position", "reason")
    ]
    columns[2] = columns[2].format(n=version.number)
    return {
        "title": f"{terms['disagreements']}: {title}",
        "footer": terms["disagreements"],
        "version": terms["version"].format(n=version.number),
        "heads": [head],
        "parts": [
            parts.facts(
                (terms["document"], f"{title}, {terms['version'].format(n=version.number)}"),
                (terms["sent"], day_of(version.at, language)),
                (terms["as_of"], day_of(as_of, language)),
            ),
            parts.table(columns, WIDTHS, rows)
            if rows
            else parts.clause("", parts.plain(terms["no_disagreements"])),
            parts.signatures(signature_blocks(memorandum, language=language, on=local_day(as_of))),
        ],
        "is_wide": True,
    }


def _rows(clause: VersionClause, said: list[dict], language: str) -> list[list[dict]]:
    """The clause and its text once, and beside them each word of a party."""
    heading = getattr(clause, f"heading_{language}")
    name = label(clause.kind, clause.number, language)
    text = parts.plain(heading, bold=True) + parts.marked(getattr(clause, f"text_{language}"))
    rows = []
    for place, one in enumerate(said):
        span = len(said) if place == 0 else 0
        rows.append(
            [
                parts.cell(name[:1].upper() + name[1:], rows=span),
                parts.cell(text, rows=span),
                parts.cell(one["party"]),
                parts.cell(one["wording"]),
                parts.cell(one["reason"]),
            ]
        )
    return rows


def _said(cell: Cell, clause: VersionClause, language: str) -> list[dict]:
    """What the party has against the clause: its standing word, then its suggestions.

    An objection stands whatever became of the text; a comment is to the words it was made to.
    """
    found, terms = [], TERMS[language]
    word = cell.position
    is_current = bool(word and word.text_hash == clause.text_hash)
    objects = bool(word and word.stance == Position.Stance.OBJECTS)
    if objects or (word and word.stance == Position.Stance.COMMENTS and is_current):
        texts = [terms[word.stance], "" if is_current else terms["former"]]
        found.append(_one(cell, parts.plain(*texts), word, word.at, language))
    for suggestion in cell.suggestions:
        if suggestion.state == Suggestion.State.OPEN:
            wording = _wording(suggestion, language)
            found.append(_one(cell, wording, suggestion, suggestion.at, language))
    return found


def _one(cell: Cell, wording: list[dict], given, at: datetime, language: str) -> dict:
    return {
        "party": party_name(cell.party, language),
        "wording": wording,
        "reason": _reason(given, language),
        "at": at,
    }


def _wording(suggestion: Suggestion, language: str) -> list[dict]:
    terms = TERMS[language]
    if suggestion.kind == Suggestion.Kind.REMOVAL:
        return parts.plain(terms["removal"])
    lead = terms["change"]
    if suggestion.kind == Suggestion.Kind.ADDITION:
        kind = CASES[language][suggestion.new_kind or suggestion.clause.kind][1]
        lead = terms["addition"].format(kind=kind)
    written = language if _changes(suggestion, language) else OTHER[language]
    note = "" if written == language else terms["other_language"]
    heading = getattr(suggestion, f"heading_{written}")
    text = parts.marked(getattr(suggestion, f"text_{written}"))
    words = parts.plain(heading, bold=True) + text
    return parts.plain(f"{lead} {note}".strip()) + parts.quoted(words, "")


def _changes(suggestion: Suggestion, language: str) -> bool:
    """Whether the party wrote in this language at all."""
    names = (f"heading_{language}", f"text_{language}")
    return any(
        getattr(suggestion, name) not in ("", suggestion.base_words.get(name)) for name in names
    )


def _reason(given, language: str) -> list[dict]:
    own = getattr(given, f"reason_{language}")
    if own:
        return parts.marked(own)
    other = getattr(given, f"reason_{OTHER[language]}")
    return parts.marked(f"{other} {TERMS[language]['other_language']}") if other else []
