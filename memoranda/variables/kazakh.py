"""Kazakh endings by vowel harmony, only where they are certain."""

import re

BACK, FRONT = "аоұы", "әөүіе"
VOWELS = BACK + FRONT
NASAL = "мнң"
SONORANT = "рлйузж"
VOICELESS = "пфкқтсшщчцхһбвгд"
# Letters of which the harmony cannot be told from the writing alone.
UNSURE = set("ияюэуёэ")


def genitive(name: str) -> tuple[str, bool]:
    """Give the genitive (ілік септік) and whether it is certain: әкімдігі → әкімдігінің.

    A name that ends with a quotation mark, a digit, an abbreviation, or whose last syllable does
    not tell its harmony stays as it is, uncertain: a person adds the ending.
    """
    last = re.search(r"[\wәғқңөұүһі]+$", name.strip(), re.IGNORECASE)
    if last is None or not last[0].isalpha() or last[0].isupper():
        return name, False
    word = last[0].lower()
    harmony = next(
        (letter for letter in reversed(word) if letter in VOWELS or letter in UNSURE), ""
    )
    if not harmony or harmony in UNSURE:
        return name, False
    vowel = "ы" if harmony in BACK else "і"
    return f"{name.strip()}{_first(word[-1])}{vowel}ң", word[-1] not in "бвгд"


def joined(names: list[str]) -> str:
    """Join names: A, B және C."""
    return _join(names, "және")


def _first(last: str) -> str:
    if last in VOWELS or last in NASAL:
        return "н"
    return "т" if last in VOICELESS else "д"


def _join(names: list[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
