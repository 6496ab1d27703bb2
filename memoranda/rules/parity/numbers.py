"""Sums of money, percents and all other numbers."""

import re

from .facts import QUANTITY, Fact, Source, amount, is_worded, shown

CURRENCIES = {
    "KZT": r"теңге|тенге|₸|kzt",
    "USD": r"ақш\s+доллар|доллар|usd|\$",
    "EUR": r"евро|eur|€",
    "RUB": r"(?:ресей\s+)?рубл|rub|₽",
    "CNY": r"юан|cny",
    # The monthly calculation index, in which the law counts fines and dues.
    "MCI": r"аек\b|айлық\s+есептік\s+көрсеткіш|мрп\b|месячн[а-я]+\s+расчетн[а-я]+\s+показател",
}
SUM = re.compile(
    rf"({QUANTITY})[\s-]*(?:"
    + "|".join(f"(?P<{code}>{names})" for code, names in CURRENCIES.items())
    + r")[а-яәіңғүұқөһ]*"
)
PERCENT = re.compile(rf"({QUANTITY})\s*(?:%|пайыз|процент)[а-яәіңғүұқөһ]*")
PLAIN = re.compile(rf"({QUANTITY})(?P<unit>\s*(?:дана|рет|өкіл|мүше|экземпляр|раз|член|представ))?")


def take_sums(source: Source) -> None:
    """Take out sums of money and sums counted in monthly calculation indices."""
    source.take(SUM, _sum)


def take_numbers(source: Source) -> None:
    """Take out percents, then every number that is left."""
    source.take(PERCENT, lambda found: [_fact("numbers", f"{amount(found[1])} %", found)])
    source.take(PLAIN, _number)


def _sum(found: re.Match) -> list[Fact]:
    code = next(code for code in CURRENCIES if found[code])
    return [_fact("sums", f"{amount(found[1])} {code}", found)]


def _fact(kind: str, value: str, found: re.Match) -> Fact:
    return Fact(kind, value, shown(found[0]))


def _number(found: re.Match) -> list[Fact]:
    value = amount(found[1])
    is_certain = not is_worded(found[1]) or (found["unit"] is not None and value != "1")
    return [Fact("numbers", value, shown(found[0]), is_certain)]
