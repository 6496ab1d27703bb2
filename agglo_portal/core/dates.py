"""Dates as officials write them: from a table, not by gluing endings (domain rule 40)."""

from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language


class Form(StrEnum):
    """What the date does in the sentence."""

    PLAIN = "plain"  # 2026 жылғы 12 наурыз · 12 марта 2026 года
    OF = "of"  # 2026 жылғы 12 наурыздағы № 3 хаттама · от 12 марта 2026 года
    SINCE = "since"  # 2026 жылғы 12 наурыздан бастап · с 12 марта 2026 года
    UNTIL = "until"  # 2026 жылғы 12 наурызға дейін · до 12 марта 2026 года


KAZAKH = {
    1: ("қаңтар", "қаңтардағы", "қаңтардан", "қаңтарға"),
    2: ("ақпан", "ақпандағы", "ақпаннан", "ақпанға"),
    3: ("наурыз", "наурыздағы", "наурыздан", "наурызға"),
    4: ("сәуір", "сәуірдегі", "сәуірден", "сәуірге"),
    5: ("мамыр", "мамырдағы", "мамырдан", "мамырға"),
    6: ("маусым", "маусымдағы", "маусымнан", "маусымға"),
    7: ("шілде", "шілдедегі", "шілдеден", "шілдеге"),
    8: ("тамыз", "тамыздағы", "тамыздан", "тамызға"),
    9: ("қыркүйек", "қыркүйектегі", "қыркүйектен", "қыркүйекке"),
    10: ("қазан", "қазандағы", "қазаннан", "қазанға"),
    11: ("қараша", "қарашадағы", "қарашадан", "қарашаға"),
    12: ("желтоқсан", "желтоқсандағы", "желтоқсаннан", "желтоқсанға"),
}
RUSSIAN = {
    1: "января",
    2: "февраля",
    3: "марта",
    4: "апреля",
    5: "мая",
    6: "июня",
    7: "июля",
    8: "августа",
    9: "сентября",
    10: "октября",
    11: "ноября",
    12: "декабря",
}
ENGLISH = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
KAZAKH_PATTERN = {
    Form.PLAIN: "{year} жылғы {day} {month}",
    Form.OF: "{year} жылғы {day} {month}",
    Form.SINCE: "{year} жылғы {day} {month} бастап",
    Form.UNTIL: "{year} жылғы {day} {month} дейін",
}
RUSSIAN_PATTERN = {
    Form.PLAIN: "{day} {month} {year} года",
    Form.OF: "от {day} {month} {year} года",
    Form.SINCE: "с {day} {month} {year} года",
    Form.UNTIL: "до {day} {month} {year} года",
}
ENGLISH_PATTERN = {
    Form.PLAIN: "{day} {month} {year}",
    Form.OF: "of {day} {month} {year}",
    Form.SINCE: "from {day} {month} {year}",
    Form.UNTIL: "until {day} {month} {year}",
}


def official_date(
    value: date | datetime, *, form: Form = Form.PLAIN, language: str | None = None
) -> str:
    """Write a day as acts do: `2026 жылғы 12 наурыз`, `12 марта 2026 года`, `12 March 2026`.

    A moment becomes the day it has in Kazakhstan. Without a language, that of the page.
    """
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    language = (language or get_language() or "kk")[:2]
    if language == "ru":
        pattern, month = RUSSIAN_PATTERN[form], RUSSIAN[value.month]
    elif language == "en":
        pattern, month = ENGLISH_PATTERN[form], ENGLISH[value.month]
    else:
        pattern, month = KAZAKH_PATTERN[form], KAZAKH[value.month][list(Form).index(form)]
    return pattern.format(day=value.day, month=month, year=value.year)


def short_date(value: date | datetime) -> str:
    """Write a day as in a list: `9 желтоқсан`, `9 декабря`; of another year, with that year."""
    if _local(value).year != timezone.localdate().year:
        return official_date(value)
    return f"{_local(value).day} {month_name(value)}"


def month_name(value: date | datetime) -> str:
    """Name the month as it stands after a day, in the language of the page."""
    language = (get_language() or "kk")[:2]
    month = _local(value).month
    if language == "ru":
        return RUSSIAN[month]
    return ENGLISH[month] if language == "en" else KAZAKH[month][0]


def weekday_name(value: date | datetime) -> str:
    """Name the day of the week; inside a sentence Kazakh and Russian write it small."""
    name = str(WEEKDAYS[_local(value).weekday()])
    return name if get_language() == "en" else name.lower()


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
