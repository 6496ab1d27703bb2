"""The shape of a text: its paragraphs, items of lists, rows of tables."""

import re

from ..markup import blocks


def parts(text: str) -> list[tuple[str, list[str]]]:
    """Give the blocks of a text as (kind, texts): one text for a paragraph, an item, a row."""
    found = []
    for block in blocks(text):
        if block["kind"] == "paragraph":
            found.append(("paragraph", [_words(block["runs"])]))
        elif block["kind"] == "list":
            found.append(("list", [_words(runs) for runs in block["items"]]))
        else:
            found.append(("table", [" | ".join(map(_words, row)) for row in block["rows"]]))
    return found


def segments(kk: str, ru: str) -> list[tuple[str, str]]:
    """Pair the two texts paragraph by paragraph, item by item, row by row, when their shapes are
    alike; else the whole with the whole."""
    kk_parts, ru_parts = parts(kk), parts(ru)
    if [_shape(part) for part in kk_parts] != [_shape(part) for part in ru_parts]:
        return [(_joined(kk_parts), _joined(ru_parts))]
    return [
        pair
        for kk_part, ru_part in zip(kk_parts, ru_parts, strict=True)
        for pair in zip(kk_part[1], ru_part[1], strict=True)
    ]


def counts(text: str) -> dict[str, int]:
    """Count the items of lists and the rows of tables."""
    found = {"list": 0, "table": 0}
    for kind, texts in parts(text):
        if kind in found:
            found[kind] += len(texts)
    return found


def bare(text: str) -> str:
    """Leave out what is no part of the words: addresses, variables, numbers of points in line."""
    text = re.sub(r"https?://\S+|\{[a-z_0-9]+\}", " ", text)
    return re.sub(r"(?m)^\s*\d{1,3}[.)]\s", " ", text)


def _shape(part: tuple[str, list[str]]) -> tuple[str, int]:
    return part[0], len(part[1])


def _joined(found: list[tuple[str, list[str]]]) -> str:
    return "\n".join(text for _kind, texts in found for text in texts)


def _words(runs: list[dict]) -> str:
    return "".join(run["text"] for run in runs)
