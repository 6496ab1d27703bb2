"""Dates, numbers and clocks as officials of the country write them (domain rule 40)."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format, number_format

from agglo_portal.core.dates import KAZAKH, Form, official_date

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("language", "form", "words"),
    [
        ("kk", Form.PLAIN, "2026 жылғы 12 наурыз"),
        ("kk", Form.OF, "2026 жылғы 12 наурыздағы"),
        ("kk", Form.SINCE, "2026 жылғы 12 наурыздан бастап"),
        ("kk", Form.UNTIL, "2026 жылғы 12 наурызға дейін"),
        ("ru", Form.PLAIN, "12 марта 2026 года"),
        ("ru", Form.OF, "от 12 марта 2026 года"),
        ("ru", Form.SINCE, "с 12 марта 2026 года"),
        ("ru", Form.UNTIL, "до 12 марта 2026 года"),
        ("en", Form.PLAIN, "12 March 2026"),
        ("en", Form.UNTIL, "until 12 March 2026"),
    ],
)
def test_a_day_reads_as_in_an_act(language, form, words):
    assert official_date(DAY, form=form, language=language) == words


def test_attributive_months_are_those_seen_in_acts():
    seen = (
        "қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы"
        " қыркүйектегі қазандағы қарашадағы желтоқсандағы"
    )

    assert " ".join(forms[1] for forms in KAZAKH.values()) == seen


def test_a_moment_is_the_day_it_has_in_kazakhstan():
    late = datetime(2026, 3, 11, 20, 30, tzinfo=UTC)

    assert official_date(late, language="kk") == "2026 жылғы 12 наурыз"


def test_the_language_of_the_page_is_taken_if_none_is_named():
    with translation.override("ru"):
        assert official_date(DAY) == "12 марта 2026 года"


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "12.03.2026"), ("ru", "12.03.2026"), ("en", "12.03.2026")],
)
def test_the_short_form_is_the_same_everywhere(language, words):
    with translation.override(language):
        assert date_format(DAY, "SHORT_DATE_FORMAT") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "2\N{NO-BREAK SPACE}345\N{NO-BREAK SPACE}012,5"), ("en", "2,345,012.5")],
)
def test_numbers_are_grouped_and_pointed_by_the_language(language, words):
    with translation.override(language):
        assert number_format(2345012.5, force_grouping=True) == words


def test_filters_of_templates():
    moment = datetime(2026, 3, 12, 5, 7, tzinfo=UTC)
    text = (
        '{{ at|official_date:"of" }} {{ at|clock }} {{ nothing|official_date }}{{ nothing|clock }}'
    )

    with translation.override("kk"):
        words = Template(text).render(Context({"at": moment, "none": None}))

    assert words == "2026 жылғы 12 наурыздағы 10:07 "
