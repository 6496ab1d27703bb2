"""Word documents laid by python-docx: paper, type, fields of pages, tables; knows no domain."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .documents import LOCALES, TITLE_LENGTH, set_language, without_clock
from .printable import clean

FONT = "Times New Roman"  # on every office machine, with all Kazakh letters and ₸
EPOCH = datetime(2026, 1, 1)  # stands in every file: its bytes depend on the content alone
TEXT_WIDTH = 170  # millimetres between the margins of A4
WIDE_TEXT_WIDTH = 257  # of A4 on its side


def new_document(*, is_wide: bool = False) -> WordDocument:
    """Give an empty official paper: A4, margins for binding, one serif type, black headings."""
    docx = Document()
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin, section.right_margin = Mm(20), Mm(20)
    _set_styles(docx)
    return docx


def _set_styles(docx: WordDocument) -> None:
    for name, size, before, after in (
        ("Normal", 12, 0, 4),
        ("Title", 17, 10, 10),
        ("Heading 1", 12.5, 14, 6),
        ("Heading 2", 11.5, 8, 3),
    ):
        style = docx.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for mark in [a for a in fonts.attrib if "Theme" in a]:
            del fonts.attrib[mark]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        style.font.bold = name != "Normal"
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    for border in list(docx.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def set_footer(docx: WordDocument, *texts: str) -> None:
    """Put texts and “page / pages” at the foot of each page."""
    footer = docx.sections[0].footer.paragraphs[0]
    footer.add_run("".join(f"{text} · " for text in texts if text))
    add_field(footer, "PAGE")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES")
    footer.alignment = ALIGN.CENTER
    for run in footer.runs:
        run.font.size = Pt(9)


def add_field(paragraph, code: str) -> None:
    """Add a field that Word fills in: number of the page, number of pages."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("value", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "value" else "")
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
        elif kind != "value":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def add_paragraph(place, text="", *, style=None, align=None, bold=False, italic=False, indent=0):
    """Add a paragraph to a document or a cell; `indent` is that of the first line, in mm."""
    paragraph = place.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(indent)
    return paragraph


def add_table(docx, widths: list[float], style: str | None = None):
    """Add an empty table whose columns are as wide as said, in millimetres."""
    table = docx.add_table(rows=0, cols=len(widths))
    if style:
        table.style = style
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def add_row(table, widths: list[float], texts: list[str], *, bold=(), aligns=()):
    """Add a row of texts; `bold` holds the places of bold ones."""
    row = table.add_row()
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(widths[place])
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = place in bold or None
        if aligns:
            paragraph.alignment = aligns[place]
    return row


def underline_twice(paragraph) -> None:
    """Draw the double line under the name of the organisation."""
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "6"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def repeat_on_each_page(row) -> None:
    """Mark a row as the head of its table: repeated after a page break, read as headings."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def bytes_of(docx: WordDocument, *, language: str, title: str) -> bytes:
    """Give the file; the same content gives the same bytes."""
    set_language(docx, LOCALES[language])
    properties = docx.core_properties
    properties.language, properties.title = LOCALES[language], clean(title)[:TITLE_LENGTH]
    properties.author = properties.comments = ""
    properties.created = properties.modified = EPOCH
    output = io.BytesIO()
    docx.save(output)
    return without_clock(output.getvalue())
