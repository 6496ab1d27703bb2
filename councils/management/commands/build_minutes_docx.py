"""Lays the Word template of the minutes anew: `manage.py build_minutes_docx`.

The template is a file that a secretariat may also change in Word; this command is how its first
form came about. The same data as for the PDF go in (councils/documents/minutes.py).
"""

from datetime import datetime

from django.core.management.base import BaseCommand
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from agglo_portal.core.documents import templates_folder, without_clock

FONT = "Times New Roman"  # on every office machine, with all Kazakh letters and ₸
PLACE = "councils/documents/minutes.docx"


class Command(BaseCommand):
    requires_system_checks = []
    help = "Lay the Word template of the minutes anew (overwrites it)."

    def handle(self, **_options):
        place = templates_folder() / PLACE
        draft = place.with_suffix(".new")
        build().save(draft)
        place.write_bytes(without_clock(draft.read_bytes()))
        draft.unlink()
        self.stdout.write(str(place))


def build():
    """Give the template as a document of python-docx; the words in braces are docxtpl's."""
    docx = Document()
    _paper(docx)
    _styles(docx)
    _head(docx)
    _attendance(docx)
    _agenda(docx)
    _items(docx)
    _end(docx)
    docx.core_properties.author = docx.core_properties.comments = ""
    docx.core_properties.created = docx.core_properties.modified = datetime(2026, 1, 1)
    return docx


def _paper(docx) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ footer }} · {{ version }} · ")
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")
    footer.alignment = ALIGN.CENTER
    for run in footer.runs:
        run.font.size = Pt(9)


def _field(paragraph, code: str) -> None:
    """A field that Word fills in: number of the page, number of pages."""
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


def _styles(docx) -> None:
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


def _add(docx, text: str, *, style=None, align=None, bold=False, italic=False, indent=0):
    paragraph = docx.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(indent)
    return paragraph


def _loop(docx, head: str, *paragraphs, end: str = "endfor") -> None:
    """Paragraphs inside a `for` or an `if` of docxtpl; the marks stand on lines of their own."""
    docx.add_paragraph(f"{{%p {head} %}}")
    for add in paragraphs:
        add()
    docx.add_paragraph(f"{{%p {end} %}}")


def _texts(docx, source: str) -> None:
    """One justified paragraph for each text of a list."""
    _loop(
        docx,
        f"for text in {source}",
        lambda: _add(docx, "{{ text }}", align=ALIGN.JUSTIFY, indent=8),
    )


def _table(docx, widths: list[int], style: str | None = None):
    table = docx.add_table(rows=0, cols=len(widths), style=style)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _row(table, widths: list[int], texts: list[str], *, bold=(), aligns=()) -> None:
    row = table.add_row()
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(widths[place])
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = place in bold or None
        if aligns:
            paragraph.alignment = aligns[place]


def _head(docx) -> None:
    head = _add(docx, "{{ organisation }}", align=ALIGN.CENTER, bold=True)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "6"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    head._p.get_or_add_pPr().append(border)
    _add(docx, "{{ doctype }}", style="Title", align=ALIGN.CENTER)
    widths = [57, 56, 57]
    table = _table(docx, widths)
    aligns = [ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT]
    _row(table, widths, ["{{ date }}", "{{ city }}", "{{ number }}"], bold=[2], aligns=aligns)
    _add(docx, "")
    _add(docx, "{{ heading }}", align=ALIGN.CENTER, bold=True)


def _attendance(docx) -> None:
    widths = [38, 132]
    table = _table(docx, widths)
    for source in ("facts", "officers"):
        _row(table, widths, [f"{{%tr for row in {source} %}}", ""])
        _row(table, widths, ["{{ row.label }}:", "{{ row.text }}"], bold=[0])
        _row(table, widths, ["{%tr endfor %}", ""])
    _row(table, widths, ["{{ present.label }}:", "{{ present.text }}"], bold=[0])
    people = "{{ loop.index }}. {{ person }}"
    _row(table, widths, ["{%tr for person in present.list %}", ""])
    _row(table, widths, ["", people])
    _row(table, widths, ["{%tr endfor %}", ""])
    _row(table, widths, ["{%tr for person in invited.list %}", ""])
    label = "{% if loop.first %}{{ invited.label }}:{% endif %}"
    _row(table, widths, [label, people], bold=[0])
    _row(table, widths, ["{%tr endfor %}", ""])
    _add(docx, "")
    _add(docx, "{{ quorum }}", align=ALIGN.JUSTIFY, indent=8)
    _texts(docx, "opening")


def _agenda(docx) -> None:
    _add(docx, "{{ agenda.label }}", style="Heading 1")
    _loop(
        docx,
        "for matter in agenda.list",
        lambda: _add(docx, "{{ loop.index }}. {{ matter.title }}"),
        lambda: _loop(
            docx,
            "if matter.rapporteur",
            lambda: _add(docx, "{{ matter.rapporteur }}", italic=True, indent=6),
            end="endif",
        ),
    )


def _items(docx) -> None:
    _loop(
        docx,
        "for item in items",
        lambda: _add(docx, "{{ item.number }}. {{ item.title }}", style="Heading 1"),
        lambda: _loop(
            docx,
            "for part in item.parts",
            lambda: _add(docx, "{{ part.label }}:", style="Heading 2"),
            lambda: _texts(docx, "part.paragraphs"),
        ),
        lambda: _texts(docx, "item.notes"),
        lambda: _loop(docx, "if item.decision", lambda: _decision(docx), end="endif"),
    )


def _decision(docx) -> None:
    _add(docx, "{{ item.decision.label }}:", style="Heading 2")
    _texts(docx, "item.decision.preamble")
    _loop(
        docx,
        "for point in item.decision.points",
        lambda: _add(docx, "{{ point.number }} {{ point.paragraphs | join(' ') }}"),
        lambda: _loop(
            docx,
            "for term in point.terms",
            lambda: _add(docx, "{{ term.label }}: {{ term.text }}", italic=True, indent=10),
        ),
    )
    _loop(
        docx,
        "if item.decision.registered",
        lambda: _add(docx, "{{ item.decision.registered }}", italic=True),
        end="endif",
    )


def _end(docx) -> None:
    _texts(docx, "closing")
    _add(docx, "")
    widths = [55, 55, 60]
    table = _table(docx, widths)
    _row(table, widths, ["{%tr for signer in signatures %}", "", ""])
    signs = ["{{ signer.label }}", "____________________ ({{ signer.sign }})", "{{ signer.name }}"]
    _row(table, widths, signs, bold=[0])
    _row(table, widths, ["{%tr endfor %}", "", ""])
    _loop(docx, "if annex", lambda: _annex(docx), end="endif")


def _annex(docx) -> None:
    heading = _add(docx, "{{ annex.heading }}", align=ALIGN.RIGHT, bold=True)
    heading.paragraph_format.page_break_before = True
    _add(docx, "{{ annex.title }}", style="Heading 1")
    widths = [12, 65, 93]
    table = _table(docx, widths, style="Table Grid")
    columns = [f"{{{{ annex.columns[{place}] }}}}" for place in range(3)]
    _row(table, widths, columns, bold=[0, 1, 2])
    _row(table, widths, ["{%tr for row in annex.rows %}", "", ""])
    _row(table, widths, [f"{{{{ row[{place}] }}}}" for place in range(3)])
    _row(table, widths, ["{%tr endfor %}", "", ""])
