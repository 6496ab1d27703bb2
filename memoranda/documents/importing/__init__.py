"""Reads the text of a memorandum from Word documents: a preview, before anything is kept."""

from .preview import Preview, from_text, read_docx, to_text
from .refusals import DocumentReachesOutside, DocumentTooLong, NotAWordDocument, NothingFound

__all__ = [
    "DocumentReachesOutside",
    "DocumentTooLong",
    "NotAWordDocument",
    "NothingFound",
    "Preview",
    "from_text",
    "read_docx",
    "to_text",
]
