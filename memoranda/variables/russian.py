"""Russian declension by pymorphy3, only where it can be trusted: the head of a name."""

import re
from functools import cache

# Heads that are common nouns: small inside a sentence. Ministries and chambers keep their capital.
COMMON = {"акимат", "аким", "маслихат", "аппарат", "управление", "акционерное", "товарищество"}
SURE = 0.4
INITIALS = re.compile(r"(?:[А-ЯЁ]\.)+")
TELLS_GENDER = re.compile(r"(?:ов|ев|ёв|ин|ын|кий|кой|ая|ова|ева|ёва|ина|ына)$")


@cache
def _analyzer():
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def genitive(name: str) -> tuple[str, bool]:
    """Give the genitive of an organisation's or a post's name and whether it is certain.

    Only the head is inflected – the first noun with the adjectives before it – for what follows
    depends on it and stays: Акимат города Алматы → Акимата города Алматы. Without a head that
    the dictionary knows the name stays as it is, uncertain.
    """
    words = name.strip().split(" ")
    made: list[str] = []
    for index, word in enumerate(words):
        form = _inflected(word)
        if form is None:
            return name, False
        text, is_noun = form
        made.append(text)
        if is_noun:
            return " ".join([*made, *words[index + 1 :]]), True
    return name, False


def small(name: str) -> str:
    """Give a name as it stands inside a sentence: акимат города Алматы, Министерство финансов."""
    first = name.split(" ")[0].lower()
    nominatives = {first, *(parse.normal_form for parse in _analyzer().parse(first))}
    return name[:1].lower() + name[1:] if nominatives & COMMON else name


def joined(names: list[str]) -> str:
    """Join names: A, B и C; the first begins the sentence, the others stand inside it."""
    names = [name if index == 0 else small(name) for index, name in enumerate(names)]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} и {names[-1]}"


def person_genitive(name: str) -> tuple[str, bool]:
    """Give the genitive of a person's name and whether it is certain; initials stay.

    Each word must be a surname, a name or a patronymic of the dictionary in the nominative, and
    of one gender. Uncertain are surnames that it only guesses, and those that do not tell the
    gender where nothing but initials stands beside them: Цой В.
    """
    made, genders = [], set()
    words = name.strip().split()
    full = [word for word in words if not INITIALS.fullmatch(word)]
    if len(full) == 1 and not TELLS_GENDER.search(full[0]):
        return name, False
    for word in words:
        if INITIALS.fullmatch(word):
            made.append(word)
            continue
        parses = [
            parse
            for parse in _analyzer().parse(word)
            if parse.is_known
            and "nomn" in parse.tag
            and "sing" in parse.tag
            and {"Surn", "Name", "Patr"} & set(parse.tag.grammemes)
        ]
        if len({parse.tag.gender for parse in parses}) != 1:
            return name, False
        genders.add(parses[0].tag.gender)
        made.append(_like(word, parses[0].inflect({"gent"}).word))
    return (" ".join(made), True) if len(genders) == 1 else (name, False)


def _inflected(word: str) -> tuple[str, bool] | None:
    """Inflect an adjective or a noun in the nominative; say which; None for anything else."""
    if not re.fullmatch(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)?", word) or word.isupper():
        return None
    for parse in _analyzer().parse(word):
        kinds = {"NOUN", "ADJF", "PRTF"} & set(parse.tag.grammemes)
        if not kinds or "nomn" not in parse.tag or "Abbr" in parse.tag:
            continue
        if "plur" in parse.tag and "sing" in {p.tag.number for p in _analyzer().parse(word)}:
            continue
        form = parse.inflect({"gent"})
        if form is None:
            continue
        is_noun = "NOUN" in kinds
        if is_noun and not (parse.is_known or parse.score >= SURE):
            return None
        return _like(word, form.word), is_noun
    return None


def _like(pattern: str, word: str) -> str:
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
