"""Makes a tree of one language's blocks: by numbers, headings and annexes; the rest is text."""

from dataclasses import dataclass, field

from .blocks import BULLET_SIGNS, Block, Paragraph, Table, is_bold
from .signs import (
    BULLET,
    KIND,
    MARK,
    PREAMBLE,
    REQUISITES,
    TO_WHAT,
    Numbered,
    is_annex,
    is_place_or_day,
    is_to_sign,
    number_of,
)

LONGEST_HEADING = 500


@dataclass(eq=False)
class Item:
    """A node being made: its typed number, heading and texts of one language."""

    kind: str
    number: tuple[int, ...] = ()
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with a blank line between paragraphs, none between items of a list."""
        joined, before = "", ""
        for one in self.texts:
            kind = _list_kind(one)
            gap = "\n" if kind and kind == before else "\n\n"
            joined, before = f"{joined}{gap}{one}" if joined else one, kind
        return joined


@dataclass
class Outline:
    """What was found: the tree, the title, and lines that the portal keeps elsewhere."""

    items: list[Item] = field(default_factory=list)
    title: str = ""
    left_out: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def outline_of(blocks: list[Block]) -> Outline:
    """Make the tree; every word of the blocks stands in it, in the title or among what was left
    out (place and day, marks of a draft, places for signatures)."""
    maker = _Maker(blocks, [number_of(b) if isinstance(b, Paragraph) else None for b in blocks])
    for index, block in enumerate(blocks):
        maker.take(index, block)
    maker.outline.title = " ".join(maker.title)
    return maker.outline


@dataclass
class _Maker:
    blocks: list[Block]
    numbers: list[Numbered | None]
    outline: Outline = field(default_factory=Outline)
    title: list[str] = field(default_factory=list)
    annex: Item | None = None
    current: Item | None = None
    known: dict[tuple[int, ...], Item] = field(default_factory=dict)
    last: tuple[int, ...] = ()

    def take(self, index: int, block: Block) -> None:
        if isinstance(block, Table):
            return self._table(block)
        if self.current is None and self._is_head(block):
            return None
        if is_annex(block):
            return self._begin_annex(block)
        numbered = self.numbers[index]
        if numbered and self._fits(numbered, block):
            return self._numbered(index, numbered, block)
        if PREAMBLE.fullmatch(block.plain.strip()) and not self.outline.items:
            return self._begin(Item("preamble", heading=block.plain.strip()), None)
        if self._is_heading(block):
            return self._heading(block)
        return self._add(_line(block))

    # The head of the paper -----------------------------------------------------------------------
    def _is_head(self, block: Paragraph) -> bool:
        plain = block.plain.strip()
        if self.outline.items or number_of(block) or PREAMBLE.fullmatch(plain) or is_annex(block):
            return False
        if MARK.fullmatch(plain) or is_place_or_day(plain):
            self.outline.left_out.append(plain)
            return True
        is_middle = block.align == "center" and (block.is_bold or block.is_caps)
        if block.is_title or is_middle or (len(plain) < 300 and KIND.search(plain)):
            self.title.append(" ".join(plain.split()))
            return True
        return False

    # Nodes ---------------------------------------------------------------------------------------
    def _fits(self, numbered: Numbered, block: Paragraph) -> bool:
        """Whether the number goes on from the last one: “1.5 млн” in section 3 does not, nor do
        the items of a list that begin anew."""
        number = numbered.number
        if number > self.last:
            return True
        if len(number) > 1 and numbered.is_dotted and number[:-1] in self.known:
            self.outline.repeated.append(".".join(map(str, number)))
            return True
        return bool(block.level) and len(number) == 1

    def _numbered(self, index: int, numbered: Numbered, block: Paragraph) -> None:
        number, rest = numbered.number, numbered.rest
        parent = self._parent(number)
        if len(number) == 1:
            is_heading = numbered.is_section or block.looks_like_heading
            has_inner = self._next_number(index)[: len(number)] == number
            short = len(rest.plain) <= 200 and not rest.plain.rstrip().endswith((".", ":", ";"))
            kind = "section" if is_heading or has_inner else "clause"
            as_heading = kind == "section" and (is_heading or short)
        else:
            inner = {None: "clause", "section": "clause", "annex": "clause", "preamble": "clause"}
            kind = inner.get(parent.kind if parent else None, "subclause")
            as_heading = is_bold(rest.text) and len(rest.plain) <= 200
        item = Item(kind, number)
        if as_heading and rest.plain and len(rest.plain) <= LONGEST_HEADING:
            item.heading = " ".join(rest.plain.split())
        elif rest.text:
            item.texts.append(rest.text)
        self.known[number] = item
        self.last = number
        self._begin(item, parent)

    def _parent(self, number: tuple[int, ...]) -> Item | None:
        for length in range(len(number) - 1, 0, -1):
            if number[:length] in self.known:
                return self.known[number[:length]]
        is_unnumbered = self.current is not None and not self.current.number
        if len(number) > 1 and is_unnumbered and self.current.kind == "section":
            self.known[number[:1]] = self.current  # “Предмет”, and then 1.1
            self.current.number = number[:1]
            return self.current
        return self.annex

    def _next_number(self, index: int) -> tuple[int, ...]:
        for numbered in self.numbers[index + 1 :]:
            if numbered:
                return numbered.number if len(numbered.number) > 1 else ()
        return ()

    def _begin(self, item: Item, parent: Item | None) -> None:
        (parent.children if parent else self.outline.items).append(item)
        self.current = item

    def _begin_annex(self, block: Paragraph) -> None:
        self.annex = Item("annex")
        self.outline.items.append(self.annex)
        self.current, self.known, self.last = self.annex, {}, ()
        self.outline.left_out.append(" ".join(block.plain.split()))

    def _is_heading(self, block: Paragraph) -> bool:
        is_new = self.current is self.annex and not (self.annex and self.annex.texts)
        if is_new and self.annex and not self.annex.heading:
            return block.looks_like_heading or block.align == "right"
        return bool(block.level) or (block.align == "center" and block.looks_like_heading)

    def _heading(self, block: Paragraph) -> None:
        plain = " ".join(block.plain.split())
        is_bare = self.current is self.annex and self.annex is not None
        if is_bare and TO_WHAT.match(plain):
            self.outline.left_out.append(plain)
        elif is_bare and not self.annex.texts and not self.annex.heading:
            self.annex.heading = plain[:LONGEST_HEADING]
        elif len(plain) > LONGEST_HEADING:
            self._add(_line(block))
        else:
            self._begin(Item("section", heading=plain), self.annex)

    # Words ---------------------------------------------------------------------------------------
    def _add(self, text: str) -> None:
        if self.current is None:
            self._begin(Item("preamble"), None)
        self.current.texts.append(text)

    def _table(self, table: Table) -> None:
        plain = [one.plain for one in table.paragraphs]
        is_head = self.current is None and all(len(text) < 90 for text in plain)
        if is_to_sign(table) or (is_head and any(map(is_place_or_day, plain))):
            self.outline.left_out.append(" · ".join(" ".join(text.split()) for text in plain))
            if is_to_sign(table):
                self._drop_requisites()
        elif is_head and all(one.looks_like_heading for one in table.paragraphs):
            self.title += [" ".join(text.split()) for text in plain]
        elif plain:
            self._add(table.markup())

    def _drop_requisites(self) -> None:
        """The heading over the signatures, where it is no numbered section of the text."""
        item = self.current
        is_bare = item in self.outline.items and not item.number and not item.texts
        if is_bare and REQUISITES.search(item.heading):
            self.outline.items.remove(item)
            self.outline.left_out.append(item.heading)
            self.current = self.outline.items[-1] if self.outline.items else None


def _line(block: Paragraph) -> str:
    """A paragraph as light markup: signs of lists become those of the markup."""
    if block.label:
        sign = "-" if block.label[0] in BULLET_SIGNS else block.label.rstrip(".)") + ")"
        return f"{sign} {' '.join(block.text.split())}"
    if BULLET.match(block.plain):
        return "- " + " ".join(block.without(1).text.split())
    return block.text


def _list_kind(text: str) -> str:
    if text.startswith("- "):
        return "bulleted"
    head, _paren, rest = text.partition(") ")
    return "ordered" if rest and head.isdigit() else ""
