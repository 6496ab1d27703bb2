"""The report of a public discussion: all published remarks with the answers; PDF, DOCX, CSV.

Nothing of it holds an e-mail: the rows are read without that column.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from agglo_portal.core import word
from agglo_portal.core.dates import official_date
from agglo_portal.core.documents import DOCX_TYPE, render_pdf
from agglo_portal.core.printable import clean
from agglo_portal.core.spreadsheets import CHUNK, heading_line, line

from ..geofiles.writing import Made
from ..models import Discussion, Edition, Feature, PublicRemark
from ..reports.discussion import counts_of

TEMPLATE = "schemes/documents/remarks.typ"
NOBODY = UUID(int=0)


def make_remarks(edition: Edition, order: Mapping, *, folder: Path, at: datetime) -> Made:
    """Make the report that was ordered, in the language of the order."""
    discussion = Discussion.objects.select_related("edition__scheme").get(edition=edition)
    language, format = order["language"], order["format"]
    with translation.override(language):
        data = report_as_data(discussion, at=at)
        path = folder / f"remarks-{edition.scheme.code}-{edition.code}-{language}.{format}"
    if format == "pdf":
        made, media_type = (
            render_pdf(TEMPLATE, data, language=language, title=data["title"], at=at),
            "application/pdf",
        )
    else:
        made, media_type = _docx(clean(data), language=language), DOCX_TYPE
    path.write_bytes(made)
    return Made(path, media_type, {"remarks": len(data["remarks"])})


def report_as_data(discussion: Discussion, *, at: datetime) -> dict:
    """Give the words of the report in the active language."""
    edition, counts = discussion.edition, counts_of(discussion)
    names = _names(discussion)
    return {
        "title": _("Report on the public discussion"),
        "scheme": f"{edition.scheme.name}, {edition.code}",
        "days": f"{official_date(discussion.opens_on)} – {official_date(discussion.closes_on)}",
        "totals": [
            {"label": label, "count": str(count)}
            for label, count in (
                (_("Remarks published"), counts.public),
                (_("Remarks answered"), counts.answered),
                (_("taken into account"), counts.taken),
                (_("taken into account in part"), counts.partly),
                (_("not taken into account"), counts.not_taken),
                (_("explained"), counts.explained),
                (_("Not published by moderation"), counts.rejected),
            )
        ],
        "labels": {
            "place": _("Place"),
            "outcome": _("Outcome"),
            "answer_kk": _("Answer in Kazakh"),
            "answer_ru": _("Answer in Russian"),
            "none": _("There is no answer yet."),
        },
        "remarks": [_remark(one, names) for one in _rows(discussion)],
        "footer": _("Date of the report: {day}").format(day=official_date(timezone.localdate(at))),
    }


def remarks_as_csv(discussion: Discussion, address: str, language: str) -> Iterator[str]:
    """Give the published remarks as a table, a heading first; `address` is that of the site."""
    names = _names(discussion)
    with translation.override(language):
        outcomes = {value: str(label) for value, label in PublicRemark.Outcome.choices}
        pages = address + reverse("schemes:remark_detail", args=[NOBODY]).replace(f"{NOBODY}/", "")
        heading = heading_line([
            _("Number"), _("Sent on"), _("Name of the author"), _("Remark of the public"),
            _("Longitude"), _("Latitude"), _("Object"), _("Outcome"),
            _("Answer in Kazakh"), _("Answer in Russian"), _("Answered on"), _("Address"),
        ])  # fmt: skip
    yield heading
    for one in _rows(discussion).iterator(chunk_size=CHUNK):
        yield line([
            one.number, f"{timezone.localtime(one.sent_at):%Y-%m-%d}", one.author, one.text,
            f"{one.place.x:.6f}", f"{one.place.y:.6f}", names.get(one.lineage, ""),
            outcomes.get(one.outcome, ""),
            one.answer_kk, one.answer_ru,
            f"{timezone.localtime(one.answered_at):%Y-%m-%d}" if one.answered_at else "",
            f"{pages}{one.uid}/",
        ])  # fmt: skip


def _rows(discussion: Discussion) -> QuerySet[PublicRemark]:
    return discussion.remarks.public().defer("email").order_by("number")


def _names(discussion: Discussion) -> dict:
    """The names of the objects that remarks are about, by lineage."""
    lineages = discussion.remarks.exclude(lineage=None).values("lineage")
    features = Feature.objects.filter(edition=discussion.edition, lineage__in=lineages)
    return {one.lineage: f"{one.name or one.key}" for one in features.defer("shape")}


def _remark(one: PublicRemark, names: dict) -> dict:
    place = f"{one.place.y:.5f}, {one.place.x:.5f}"
    if one.lineage in names:
        place = f"{names[one.lineage]} ({place})"
    sent = official_date(timezone.localdate(one.sent_at))
    return {
        "head": f"№ {one.number}. {one.author}, {sent}",
        "text": one.text.split("\n"),
        "place": place,
        "outcome": one.get_outcome_display() if one.outcome else "",
        "answer_kk": one.answer_kk.splitlines(),
        "answer_ru": one.answer_ru.splitlines(),
    }


def _docx(data: dict, *, language: str) -> bytes:
    """The same words in Word."""
    docx = word.new_document()
    word.set_footer(docx, data["footer"])
    word.add_paragraph(docx, data["title"], style="Title")
    word.add_paragraph(docx, data["scheme"], bold=True)
    word.add_paragraph(docx, data["days"])
    table = word.add_table(docx, [120, 50], "Table Grid")
    for total in data["totals"]:
        word.add_row(table, [120, 50], [total["label"], total["count"]])
    say, labels = _adder(docx), data["labels"]
    head, small = (docx.styles[name].style_id for name in ("Heading 1", "Heading 2"))
    for one in data["remarks"]:
        say(one["head"], style=head)
        for text in one["text"]:
            say(text)
        say(f"{labels['place']}: {one['place']}", italic=True)
        if not one["outcome"]:
            say(labels["none"], italic=True)
            continue
        say(f"{labels['outcome']}: {one['outcome']}", bold=True)
        for side in ("answer_kk", "answer_ru"):
            say(labels[side], style=small)
            for text in one[side]:
                say(text)
    return word.bytes_of(docx, language=language, title=data["title"])


def _adder(docx) -> Callable[..., None]:
    """Give a function that adds a paragraph at the end, however many there are.

    Word's own `add_paragraph` looks through the whole document for its end each time.
    """
    end = docx.element.body.sectPr

    def say(text: str, *, style: str = "", bold: bool = False, italic: bool = False) -> None:
        element = OxmlElement("w:p")
        end.addprevious(element)
        if style:
            element.style = style
        run = Paragraph(element, docx).add_run(text)
        run.bold, run.italic = bold or None, italic or None

    return say
