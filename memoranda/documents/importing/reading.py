"""Reads the body of a Word document into blocks; what is no text is counted, never lost unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .blocks import Block, Contents, Paragraph, Table
from .numbers import Numbering, numbering_of
from .package import R_ID, Package, W
from .refusals import DocumentTooLong
from .styles import Styles, is_on, styles_of

MOST_PARAGRAPHS = 10_000
TAKEN_INTO = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "fldSimple", "customXml")}
STRUCK_OUT = {f"{W}del", f"{W}moveFrom"}
CONTENT = {f"{W}sdt": f"{W}sdtContent"}
PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
SIGNS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
Piece = tuple[str, bool, str]  # words, bold, address


def contents_of(package: Package) -> Contents:
    """Give the blocks of the document in their order, and notes of pictures and the like."""
    reader = _Reader(package, styles_of(package), numbering_of(package), Contents())
    reader.contents.blocks = list(reader.blocks(package.body))
    return reader.contents


@dataclass
class _Reader:
    package: Package
    styles: Styles
    numbering: Numbering
    contents: Contents
    count: int = 0

    def blocks(self, place) -> Iterator[Block]:
        for one in place:
            if one.tag == f"{W}p":
                yield from self._paragraph(one)
            elif one.tag == f"{W}tbl":
                yield self._table(one)
            elif one.tag in TAKEN_INTO or one.tag in CONTENT:
                yield from self.blocks(_inside(one))
            elif one.tag == f"{W}altChunk":
                self.contents.note("altChunk")

    # Paragraphs ----------------------------------------------------------------------------------
    def _paragraph(self, element) -> Iterator[Block]:
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            raise DocumentTooLong(most=MOST_PARAGRAPHS)
        look = self.styles.look_of(element.find(f"{W}pPr"))
        boxes: list = []
        pieces = list(self._pieces(element, "", look.is_bold, boxes))
        plain = "".join(text for text, _bold, _href in pieces)
        if plain.strip():
            label = self.numbering.label(*look.numbering) if look.numbering else ""
            worded = [bold for text, bold, _href in pieces if text.strip()]
            yield Paragraph(
                text=_markup(pieces).strip(),
                plain=plain.strip(),
                label=label.strip(),
                level=look.level,
                is_title=look.is_title,
                is_bold=all(worded),
                align=look.align,
            )
        for box in boxes:
            yield from self.blocks(box)

    def _pieces(self, place, href: str, is_bold: bool, boxes: list) -> Iterator[Piece]:
        for one in place:
            if one.tag == f"{W}r":
                yield from self._run(one, href, is_bold, boxes)
            elif one.tag == f"{W}hyperlink":
                address = self.package.links.get(one.get(R_ID, ""), "")
                yield from self._pieces(one, address, is_bold, boxes)
            elif one.tag in TAKEN_INTO:
                if one.tag in (f"{W}ins", f"{W}moveTo"):
                    self.contents.note("changes")
                yield from self._pieces(one, href, is_bold, boxes)
            elif one.tag in CONTENT:
                yield from self._pieces(_inside(one), href, is_bold, boxes)
            elif one.tag in STRUCK_OUT:
                self.contents.note("changes")

    def _run(self, run, href: str, is_bold: bool, boxes: list) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        bold = self.styles.is_bold_run(properties, is_bold)
        if properties is not None and is_on(properties, "vanish"):
            self.contents.note("hidden")
        for one in run:
            if one.tag == f"{W}t":
                yield one.text or "", bold, href
            elif one.tag in SIGNS:
                yield SIGNS[one.tag], bold, href
            elif one.tag == f"{W}br" and one.get(f"{W}type") in (None, "textWrapping"):
                yield "\n", bold, href
            elif one.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield from self._footnote(one)
            elif one.tag == f"{W}commentReference":
                self.contents.note("comments")
            elif one.tag in PICTURES or one.tag == ALTERNATIVES:
                self._picture(one, boxes)

    def _footnote(self, reference) -> Iterator[Piece]:
        self.contents.note("footnotes")
        kind = "footnote" if reference.tag.endswith("footnoteReference") else "endnote"
        words = self._footnotes.get((kind, reference.get(f"{W}id")))
        if words:
            yield f" [{words}]", False, ""

    @cached_property
    def _footnotes(self) -> dict[tuple[str, str], str]:
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.package.part(f"{kind}s.xml")
            for one in root.iter(f"{W}{kind}") if root is not None else ():
                words = "".join(text.text or "" for text in one.iter(f"{W}t"))
                found[kind, one.get(f"{W}id")] = words.strip()
        return found

    def _picture(self, element, boxes: list) -> None:
        """A text box gives its words after the paragraph; of two alternatives the first counts."""
        found = next(element.iter(f"{W}txbxContent"), None)
        if found is None:
            self.contents.note("pictures")
        else:
            boxes.append(found)

    # Tables --------------------------------------------------------------------------------------
    def _table(self, element) -> Table:
        rows, has_heading = [], False
        for number, row in enumerate(_inner(element, f"{W}tr")):
            properties = row.find(f"{W}trPr")
            if number == 0 and properties is not None:
                has_heading = is_on(properties, "tblHeader")
            cells: list[list[Block]] = []
            for cell in _inner(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                is_joined = _goes_on(properties)
                cells.append([] if is_joined else list(self.blocks(cell)))
                cells += [[] for _extra in range(_span(properties) - 1)]
            rows.append(cells)
        widest = max((len(row) for row in rows), default=0)
        return Table([row + [[]] * (widest - len(row)) for row in rows], has_heading)


def _inner(place, tag: str) -> Iterator:
    """Rows of a table or cells of a row, also those inside marks of changes and of contents."""
    for one in place:
        if one.tag == tag:
            yield one
        elif one.tag in TAKEN_INTO or one.tag in CONTENT:
            yield from _inner(_inside(one), tag)


def _inside(element):
    """What a mark encloses: of a content control its contents, of others themselves."""
    if element.tag not in CONTENT:
        return element
    inner = element.find(CONTENT[element.tag])
    return () if inner is None else inner


def _goes_on(properties) -> bool:
    """Whether the cell only continues the one above."""
    mark = properties.find(f"{W}vMerge") if properties is not None else None
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"


def _span(properties) -> int:
    mark = properties.find(f"{W}gridSpan") if properties is not None else None
    text = mark.get(f"{W}val", "") if mark is not None else ""
    return min(int(text), 60) if text.isdigit() and int(text) else 1


def _markup(pieces: list[Piece]) -> str:
    """Words in light markup: bold between marks, addresses of the web as links."""
    joined: list[list] = []
    for text, bold, href in pieces:
        if joined and (joined[-1][1], joined[-1][2]) == (bold, href):
            joined[-1][0] += text
        elif joined and not text.strip():
            joined[-1][0] += text  # a space between two bold words is no border
        elif text:
            joined.append([text, bold, href])
    return "".join(_marked(*piece) for piece in joined)


def _marked(text: str, bold: bool, href: str) -> str:
    core = text.strip()
    if not core:
        return text
    before, after = text[: text.index(core[0])], text[len(text.rstrip()) :]
    core = core.replace("**", "*")
    if href.startswith(("https://", "http://")) and not set("()[]<> \"'\\") & set(href):
        core = f"[{core}]({href})"
    if bold:
        core = f"**{core}**"
    return f"{before}{core}{after}"
