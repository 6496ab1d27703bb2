"""Papers for the agenda of the demo: small real PDF files."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from agglo_portal.core.documents import render_pdf

TEMPLATE = "councils/documents/paper.typ"
PDF = "application/pdf"


def upload(paper: dict, at: datetime) -> SimpleUploadedFile:
    """Give the paper as a file that a person would upload."""
    content = render_pdf(
        TEMPLATE,
        {"heading": paper["title"], "paragraphs": paper["text"]},
        language=paper["language"],
        title=paper["title"],
        at=at,
    )
    return SimpleUploadedFile(f"{paper['title']}.pdf", content, PDF)
