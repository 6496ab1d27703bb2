"""How the journal reads: imports."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "import_started": _("A file was brought for import: {file}"),
    "import_confirmed": _(
        "An import was confirmed: {file}; new: {new}, changed: {updated}, left out: {refused}"
    ),
    "import_written": _("Objects were imported from {file}: new {new}, changed {updated}"),
    "import_cancelled": _("An import was cancelled: {file}"),
}
