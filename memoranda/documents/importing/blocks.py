"""What stands in a Word document, in its order: paragraphs with their looks, tables of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

BULLET_SIGNS = "–—-•·▪◦●"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its words in light markup, and what tells what it is."""

    text: str
    plain: str
    label: str = ""  # the number that Word itself puts before it
    level: int = 0  # of a heading; 0: none
    is_title: bool = False
    is_bold: bool = False
    align: str = ""

    @property
    def is_caps(self) -> bool:
        letters = [letter for letter in self.plain if letter.isalpha()]
        return len(letters) > 3 and all(letter.isupper() for letter in letters)

    @property
    def looks_like_heading(self) -> bool:
        """By style, or as people make headings by hand: short, bold or in the middle."""
        if self.level or self.is_title:
            return True
        short = 0 < len(self.plain) <= 200 and not self.plain.rstrip().endswith((";", ","))
        return short and (self.is_bold or self.align == "center" or self.is_caps)

    def without(self, prefix: int) -> Paragraph:
        """Give the paragraph without the first characters of its plain words, marks kept."""
        plain = self.plain[prefix:].lstrip()
        text, skipped = self.text, 0
        while skipped < prefix and text:
            if text.startswith("**"):
                text = text[2:]
                continue
            text, skipped = text[1:], skipped + 1
        text = text.lstrip()
        if text.count("**") % 2:
            opened = not self.text.startswith("**") and text.startswith("**")
            text = text[2:].lstrip() if opened else f"**{text}"
        if text.startswith("****"):
            text = text[4:].lstrip()
        return replace(self, text=text, plain=plain, label="")


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, a cell is a list of blocks."""

    rows: list[list[list[Block]]]
    has_heading: bool = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs of all cells, those of inner tables too."""
        return [one for row in self.rows for cell in row for one in paragraphs_in(cell)]

    def markup(self) -> str:
        """The table in light markup; inner tables become words of their cell."""
        lines = [[_cell(cell) for cell in row] for row in self.rows]
        head = lines[0] if lines else []
        has_heading = self.has_heading or (bool(head) and all(is_bold(c) for c in head if c))
        if has_heading and head:
            lines[0] = [cell.replace("**", "") for cell in head]
            lines.insert(1, ["---"] * len(head))
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


Block = Paragraph | Table


@dataclass
class Contents:
    """All blocks, and what there was beside the words."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        self.notes[what] = self.notes.get(what, 0) + 1


def paragraphs_in(blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs of these blocks, those in tables too."""
    found: list[Paragraph] = []
    for one in blocks:
        found += one.paragraphs if isinstance(one, Table) else [one]
    return found


def _cell(blocks: list[Block]) -> str:
    words = []
    for one in paragraphs_in(blocks):
        label = "–" if one.label and one.label in BULLET_SIGNS else one.label
        words.append(f"{label} {one.text}".strip())
    return " ".join(" ".join(words).split()).replace("|", "\\|")


def is_bold(text: str) -> bool:
    """Whether the whole text stands between one pair of marks."""
    return text.startswith("**") and text.endswith("**") and text.count("**") == 2
