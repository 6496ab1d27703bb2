"""Sentences about documents."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "memorandum_characters_lost": _("The documents could not print: {characters}"),
}
