"""Names of parties: whom each language names, however the name is inflected."""

import re

from .facts import Fact

WORD = re.compile(r"\w+")
# The head of the name goes elsewhere when parties are named together: "акиматы города Алматы и
# Алматинской области", "Алматы қаласының және Алматы облысының әкімдіктері".
HEADS = ("әкімді", "акимат", "мәслихат", "маслихат")
COMMON = ("город", "област", "район", "қала", "облыс", "аудан", "ауыл", "село", "сельск")
SHORT = {"г": "города", "гор": "города", "обл": "области", "қ": "қаласы", "респ": "республики"}


def mentions(text: str, names: list[str]) -> list[int]:
    """Say of each name how the text names that party, in whatever case: 2 – by its name, with or
    without its head ("города Алматы"); 1 – by the first word alone ("Іле және Қарасай
    аудандары"), where it is not another party's; 0 – not at all."""
    tokens = [SHORT.get(token, token) for token in WORD.findall(_plain(text))]
    places = [_place(name) for name in names]
    found = [_starts(tokens, place) for place in places]
    taken = {
        start + shift
        for place, starts in zip(places, found, strict=True)
        for start in starts
        for shift in range(len(place))
    }
    free = [token for index, token in enumerate(tokens) if index not in taken]
    return [
        2 if starts else int(any(_alike(token, word) for token in free for word in _own(place)))
        for place, starts in zip(places, found, strict=True)
    ]


def differing_parties(
    kk: str, ru: str, parties: list[tuple[str, str]]
) -> tuple[list[Fact], list[Fact]]:
    """Give the parties named only in Kazakh and those named only in Russian."""
    in_kk = mentions(kk, [pair[0] for pair in parties])
    in_ru = mentions(ru, [pair[1] for pair in parties])
    only_kk, only_ru = [], []
    for pair, by_kk, by_ru in zip(parties, in_kk, in_ru, strict=True):
        if by_kk == 2 and not by_ru:
            only_kk.append(Fact("parties", pair[0], pair[0]))
        if by_ru == 2 and not by_kk:
            only_ru.append(Fact("parties", pair[1], pair[1]))
    return only_kk, only_ru


def _place(name: str) -> list[str]:
    wanted = WORD.findall(_plain(name))
    return [word for word in wanted if not word.startswith(HEADS)] or wanted


def _own(place: list[str]) -> list[str]:
    return [word for word in place if not word.startswith(COMMON)][:1]


def _starts(tokens: list[str], place: list[str]) -> list[int]:
    if not place:
        return []
    return [
        at
        for at in range(len(tokens) - len(place) + 1)
        if all(_alike(tokens[at + shift], word) for shift, word in enumerate(place))
    ]


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _alike(a: str, b: str) -> bool:
    """Whether two words are forms of one: a common beginning of half the longer one."""
    if a == b:
        return True
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    common = min(len(a), len(b)) if common is None else common
    return common >= 3 and common >= max(len(a), len(b)) / 2
