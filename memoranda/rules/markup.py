"""The light markup of clauses: paragraphs, **bold**, lists, tables, links. Never HTML.

Blank lines part paragraphs, a single line end is a line break. `- ` and `1)` at the start of a
line are list items (an indented line goes on with the item), lines of `| a | b |` are a table
(a line of dashes under the first makes it a heading). `[text](https://…)` is a link. All other
characters, underscores and single stars among them, are themselves.
"""

import re
from collections import deque
from html import escape

ITEM = re.compile(r"(?:-|(\d{1,4})\)) +(\S.*)$")
GOES_ON = re.compile(r" {2,}\S")
RULE_LINE = re.compile(r"\|?[\s:|-]*-[\s:|-]*$")
CELL_END = re.compile(r"(?<!\\)\|")
LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((https?://[^\s()<>\"'\\]{1,2000})\)")
MARK = "**"


def blocks(text: str) -> list[dict]:
    """Give the text as data for documents: paragraphs, lists and tables of runs.

    {"kind": "paragraph", "runs"}, {"kind": "list", "ordered", "start", "items": [runs]},
    {"kind": "table", "has_heading", "rows": [[runs]]}; a run is {"text", "bold", "href"}, its
    text may hold line ends.
    """
    found: list[dict] = []
    lines: list[str] = []
    kind = ""
    for line in [*text.split("\n"), ""]:
        now = _kind_of(line, kind)
        if now != kind or now == "":
            if lines:
                found += MAKERS[kind](lines)
            lines = []
        if now:
            lines.append(line)
        kind = now
    return found


def to_html(text: str) -> str:
    """Give safe HTML: every character of the text is escaped, tags come from here alone."""
    return "".join(HTML[block["kind"]](block) for block in blocks(text))


def plain(text: str) -> str:
    """Give the bare words: without marks, cells parted by tabs, for search and notices."""
    return "\n".join(PLAIN[block["kind"]](block) for block in blocks(text))


def _kind_of(line: str, former: str) -> str:
    if not line.strip():
        return ""
    if line.lstrip().startswith("|"):
        return "table"
    found = ITEM.match(line)
    if found:
        return "ordered" if found[1] else "bulleted"
    if former in ("ordered", "bulleted") and GOES_ON.match(line):
        return former
    return "paragraph"


def _paragraph(lines: list[str]) -> list[dict]:
    return [{"kind": "paragraph", "runs": _runs("\n".join(line.strip() for line in lines))}]


def _list(lines: list[str]) -> list[dict]:
    """Make a list; where the numbers do not follow each other another list begins."""
    lists: list[dict] = []
    texts: list[list[str]] = []
    due = None
    for line in lines:
        item = ITEM.match(line)
        if item is None:
            texts[-1][-1] += "\n" + line.strip()
            continue
        number = int(item[1]) if item[1] else None
        if number != due or not lists:
            start = 1 if number is None else number
            lists.append({"kind": "list", "ordered": number is not None, "start": start})
            texts.append([])
        texts[-1].append(item[2])
        due = None if number is None else number + 1
    for made, items in zip(lists, texts, strict=True):
        made["items"] = [_runs(item) for item in items]
    return lists


def _table(lines: list[str]) -> list[dict]:
    has_heading = len(lines) > 1 and RULE_LINE.fullmatch(lines[1].strip()) is not None
    if has_heading:
        lines = [lines[0], *lines[2:]]
    rows = [_cells(line) for line in lines]
    widest = max(len(row) for row in rows)
    filled = [row + [""] * (widest - len(row)) for row in rows]
    runs = [[_runs(cell) for cell in row] for row in filled]
    return [{"kind": "table", "has_heading": has_heading, "rows": runs}]


def _cells(line: str) -> list[str]:
    line = line.strip()[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in CELL_END.split(line)]


MAKERS = {"paragraph": _paragraph, "ordered": _list, "bulleted": _list, "table": _table}


def _runs(text: str) -> list[dict]:
    """Cut a text into runs; a pair of ** with no space inside at its ends makes bold."""
    runs: list[dict] = []
    marks = deque(found.start() for found in re.finditer(r"\*\*", text))
    closers = deque(at for at in marks if at and not text[at - 1].isspace())
    start = 0
    while marks:
        opener = marks.popleft()
        after = opener + len(MARK)
        if opener < start or after >= len(text) or text[after].isspace():
            continue
        while closers and closers[0] <= after:
            closers.popleft()
        if not closers:
            break
        runs += _linked(text[start:opener], bold=False)
        runs += _linked(text[after : closers[0]], bold=True)
        start = closers[0] + len(MARK)
    return runs + _linked(text[start:], bold=False)


def _linked(text: str, *, bold: bool) -> list[dict]:
    runs, start = [], 0
    for link in LINK.finditer(text):
        runs.append({"text": text[start : link.start()], "bold": bold, "href": ""})
        runs.append({"text": link[1], "bold": bold, "href": link[2]})
        start = link.end()
    runs.append({"text": text[start:], "bold": bold, "href": ""})
    return [run for run in runs if run["text"]]


def _runs_html(runs: list[dict]) -> str:
    html = ""
    for run in runs:
        piece = escape(run["text"]).replace("\n", "<br>")
        if run["bold"]:
            piece = f"<strong>{piece}</strong>"
        if run["href"]:
            piece = f'<a href="{escape(run["href"])}" rel="noopener nofollow">{piece}</a>'
        html += piece
    return html


def _paragraph_html(block: dict) -> str:
    return f"<p>{_runs_html(block['runs'])}</p>"


def _list_html(block: dict) -> str:
    items = "".join(f"<li>{_runs_html(runs)}</li>" for runs in block["items"])
    if not block["ordered"]:
        return f"<ul>{items}</ul>"
    start = f' start="{block["start"]}"' if block["start"] != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _table_html(block: dict) -> str:
    rows = list(block["rows"])
    head = ""
    if block["has_heading"]:
        cells = "".join(f'<th scope="col">{_runs_html(runs)}</th>' for runs in rows.pop(0))
        head = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(
        "<tr>" + "".join(f"<td>{_runs_html(runs)}</td>" for runs in row) + "</tr>" for row in rows
    )
    table = f'<table class="table">{head}<tbody>{body}</tbody></table>'
    return f'<div class="doc__wide" tabindex="0">{table}</div>'


HTML = {"paragraph": _paragraph_html, "list": _list_html, "table": _table_html}


def _words(runs: list[dict]) -> str:
    return "".join(run["text"] for run in runs)


PLAIN = {
    "paragraph": lambda block: _words(block["runs"]),
    "list": lambda block: "\n".join(_words(runs) for runs in block["items"]),
    "table": lambda block: "\n".join("\t".join(map(_words, row)) for row in block["rows"]),
}
