"""What documents of memoranda are made of: a few kinds of parts, for the PDF and the DOCX alike.

A document is {"heads": […one, or kk and ru…], "parts": […], "footer", "version", "title",
"is_wide"}; each part names itself by "is". The data hold every word; the two renderings
(templates/memoranda/documents/document.typ, word.py) only lay them out.
"""

from ..rules import markup

Part = dict
PAGE, COLUMN = 88, 40  # characters in a line of a table: over the page, in one of two columns
LONG_CELL = 60


def heading(text: str, number: str = "") -> Part:
    """A section's heading with its number as text, so that a reading program finds it again."""
    return {"is": "heading", "text": f"{number}. {text}" if number else text}


def clause(number: str, blocks: list[dict], *, depth: int = 0, title: str = "") -> Part:
    """A numbered clause (or words without a number) of blocks of rules.markup."""
    number = f"{number}." if number else ""
    return {"is": "clause", "number": number, "title": title, "depth": depth, "blocks": blocks}


def annex(lines: list[str], text: str) -> Part:
    """The beginning of an annex on a new page: which it is and to what, and its heading."""
    return {"is": "annex", "lines": lines, "text": text}


def pair(kk: list[Part], ru: list[Part]) -> Part:
    """The same in two columns."""
    return {"is": "pair", "kk": kk, "ru": ru}


def facts(*rows: tuple[str, str]) -> Part:
    """Labelled lines; the empty ones are left out."""
    return {"is": "facts", "rows": [{"label": label, "text": text} for label, text in rows if text]}


def table(columns: list[str], widths: list[float], rows: list[list[dict]]) -> Part:
    """A table with a heading row; `widths` are shares of the line, cells are made by `cell`."""
    return {"is": "table", "columns": columns, "widths": widths, "rows": rows}


def cell(blocks: list[dict] | str, *, rows: int = 1) -> dict:
    """A cell of blocks or of plain text; one over several rows stands in the first of them, and
    the rows below hold one with `rows=0` in its place."""
    return {"blocks": plain(blocks) if isinstance(blocks, str) else blocks, "rows": rows}


def signatures(blocks: list[dict]) -> Part:
    """The blocks to be signed (people.signature_blocks)."""
    return {"is": "signatures", "blocks": blocks}


def plain(*texts: str, bold: bool = False) -> list[dict]:
    """Blocks of plain paragraphs; the empty ones are left out."""
    return [
        {"kind": "paragraph", "runs": [{"text": text, "bold": bold, "href": ""}]}
        for text in texts
        if text
    ]


def marked(text: str) -> list[dict]:
    """Blocks of a text in light markup; tables get widths by what their columns hold."""
    return [with_widths(block, room=PAGE) for block in markup.blocks(text)]


def with_widths(block: dict, *, room: int) -> dict:
    """Give a table the widths of its columns where so many characters stand in a line: each as
    wide as its longest word at least, the rest of the line by how much they hold."""
    if block["kind"] != "table":
        return block
    columns = list(zip(*block["rows"], strict=True))
    least = [_longest_word(column) for column in columns]
    longer = [max(0, _longest_cell(column) - _longest_word(column)) for column in columns]
    share = max(0, room - sum(least)) / (sum(longer) or 1)
    widths = [round(word + share * more, 1) for word, more in zip(least, longer, strict=True)]
    return {**block, "widths": widths}


def _longest_word(column: tuple) -> int:
    words = [len(word) for runs in column for run in runs for word in run["text"].split()]
    return max(words, default=0) + 4  # the edges of the cell, a bold heading


def _longest_cell(column: tuple) -> int:
    return min(max(sum(len(run["text"]) for run in runs) for runs in column), LONG_CELL)


def quoted(blocks: list[dict], number: str) -> list[dict]:
    """The new words of an amended clause in quotation marks, led by its number."""
    if not blocks:
        return []
    opening = {"text": f"«{number}. " if number else "«", "bold": False, "href": ""}
    *former, last = blocks
    said = last["runs"][-1]["text"] if last["kind"] == "paragraph" and last["runs"] else ""
    closing = {"text": "»" if said.endswith(".") else "».", "bold": False, "href": ""}
    if last["kind"] == "paragraph":
        last = {**last, "runs": [*last["runs"], closing]}
    else:
        former, last = blocks, {"kind": "paragraph", "runs": [closing]}
    blocks = [*former, last]
    if blocks[0]["kind"] == "paragraph":
        return [{**blocks[0], "runs": [opening, *blocks[0]["runs"]]}, *blocks[1:]]
    return [{"kind": "paragraph", "runs": [opening]}, *blocks]
