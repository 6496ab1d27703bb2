"""Parity of the languages: what the Kazakh text says otherwise than the Russian one.

Both texts are equally authentic (domain rule 37): a number, date, sum, party or cross-reference
that stands in one of them alone makes two agreements of one.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from .dates import take_dates, take_terms, without_year
from .facts import Fact, Source
from .number_words import to_digits
from .numbers import take_numbers, take_sums
from .parties import differing_parties
from .references import take_references
from .shapes import bare, counts, segments

BLOCKING = {"missing_language", "numbers", "dates", "sums", "parties", "references"}
TAKERS = (take_dates, take_references, take_sums, take_terms, take_numbers)
# A translation shorter than this part of the other text is hardly whole; Kazakh and Russian
# texts of acts are about equally long.
SHORTEST = 0.45
SHORT_TEXT = 120
EXCERPT = 80
LONGEST_KEY = 190


@dataclass(frozen=True)
class Difference:
    """What differs: the words of each language ("" where it has none), and a key that names this
    very difference as long as it is this one."""

    key: str
    kind: str  # missing_language | numbers | dates | sums | parties | references | lists
    detail_kk: str
    detail_ru: str
    is_blocking: bool


def differences(
    words: dict[str, str], *, parties: Sequence[tuple[str, str]] = ()
) -> list[Difference]:
    """Compare a clause's two languages; `parties` are (kk, ru) names.

    A language missing, and numbers, dates, terms, sums, parties and references that differ block
    sending; a far shorter text and another number of list items or table rows are shown only.
    """
    found: list[Difference] = []
    for name in ("heading", "text"):
        kk, ru = words.get(f"{name}_kk", "").strip(), words.get(f"{name}_ru", "").strip()
        if bool(kk) != bool(ru):
            missing = "ru" if kk else "kk"
            key = f"missing_language:{name}:{missing}"
            found.append(Difference(key, "missing_language", kk[:EXCERPT], ru[:EXCERPT], True))
        elif kk:
            found += _of_texts(name, kk, ru, list(parties))
    return _told_apart(found)


def _of_texts(name: str, kk: str, ru: str, parties: list[tuple[str, str]]) -> list[Difference]:
    found: list[Difference] = []
    shorter, longer = sorted((len(kk), len(ru)))
    if longer >= SHORT_TEXT and shorter < SHORTEST * longer:
        key = f"missing_language:{name}:shorter:{'kk' if len(kk) < len(ru) else 'ru'}"
        found.append(Difference(key, "missing_language", kk[:EXCERPT], ru[:EXCERPT], False))
    for kk_part, ru_part in segments(kk, ru):
        found += _of_facts(facts(kk_part, "kk"), facts(ru_part, "ru"))
    found += _paired(*differing_parties(kk, ru, parties))
    kk_counts, ru_counts = counts(kk), counts(ru)
    for kind, count in kk_counts.items():
        if count != ru_counts[kind]:
            these, those = str(count), str(ru_counts[kind])
            found.append(_difference("lists", f"{kind} {these}", these, f"{kind} {those}", those))
    return found


def facts(text: str, language: str) -> dict[str, list[Fact]]:
    """Find the dates, references, sums and numbers of a text by their kinds."""
    source = Source(to_digits(bare(text), language), language)
    for take in TAKERS:
        take(source)
    return {kind: source.in_order(kind) for kind in ("numbers", "dates", "sums", "references")}


def _of_facts(kk: dict[str, list[Fact]], ru: dict[str, list[Fact]]) -> list[Difference]:
    left = {
        kind: (_without(kk[kind], ru[kind]), _without(ru[kind], kk[kind])) for kind in kk
    }  # fmt: skip
    left["dates"] = _without_years(*left["dates"])
    _cancel(left["references"][0], left["numbers"][1])
    _cancel(left["references"][1], left["numbers"][0])
    return [difference for only in left.values() for difference in _paired(*only)]


def _without(these: list[Fact], those: list[Fact]) -> list[Fact]:
    values = {fact.value for fact in those}
    return [fact for fact in these if fact.value not in values]


def _without_years(kk: list[Fact], ru: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take off days of which only one language repeats the year: "с 1 января по 31 декабря
    2025 года"."""

    def is_met(fact: Fact, others: list[Fact]) -> bool:
        return any(
            without_year(fact.value) == without_year(other.value)
            and "????" in (fact.value[:4], other.value[:4])
            for other in others
        )

    return [f for f in kk if not is_met(f, ru)], [f for f in ru if not is_met(f, kk)]


def _cancel(references: list[Fact], numbers: list[Fact]) -> None:
    """Take off a number that one language writes as a reference ("екінші бөлім", "второй
    раздел"): it is there."""
    for reference in list(references):
        value = reference.value.split()[-1]
        met = next((number for number in numbers if number.value == value), None)
        if met is not None:
            references.remove(reference)
            numbers.remove(met)


def _paired(kk: list[Fact], ru: list[Fact]) -> list[Difference]:
    """Set what only one language says beside what only the other says, in order of reading.

    What may be a way of speaking counts only against something of the other language.
    """
    kk, ru = _worth(kk, ru), _worth(ru, kk)
    found = []
    for mine, other in zip_longest(kk, ru):
        kind = (mine or other).kind
        pair = [fact for fact in (mine, other) if fact is not None]
        is_sure = len(pair) == 2 or pair[0].is_certain
        found.append(
            _difference(
                kind,
                mine.value if mine else "",
                mine.shown if mine else "",
                other.value if other else "",
                other.shown if other else "",
                is_sure=is_sure,
            )
        )
    return found


def _worth(these: list[Fact], those: list[Fact]) -> list[Fact]:
    """Leave what is worth telling: all that is certain; of the rest numbers from 3, and months
    where the other language has another month."""
    has_month = any(fact.value.startswith("month") for fact in those)
    return [
        fact
        for fact in these
        if fact.is_certain
        or (has_month and fact.value.startswith("month"))
        or (fact.kind == "numbers" and fact.value not in ("1", "2"))
        or (fact.kind == "numbers" and fact.value == "2" and those)
    ]


def _difference(
    kind: str, kk_value: str, kk: str, ru_value: str, ru: str, is_sure: bool = True
) -> Difference:
    key = f"{kind}:{kk_value}≠{ru_value}"
    if len(key) > LONGEST_KEY:
        key = f"{kind}:{hashlib.sha256(key.encode()).hexdigest()}"
    return Difference(key, kind, kk, ru, is_sure and kind in BLOCKING)


def _told_apart(found: list[Difference]) -> list[Difference]:
    """Number the later ones of equal keys: a mark on one difference covers one."""
    seen: Counter = Counter()
    apart = []
    for difference in found:
        seen[difference.key] += 1
        again = seen[difference.key]
        key = difference.key if again == 1 else f"{difference.key}#{again}"
        apart.append(
            Difference(
                key,
                difference.kind,
                difference.detail_kk,
                difference.detail_ru,
                difference.is_blocking,
            )
        )
    return apart
