"""Lays the parts of a document out in Word: the same words as the PDF, numbers as text.

A number is text, not Word's own numbering: it stays what was agreed when somebody edits, and any
program that reads the file, this portal's import too, finds it.
"""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from agglo_portal.core import printable, word
from agglo_portal.core.documents import LOCALES

INDENT = 10
GRID = "Table Grid"


def docx_of(data: dict, *, language: str) -> bytes:
    """Give the document of these data (parts.py) as DOCX; the same data give the same bytes."""
    data = printable.clean(data)
    docx = word.new_document(is_wide=data["is_wide"])
    word.set_footer(docx, data["footer"], data["version"])
    width = word.WIDE_TEXT_WIDTH if data["is_wide"] else word.TEXT_WIDTH
    _Layout(docx, width, language).lay(data)
    return word.bytes_of(docx, language=language, title=data["title"])


class _Layout:
    """The document being laid; `place` is itself or the cell of a column."""

    def __init__(self, docx, width: float, language: str, place=None):
        self.docx, self.width, self.language = docx, width, language
        self.place = place if place is not None else docx
        self.is_narrow = place is not None

    # The head ----------------------------------------------------------------------------------
    def lay(self, data: dict) -> None:
        heads = data["heads"]
        for head in heads:
            if head["mark"]:
                line = ", ".join(head["mark"])
                word.add_paragraph(self.docx, line, align=ALIGN.RIGHT, italic=True)
        if len(heads) == 1:
            self._title(self.docx.add_paragraph(style="Title"), heads[0])
            self._place_and_day(heads[0])
        else:
            self._heads_beside(heads)
        self._parts(data["parts"])

    def _heads_beside(self, heads: list[dict]) -> None:
        widths = [self.width / len(heads)] * len(heads)
        table = word.add_table(self.docx, widths)
        for cell, head in zip(table.add_row().cells, heads, strict=True):
            cell.paragraphs[0].style = self.docx.styles["Title"]
            self._title(cell.paragraphs[0], head)
        lines = [[head[key] for key in ("left", "right", "number") if head[key]] for head in heads]
        word.add_row(table, widths, ["\n".join(texts) for texts in lines])
        word.add_paragraph(self.docx)

    def _title(self, paragraph, head: dict) -> None:
        paragraph.alignment = ALIGN.CENTER
        for place, line in enumerate(head["lines"]):
            run = self._run(paragraph, ("\n" if place else "") + line["text"], head["language"])
            run.font.size = Pt(16 if line["is_kind"] else 13)

    def _place_and_day(self, head: dict) -> None:
        if not head["left"] and not head["right"]:
            return
        widths = [self.width / 2] * 2
        aligns = [ALIGN.LEFT, ALIGN.RIGHT]
        table = word.add_table(self.docx, widths)
        right = "\n".join(text for text in (head["right"], head["number"]) if text)
        word.add_row(table, widths, [head["left"], right], aligns=aligns)
        word.add_paragraph(self.docx)

    # Parts -------------------------------------------------------------------------------------
    def _parts(self, parts: list[dict]) -> None:
        table = None
        for part in parts:
            if part["is"] != "pair":
                if table is not None:
                    word.add_paragraph(self.docx)  # Word joins tables with nothing between them
                table = None
                getattr(self, f"_{part['is']}")(part)
                continue
            if table is None:
                table = word.add_table(self.docx, [self.width / 2] * 2, GRID)
            self._pair(table, part)

    def _pair(self, table, part: dict) -> None:
        row = table.add_row()
        for cell, language in zip(row.cells, ("kk", "ru"), strict=True):
            cell.width = Mm(self.width / 2)
            column = _Layout(self.docx, self.width / 2 - 8, language, cell)
            for one in part[language]:
                getattr(column, f"_{one['is']}")(one)
            _drop_first_if_empty(cell)

    def _heading(self, part: dict) -> None:
        align = None if self.is_narrow else ALIGN.CENTER
        paragraph = self.place.add_paragraph(style="Heading 1")
        paragraph.alignment = align
        self._run(paragraph, part["text"])

    def _annex(self, part: dict) -> None:
        paragraph = self.place.add_paragraph(style="Heading 1")
        paragraph.alignment = ALIGN.RIGHT
        self._run(paragraph, "\n".join(part["lines"]))
        if not self.is_narrow:
            paragraph.paragraph_format.page_break_before = True
        if part["text"]:
            self._heading(part)

    def _clause(self, part: dict) -> None:
        lead = " ".join(text for text in (part["number"], part["title"]) if text)
        blocks = part["blocks"]
        if lead:
            paragraph = self._paragraph()
            if part["number"]:
                self._run(paragraph, part["number"] + " ")
            if part["title"]:
                self._run(paragraph, part["title"]).bold = True
                paragraph.paragraph_format.keep_with_next = True
            elif blocks and blocks[0]["kind"] == "paragraph":
                self._runs(paragraph, blocks[0]["runs"])
                blocks = blocks[1:]
        for block in blocks:
            self._block(block)

    def _facts(self, part: dict) -> None:
        widths = [48, self.width - 48]
        table = word.add_table(self.docx, widths)
        for row in part["rows"]:
            word.add_row(table, widths, [f"{row['label']}:", row["text"]], bold=[0])
        word.add_paragraph(self.docx)

    def _table(self, part: dict) -> None:
        whole = sum(part["widths"])
        widths = [self.width * share / whole for share in part["widths"]]
        table = word.add_table(self.docx, widths, GRID)
        head = word.add_row(table, widths, part["columns"], bold=range(len(widths)))
        word.repeat_on_each_page(head)
        for cells in part["rows"]:
            row = table.add_row()
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                row.cells[place].width = Mm(width)
                if not cell["rows"]:
                    continue
                inner = _Layout(self.docx, width, self.language, row.cells[place])
                for block in cell["blocks"]:
                    inner._block(block)
                _drop_first_if_empty(row.cells[place])
        _join_cells(table, part["rows"])
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    for run in paragraph.runs:
                        run.font.size = Pt(10)

    def _signatures(self, part: dict) -> None:
        columns = 1 if self.is_narrow else min(2, len(part["blocks"]) or 1)
        widths = [self.width / columns] * columns
        table = self._inner_table(widths)
        blocks = part["blocks"]
        for start in range(0, len(blocks), columns):
            row = table.add_row()
            for cell, block, width in zip(row.cells, blocks[start:], widths, strict=False):
                cell.width = Mm(width)
                cell.vertical_alignment = VERTICAL.TOP
                self._signer(cell, block)
        if self.is_narrow:
            self.place.add_paragraph()

    def _signer(self, cell, block: dict) -> None:
        first = cell.paragraphs[0]
        self._run(first, block["party"]).bold = True
        first.paragraph_format.space_before = Pt(14)
        line = "____________________ " + block["name"]
        for text in [*block["lines"], block["post"], "", line]:
            self._run(cell.add_paragraph(), text)
        last = self._run(cell.add_paragraph(), f"({block['sign']})        {block['seal']}")
        last.font.size = Pt(9)

    # Words -------------------------------------------------------------------------------------
    def _block(self, block: dict) -> None:
        if block["kind"] == "paragraph":
            self._runs(self._paragraph(), block["runs"])
        elif block["kind"] == "list":
            for place, item in enumerate(block["items"]):
                mark = f"{block['start'] + place})" if block["ordered"] else "–"
                paragraph = self._paragraph()
                paragraph.paragraph_format.first_line_indent = Mm(0)
                paragraph.paragraph_format.left_indent = Mm(4 if self.is_narrow else INDENT)
                self._run(paragraph, f"{mark} ")
                self._runs(paragraph, item)
        else:
            self._small_table(block)

    def _small_table(self, block: dict) -> None:
        widths = [self.width * share / sum(block["widths"]) for share in block["widths"]]
        table = self._inner_table(widths)
        table.style = GRID
        for place, cells in enumerate(block["rows"]):
            row = table.add_row()
            is_head = place == 0 and block["has_heading"]
            if is_head:
                word.repeat_on_each_page(row)
            for cell, runs, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Mm(width)
                self._runs(cell.paragraphs[0], runs, bold=is_head)
        word.add_paragraph(self.place)

    def _inner_table(self, widths: list[float]):
        if not self.is_narrow:
            return word.add_table(self.docx, widths)
        table = self.place.add_table(rows=0, cols=len(widths))
        table.autofit = False
        return table

    def _paragraph(self):
        paragraph = self.place.add_paragraph()
        if not self.is_narrow:
            paragraph.alignment = ALIGN.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(INDENT)
        return paragraph

    def _runs(self, paragraph, runs: list[dict], *, bold: bool = False) -> None:
        for run in runs:
            made = self._run(paragraph, run["text"])
            made.bold = run["bold"] or bold or None
            if run["href"]:
                _make_link(paragraph, made, run["href"])

    def _run(self, paragraph, text: str, language: str = ""):
        run = paragraph.add_run(text)
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), LOCALES[language or self.language])
        run._r.get_or_add_rPr().append(mark)
        return run


def _make_link(paragraph, run, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run._r.addprevious(link)
    link.append(run._r)
    run.font.underline = True


def _join_cells(table, rows: list[list[dict]]) -> None:
    """Join cells that stand over several rows; the first row of the table is its head."""
    for number, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            for row in range(number, number + cell["rows"]) if cell["rows"] > 1 else ():
                properties = table.cell(row, place)._tc.get_or_add_tcPr()
                mark = OxmlElement("w:vMerge")
                if row == number:
                    mark.set(qn("w:val"), "restart")
                properties.append(mark)


def _drop_first_if_empty(cell) -> None:
    """A new cell begins with an empty paragraph; a cell must keep one."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.runs:
        first._p.getparent().remove(first._p)
