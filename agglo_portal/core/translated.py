"""Texts that a record keeps in three columns: name_kk, name_ru, name_en."""

from django.utils.translation import get_language


class Translated:
    """Reads `<name>_<language>` by the active language of the interface.

    Where that language is empty it gives Kazakh, then Russian, then English: a name is better
    in the state language than not at all. Legal texts (kk and ru, equally authentic) are never
    read this way: they are addressed by their column.
    """

    def __init__(self, name: str = ""):
        """`name`: the columns' name, where the attribute's own would hide another field."""
        self.name = name

    def __set_name__(self, owner, name):
        self.name = self.name or name

    def __get__(self, record, owner=None):
        if record is None:
            return self
        for language in ((get_language() or "kk")[:2], "kk", "ru", "en"):
            text = getattr(record, f"{self.name}_{language}", "")
            if text:
                return text
        return ""
