"""The wording that minutes begin with, kk and ru: composed from facts, then edited by a person.

Words of a legal text, not labels of the interface (see documents/terms.py). What cannot be
inflected safely is put beside, never guessed.
"""

import re

from .models import AgendaItem, Meeting

# Of a body in the genitive, beside a body's name in Kazakh, in Russian.
SITTING = {
    Meeting.Kind.REGULAR: ("отырысы", "отырыс", "заседание"),
    Meeting.Kind.EXTRAORDINARY: (
        "кезектен тыс отырысы",
        "кезектен тыс отырыс",
        "внеочередное заседание",
    ),
    Meeting.Kind.FIELD: ("көшпелі отырысы", "көшпелі отырыс", "выездное заседание"),
    Meeting.Kind.WORKING: ("жұмыс отырысы", "жұмыс отырысы", "рабочее заседание"),
}
AGENDA = {
    "kk": "Отырыстың күн тәртібіне {count} мәселе енгізілді.",
    "ru": "В повестку дня заседания включено вопросов: {count}.",
}

BACK_VOWELS, FRONT_VOWELS = "аоұыяё", "әөүіеэ"
VOICELESS = "пткқсшщчцфхһбвгд"
NASAL = "мнң"
ENDING = {"n": ("ның", "нің"), "d": ("дың", "дің"), "t": ("тың", "тің")}

NOUNS = {
    "совет": "совета",
    "комитет": "комитета",
    "штаб": "штаба",
    "комиссия": "комиссии",
    "коллегия": "коллегии",
    "группа": "группы",
    "подгруппа": "подгруппы",
}
ADJECTIVES = (
    (re.compile(r"(?<=[кгх])ий$"), "ого"),
    (re.compile(r"ий$"), "его"),
    (re.compile(r"(ый|ой)$"), "ого"),
    (re.compile(r"(?<=[жшщч])ая$"), "ей"),
    (re.compile(r"ая$"), "ой"),
    (re.compile(r"яя$"), "ей"),
)


def heading(meeting: Meeting, language: str) -> str:
    """Head the minutes as acts do: «Алматы агломерациясының жергілікті кеңесінің отырысы»,
    «заседание местного совета Алматинской агломерации» (domain 3.3)."""
    return _heading_kk(meeting) if language == "kk" else _heading_ru(meeting)


def opening(meeting: Meeting, language: str) -> str:
    """Open with what no other part of the minutes says: how many matters were put."""
    return AGENDA[language].format(count=meeting.items.count())


def heard(item: AgendaItem, language: str) -> str:
    """Say who reported on what, and nothing that might have been said (domain 3.3: who – what)."""
    rapporteur = getattr(item, f"rapporteur_{language}")
    if not rapporteur and item.rapporteur:
        rapporteur = getattr(item.rapporteur, f"name_{language}")
    title = getattr(item, f"title_{language}").strip()
    return " – ".join(filter(None, [rapporteur.strip(), title]))


def _heading_kk(meeting: Meeting) -> str:
    name = meeting.body.name_kk.strip()
    of_body = genitive_kk(name)
    if of_body is None:
        return f"{name}: {SITTING[meeting.kind][1]}"
    return f"{of_body} {SITTING[meeting.kind][0]}"


def _heading_ru(meeting: Meeting) -> str:
    name = meeting.body.name_ru.strip()
    of_body = genitive_ru(name)
    sitting = SITTING[meeting.kind][2]
    return f"{name}: {sitting}" if of_body is None else f"{sitting} {of_body}"


def genitive_kk(name: str) -> str | None:
    """Put a Kazakh name in the genitive by vowel harmony and its last sound; None if unsure."""
    if not name or name[-1] not in "абвгғдеәёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя":
        return None
    vowels = [letter for letter in name.split()[-1].lower() if letter in BACK_VOWELS + FRONT_VOWELS]
    if not vowels:
        return None
    return name + ENDING[_sound(name[-1])][vowels[-1] in FRONT_VOWELS]


def _sound(last: str) -> str:
    if last in BACK_VOWELS + FRONT_VOWELS + NASAL:
        return "n"
    return "t" if last in VOICELESS else "d"


def genitive_ru(name: str) -> str | None:
    """Put the head of a body's Russian name in the genitive: its adjectives and the noun (council,
    commission, group); what follows is governed by it and stays. None if unsure."""
    words = name.split()
    for place, word in enumerate(words):
        ending = NOUNS.get(word.lower())
        if ending:
            words[place] = word[:1] + ending[1:]
            return " ".join(words)
        inflected = _adjective(word)
        if inflected is None:
            return None
        words[place] = inflected
    return None


def _adjective(word: str) -> str | None:
    for ending, genitive in ADJECTIVES:
        if ending.search(word):
            return ending.sub(genitive, word)
    return None
