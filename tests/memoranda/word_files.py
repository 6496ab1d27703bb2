"""Word documents for the tests of import: as people write them, and as nobody should."""

import io
import zipfile

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def upload(document, name="text.docx") -> SimpleUploadedFile:
    """A document of python-docx, or bytes, as a browser sends it."""
    if isinstance(document, bytes):
        return SimpleUploadedFile(name, document)
    output = io.BytesIO()
    document.save(output)
    return SimpleUploadedFile(name, output.getvalue())


def written(*lines) -> SimpleUploadedFile:
    """A document of lines: plain ones, ("bold", …), ("Heading 1", …), ("center", …), tables."""
    document = docx.Document()
    for line in lines:
        add(document, line)
    return upload(document)


def add(place, line) -> None:
    if isinstance(line, list):
        table = place.add_table(rows=0, cols=len(line[0]))
        for texts in line:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        return
    look, text = line if isinstance(line, tuple) else ("", line)
    if look.startswith(("Heading", "Title", "List")):
        place.add_paragraph(text, style=look)
        return
    paragraph = place.add_paragraph()
    run = paragraph.add_run(text)
    if "bold" in look:
        run.bold = True
    for align in ("center", "right"):
        if align in look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH[align.upper()]


def numbered_by_word(lines: list[tuple[int, str]]) -> SimpleUploadedFile:
    """Paragraphs that Word numbers by itself: 1., 1.1., 1.1.1. by the level of each."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for level in range(3):
        text = "".join(f"%{one + 1}." for one in range(level + 1))
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", text)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            element.append(child)
        abstract.append(element)
    numbering.insert(0, abstract)
    number = numbering.add_num(77)
    for level, text in lines:
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number.numId
    return upload(document)


def repacked(source: SimpleUploadedFile, **changes) -> SimpleUploadedFile:
    """The same package with members changed or added: a name and a function of the old bytes."""
    output = io.BytesIO()
    source.seek(0)
    with (
        zipfile.ZipFile(io.BytesIO(source.read())) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = changes.pop(name, None)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        for name, change in changes.items():
            new.writestr(name, change(b""))
    return SimpleUploadedFile("text.docx", output.getvalue())


def with_relation(source, kind: str, target: str) -> SimpleUploadedFile:
    """The document with a relation to something outside."""
    line = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()
    name = "word/_rels/document.xml.rels"
    return repacked(source, **{name: lambda xml: xml.replace(b"</Relationships>", line)})
