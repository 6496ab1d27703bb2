"""Why a document is not read. Damage, macros, bombs: core.file_types."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class NotAWordDocument(Refused):
    """Something else than DOCX: its text cannot be taken over."""

    code = "import_not_docx"
    message = _("Only a Word document (DOCX) can be taken over. Save the text as DOCX.")


class DocumentReachesOutside(Refused):
    """The document would load something over the network or from a disk when opened."""

    code = "import_reaches_outside"
    message = _(
        "The document is linked to something outside itself ({target}): it was not read. Save "
        "it without links to other files."
    )


class DocumentTooLong(Refused):
    """More than a text of a memorandum can be."""

    code = "import_too_long"
    message = _("The document is too long to be taken over: at most {most} paragraphs.")


class NothingFound(Refused):
    """No words in it: a scan, or an empty file."""

    code = "import_nothing_found"
    message = _("There is no text in the document. A scanned paper cannot be taken over.")
