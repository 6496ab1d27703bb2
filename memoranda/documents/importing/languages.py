"""Parts a document into its Kazakh and its Russian words: columns of a table, halves, or one."""

import re
from dataclasses import replace

from .blocks import Block, Paragraph, Table, paragraphs_in
from .signs import DOTTED, language_of, number_of

FEW = 0.15  # so little of another language is a quotation, not a text
COLUMN_NAMES = re.compile(r"(қазақша|мемлекеттік тілде|қазақ тілінде|на казахском|казахский)", re.I)
Streams = dict[str, list[Block]]


def divide(blocks: list[Block]) -> Streams:
    """Give the blocks of each language in their order; a language that there is not has none."""
    tables = {id(one): _columns(one) for one in blocks if isinstance(one, Table)}
    loose = [one for one in blocks if not tables.get(id(one))]
    spoken = dict(zip(map(id, loose), _spoken(loose, any(tables.values())), strict=True))
    streams: Streams = {"kk": [], "ru": []}
    for one in blocks:
        columns = tables.get(id(one))
        if columns:
            for row in one.rows:
                _take_row(row, columns, streams)
        else:
            streams[spoken[id(one)]].append(one)
    return streams


def _columns(table: Table) -> dict[str, int] | None:
    """Say which column holds which language, if the table is a text in two of them."""
    width = len(table.rows[0]) if table.rows else 0
    if width not in (2, 3):
        return None
    texts = [" ".join(_words([row[place]]) for row in table.rows) for place in range(width)]
    if width == 3 and any(letter.isalpha() for letter in texts[0]):
        return None
    found = {language_of(texts[place]): place for place in range(width - 2, width)}
    return found if set(found) == {"kk", "ru"} else None


def _take_row(row: list[list[Block]], columns: dict[str, int], streams: Streams) -> None:
    """The two cells of a row say the same: what one has as number the other has too."""
    cells = {language: list(row[place]) for language, place in columns.items()}
    texts = {language: _words([cell]) for language, cell in cells.items()}
    if COLUMN_NAMES.match(texts["kk"]) and len(texts["kk"]) + len(texts["ru"]) < 60:
        return
    if not texts["kk"] and len(texts["ru"]) and language_of(texts["ru"]) == "kk":
        cells["kk"], cells["ru"] = cells["ru"], []  # a line over both columns
    first = _words([row[0]]) if len(row) == 3 else ""
    typed = DOTTED.match(first)
    numbers = {language: _number(cell) for language, cell in cells.items()}
    number = (typed and typed[1]) or numbers["kk"] or numbers["ru"]
    for language, cell in cells.items():
        if number and not numbers[language] and cell and isinstance(cell[0], Paragraph):
            cell[0] = replace(cell[0], label=f"{number}.")
        streams[language] += cell


def _number(cell: list[Block]) -> str:
    found = number_of(cell[0]) if cell and isinstance(cell[0], Paragraph) else None
    return ".".join(map(str, found.number)) if found else ""


def _spoken(loose: list[Block], beside_a_table: bool) -> list[str]:
    """Say of which language each block is: of the only one, of its half, or its own."""
    own = [language_of(_words([[one]])) for one in loose]
    weights = [len(_words([[one]])) for one in loose]
    sums = {
        language: sum(w for w, o in zip(weights, own, strict=True) if o == language)
        for language in ("kk", "ru")
    }
    total = sum(sums.values())
    main = "kk" if sums["kk"] > sums["ru"] else "ru"
    if not total or (min(sums.values()) <= FEW * total and not beside_a_table):
        return [main] * len(loose)
    halves = _halves(own, weights, total)
    if halves and not beside_a_table:
        return halves
    said, before = [], main
    for language in own:
        before = language or before
        said.append(before)
    return said


def _halves(own: list[str], weights: list[int], total: int) -> list[str] | None:
    """Find where one language ends and the other begins, if they stand one after the other."""
    best, found = FEW * total, None
    for first, second in (("kk", "ru"), ("ru", "kk")):
        wrong = sum(w for w, o in zip(weights, own, strict=True) if o == first)
        for place in range(len(own) + 1):
            if wrong < best:
                best = wrong
                found = [first] * place + [second] * (len(own) - place)
            if place < len(own):
                wrong += {second: weights[place], first: -weights[place]}.get(own[place], 0)
    return found


def _words(cells: list[list[Block]]) -> str:
    return " ".join(one.plain for cell in cells for one in paragraphs_in(cell)).strip()
