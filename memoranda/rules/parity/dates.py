"""Dates and terms: "2027 жылғы 1 шілдеге дейін" is "до 1 июля 2027 года"."""

import re

from .facts import NUMBER, WORDED, Fact, Source, amount, is_worded, shown

KK_MONTHS = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйе",
    "қазан", "қараша", "желтоқсан",
]  # fmt: skip
RU_MONTHS = [
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр",
]  # fmt: skip
KK_MONTH = rf"({'|'.join(KK_MONTHS)})(?!дық|дығ|дік|діг)[а-яәіңғүұқөһ]*"
RU_MONTH = (
    r"(январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"(?:ь|я|е|ю|ем|й|а|ом|)\b"
)
QUOTE = '[«»"“”„]?'
DAY = rf"{QUOTE}(\d{{1,2}}){QUOTE}"

NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
KK_DATE = re.compile(rf"(?:(\d{{4}})\s*(?:жыл[а-яәіңғүұқөһ]*|ж\.?)\s+)?(?<!\d){DAY}\s+{KK_MONTH}")
RU_DATE = re.compile(
    rf"(?<![\d.,]){DAY}(?:-?го)?\s+{RU_MONTH}(?:\s+(\d{{4}})(?:\s*(?:год[а-я]*|г\.?))?)?"
)
KK_MONTH_ALONE = re.compile(rf"\b{KK_MONTH}")
RU_MONTH_ALONE = re.compile(rf"\b{RU_MONTH}")

CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s*час[а-я]*)?")
KK_CLOCK = re.compile(r"\bсағат\s+(\d{1,2})(?:[.:]([0-5]\d))?(?!\d)")
RU_CLOCK = re.compile(r"(?<![\d.,])(\d{1,2})\.([0-5]\d)\s+час[а-я]*")

KK_OF_MONTH = re.compile(r"(?<![\d.,])(\d{1,2})-(?:күні(?!нің)|күнге|жұлдыз)[а-яәіңғүұқөһ]*")
RU_OF_MONTH = re.compile(r"(?<![\d.,])(\d{1,2})(?:-?го|-?му)?\s+числ[а-я]+")

KK_UNITS = (
    r"(?P<day>(?P<work>жұмыс\s+)?(?:күнтізбелік\s+)?(?:күн|тәулік)[а-яәіңғүұқөһ]*)"
    r"|(?P<week>апта[а-яәіңғүұқөһ]*)"
    r"|(?P<month>ай(?:дың|ға|да|дан|ды|ы|ының|ына|ында|ынан|ын|лық)?\b)"
    r"|(?P<year>жыл(?:дың|ға|да|дан|ды|ы|ының|ына|ында|ынан|ын|дық|ғы)?\b)"
    r"|(?P<hour>сағат[а-яәіңғүұқөһ]*)"
)
RU_UNITS = (
    r"(?P<day>(?P<work>рабоч[а-я]+\s+)?(?:календарн[а-я]+\s+)?"
    r"(?:день|дня|дней|дню|дням|днями|днях|сут(?:ки|ок|кам|ками)|дневн[а-я]+)\b)"
    r"|(?P<week>недел[а-я]+)"
    r"|(?P<month>месяц[а-я]*|месячн[а-я]+)"
    r"|(?P<year>(?:год|года|году|годом|годы|годов|лет|летн[а-я]+)\b)"
    r"|(?P<hour>час(?:а|ов|ам|ами|ах)?\b|часов[а-я]+)"
)
KK_TERM = re.compile(rf"({NUMBER})[\s-]*(?:{KK_UNITS})")
RU_TERM = re.compile(rf"({NUMBER})(?:-[а-я]{{1,2}}\s)?[\s-]*(?:{RU_UNITS})")


def take_dates(source: Source) -> None:
    """Take out the days: with a year or without, by name of the month or in figures."""
    source.take(NUMERIC, lambda found: _day(found[3], int(found[2]), found[1], found[0]))
    source.take(ISO, lambda found: _day(found[1], int(found[2]), found[3], found[0]))
    if source.language == "kk":
        months = {name: number for number, name in enumerate(KK_MONTHS, 1)}
        source.take(KK_DATE, lambda found: _day(found[1], months[found[3]], found[2], found[0]))
        source.take(KK_MONTH_ALONE, lambda found: _month(months[found[1]], found[0]))
    else:
        months = {name: number for number, name in enumerate(RU_MONTHS, 1)}
        source.take(RU_DATE, lambda found: _day(found[3], months[found[2]], found[1], found[0]))
        source.take(RU_MONTH_ALONE, lambda found: _month(months[found[1]], found[0]))


def take_terms(source: Source) -> None:
    """Take out terms (30 calendar days, 5 working days, 2 months), hours of the clock and days of
    a month.

    Days without a qualifier are calendar days; working days are other days.
    """
    source.take(CLOCK, _clock)
    source.take(KK_CLOCK if source.language == "kk" else RU_CLOCK, _clock)
    source.take(KK_OF_MONTH if source.language == "kk" else RU_OF_MONTH, _day_of_month)
    source.take(KK_TERM if source.language == "kk" else RU_TERM, _term)


def without_year(value: str) -> str:
    """Give a day without its year: one language may name the year of a span only once."""
    return value[4:] if value[:4] == "????" or value[:4].isdigit() else value


def _day(year: str | None, month: int, day: str, text: str) -> list[Fact] | None:
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return None
    return [Fact("dates", f"{year or '????'}-{month:02}-{int(day):02}", shown(text))]


def _month(month: int, text: str) -> list[Fact]:
    # Names of months may be other words too ("маусым" is a season): not certain alone.
    return [Fact("dates", f"month {month}", shown(text), is_certain=False)]


def _day_of_month(found: re.Match) -> list[Fact]:
    return [Fact("dates", f"day {int(found[1])} of the month", shown(found[0]))]


def _clock(found: re.Match) -> list[Fact]:
    hour, minute = int(found[1]), found[2]
    value = f"{hour} hour" if minute in (None, "00") else f"{hour}:{minute}"
    return [Fact("dates", value, shown(found[0]))]


def _term(found: re.Match) -> list[Fact] | None:
    unit = next(name for name in ("day", "week", "month", "year", "hour") if found[name])
    value = amount(found[1])
    if unit == "year" and value.isdigit() and int(value) > 1000:
        return None  # a year, not a term
    if unit == "day" and found["work"]:
        unit = "working day"
    is_one = is_worded(found[1]) and value == "1"
    text = found[0].replace(WORDED, "")
    return [Fact("dates", f"{value} {unit}", shown(text), is_certain=not is_one)]
