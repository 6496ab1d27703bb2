"""Lays the Word template of the minutes anew: `manage.py build_minutes_docx`.

The template is a file that a secretariat may also change in Word; this command is how its first
form came about. The same data as for the PDF go in (councils/documents/minutes.py).
"""

from django.core.management.base import BaseCommand
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from agglo_portal.core import word
from agglo_portal.core.documents import templates_folder, without_clock

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
    docx = word.new_document()
    word.set_footer(docx, "{{ footer }}", "{{ version }}")
    _head(docx)
    _attendance(docx)
    _agenda(docx)
    _items(docx)
    _end(docx)
    docx.core_properties.author = docx.core_properties.comments = ""
    docx.core_properties.created = docx.core_properties.modified = word.EPOCH
    return docx


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
        lambda: word.add_paragraph(docx, "{{ text }}", align=ALIGN.JUSTIFY, indent=8),
    )


def _head(docx) -> None:
    head = word.add_paragraph(docx, "{{ organisation }}", align=ALIGN.CENTER, bold=True)
    word.underline_twice(head)
    word.add_paragraph(docx, "{{ doctype }}", style="Title", align=ALIGN.CENTER)
    widths = [57, 56, 57]
    table = word.add_table(docx, widths)
    aligns = [ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT]
    word.add_row(
        table, widths, ["{{ date }}", "{{ city }}", "{{ number }}"], bold=[2], aligns=aligns
    )
    word.add_paragraph(docx, "")
    word.add_paragraph(docx, "{{ heading }}", align=ALIGN.CENTER, bold=True)


def _attendance(docx) -> None:
    widths = [38, 132]
    table = word.add_table(docx, widths)
    for source in ("facts", "officers"):
        word.add_row(table, widths, [f"{{%tr for row in {source} %}}", ""])
        word.add_row(table, widths, ["{{ row.label }}:", "{{ row.text }}"], bold=[0])
        word.add_row(table, widths, ["{%tr endfor %}", ""])
    word.add_row(table, widths, ["{{ present.label }}:", "{{ present.text }}"], bold=[0])
    people = "{{ loop.index }}. {{ person }}"
    word.add_row(table, widths, ["{%tr for person in present.list %}", ""])
    word.add_row(table, widths, ["", people])
    word.add_row(table, widths, ["{%tr endfor %}", ""])
    word.add_row(table, widths, ["{%tr for person in invited.list %}", ""])
    label = "{% if loop.first %}{{ invited.label }}:{% endif %}"
    word.add_row(table, widths, [label, people], bold=[0])
    word.add_row(table, widths, ["{%tr endfor %}", ""])
    word.add_paragraph(docx, "")
    word.add_paragraph(docx, "{{ quorum }}", align=ALIGN.JUSTIFY, indent=8)
    _texts(docx, "opening")


def _agenda(docx) -> None:
    word.add_paragraph(docx, "{{ agenda.label }}", style="Heading 1")
    _loop(
        docx,
        "for matter in agenda.list",
        lambda: word.add_paragraph(docx, "{{ loop.index }}. {{ matter.title }}"),
        lambda: _loop(
            docx,
            "if matter.rapporteur",
            lambda: word.add_paragraph(docx, "{{ matter.rapporteur }}", italic=True, indent=6),
            end="endif",
        ),
    )


def _items(docx) -> None:
    _loop(
        docx,
        "for item in items",
        lambda: word.add_paragraph(docx, "{{ item.number }}. {{ item.title }}", style="Heading 1"),
        lambda: _loop(
            docx,
            "for part in item.parts",
            lambda: word.add_paragraph(docx, "{{ part.label }}:", style="Heading 2"),
            lambda: _texts(docx, "part.paragraphs"),
        ),
        lambda: _texts(docx, "item.notes"),
        lambda: _loop(docx, "if item.decision", lambda: _decision(docx), end="endif"),
    )


def _decision(docx) -> None:
    word.add_paragraph(docx, "{{ item.decision.label }}:", style="Heading 2")
    _texts(docx, "item.decision.preamble")
    _loop(
        docx,
        "for point in item.decision.points",
        lambda: word.add_paragraph(docx, "{{ point.number }} {{ point.paragraphs | join(' ') }}"),
        lambda: _loop(
            docx,
            "for term in point.terms",
            lambda: word.add_paragraph(
                docx, "{{ term.label }}: {{ term.text }}", italic=True, indent=10
            ),
        ),
    )
    _loop(
        docx,
        "if item.decision.registered",
        lambda: word.add_paragraph(docx, "{{ item.decision.registered }}", italic=True),
        end="endif",
    )


def _end(docx) -> None:
    _texts(docx, "closing")
    word.add_paragraph(docx, "")
    widths = [55, 55, 60]
    table = word.add_table(docx, widths)
    word.add_row(table, widths, ["{%tr for signer in signatures %}", "", ""])
    signs = ["{{ signer.label }}", "____________________ ({{ signer.sign }})", "{{ signer.name }}"]
    word.add_row(table, widths, signs, bold=[0])
    word.add_row(table, widths, ["{%tr endfor %}", "", ""])
    _loop(docx, "if annex", lambda: _annex(docx), end="endif")


def _annex(docx) -> None:
    heading = word.add_paragraph(docx, "{{ annex.heading }}", align=ALIGN.RIGHT, bold=True)
    heading.paragraph_format.page_break_before = True
    word.add_paragraph(docx, "{{ annex.title }}", style="Heading 1")
    widths = [12, 65, 93]
    table = word.add_table(docx, widths, style="Table Grid")
    columns = [f"{{{{ annex.columns[{place}] }}}}" for place in range(3)]
    word.add_row(table, widths, columns, bold=[0, 1, 2])
    word.add_row(table, widths, ["{%tr for row in annex.rows %}", "", ""])
    word.add_row(table, widths, [f"{{{{ row[{place}] }}}}" for place in range(3)])
    word.add_row(table, widths, ["{%tr endfor %}", "", ""])
