"""What is compared between the languages: facts found in a text and taken out of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

# Before a number that was written in words: it may be a way of speaking ("бір", "один из").
WORDED = "\ue000"
NUMBER = rf"{WORDED}?(?:(?<![\d.,])\d{{1,3}}(?:[   ]\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
SCALES = {
    "мың": 10**3, "тыс": 10**3, "млн": 10**6, "миллион": 10**6,
    "млрд": 10**9, "миллиард": 10**9, "трлн": 10**12, "триллион": 10**12,
}  # fmt: skip
SCALE = r"(?:мың|тысяч|тыс|млн|миллион|млрд|миллиард|трлн|триллион)"
SCALE_WORD = rf"{SCALE}[а-яёәіңғүұқөһ]*\.?"
# "1 500 000", "1,5 млн", "2 млрд 500 млн".
QUANTITY = rf"{NUMBER}(?:\s*{SCALE_WORD}(?:\s+{NUMBER}\s*{SCALE_WORD})*)?"
PART = re.compile(rf"({NUMBER})(?:\s*({SCALE})[а-яёәіңғүұқөһ]*\.?)?")


@dataclass(frozen=True)
class Fact:
    """A number, date, sum or reference: `value` is alike in both languages, `shown` as written.

    One that is not certain may be a way of speaking: it can answer to a fact of the other
    language, but its absence there is no difference to stop at.
    """

    kind: str
    value: str
    shown: str
    is_certain: bool = True


class Source:
    """A text of one language from which facts are taken out, so that none is found twice."""

    def __init__(self, text: str, language: str):
        self.rest = text
        self.language = language
        self.facts: list[tuple[int, Fact]] = []

    def take(self, pattern: re.Pattern, make: Callable[[re.Match], list[Fact] | None]) -> None:
        """Ask `make` about every place where the pattern stands; what it makes facts of is
        blanked. None leaves the place to others."""

        def blank(found: re.Match) -> str:
            made = make(found)
            if made is None:
                return found[0]
            self.facts += [(found.start(), fact) for fact in made]
            return " " * (len(found[0]) - 1) + ";"

        self.rest = pattern.sub(blank, self.rest)

    def in_order(self, kind: str) -> list[Fact]:
        """Give the facts of a kind in order of reading, each value once."""
        found: dict[str, Fact] = {}
        for _at, fact in sorted(self.facts, key=lambda pair: pair[0]):
            if fact.kind == kind:
                known = found.get(fact.value)
                if known is None or (fact.is_certain and not known.is_certain):
                    found[fact.value] = fact
        return list(found.values())


def amount(text: str) -> str:
    """Give the one form of a number or quantity: "1,5 млн" → "1500000", "3.10.2" as it is."""
    total = Decimal(0)
    for part in PART.finditer(text):
        digits = re.sub(rf"[{WORDED}   ]", "", part[1]).replace(",", ".")
        if digits.count(".") > 1:
            return digits
        scale = "тыс" if part[2] == "тысяч" else part[2]
        total += Decimal(digits) * (SCALES[scale] if scale else 1)
    return f"{total.normalize():f}"


def shown(text: str) -> str:
    """Give a found place for reading: without our marks, spaces tidied."""
    return " ".join(text.replace(WORDED, "").split()).strip(" ,;")


def is_worded(text: str) -> bool:
    """Whether the number was written in words."""
    return WORDED in text
