"""A name in three columns reads by the language of the page."""

import pytest
from django.utils import translation

from agglo_portal.core.translated import Translated


class Named:
    name = Translated()

    def __init__(self, kk="", ru="", en=""):
        self.name_kk, self.name_ru, self.name_en = kk, ru, en


@pytest.mark.parametrize(
    ("language", "record", "read"),
    [
        ("kk", Named("Кеңес", "Совет", "Council"), "Кеңес"),
        ("ru", Named("Кеңес", "Совет", "Council"), "Совет"),
        ("en", Named("Кеңес", "Совет", "Council"), "Council"),
        ("ru", Named("Кеңес", "", "Council"), "Кеңес"),
        ("en", Named("", "Совет"), "Совет"),
        ("kk", Named("", "", "Council"), "Council"),
        ("kk", Named(), ""),
    ],
)
def test_the_name_is_read_in_the_language_or_in_the_state_language(language, record, read):
    with translation.override(language):
        assert record.name == read
