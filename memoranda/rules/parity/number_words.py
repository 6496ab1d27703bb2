"""Numbers written in words, Kazakh and Russian, turned into digits before anything is compared."""

import re

from .facts import NUMBER, QUANTITY, WORDED, amount

KK = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100, "мың": 1000, "миллион": 10**6,
    "миллиард": 10**9,
}  # fmt: skip
KK_ENDINGS = [
    "ға", "ге", "қа", "ке", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен",
    "ның", "нің", "дың", "дің", "тың", "тің", "ны", "ні", "ды", "ді", "ты", "ті",
    "мен", "бен", "пен", "сі", "сы", "сінің", "сының",
]  # fmt: skip
# "оның", "онда" are "his", "there"; "жүз" is also a face: only forms that mean the number.
KK_OWN_ENDINGS = {"он": ["ға", "нан", "ның"], "жүз": [], "бір": ["ден", "і"], "тоқсан": []}
KK_ORDINALS = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6,
    "жетінші": 7, "сегізінші": 8, "тоғызыншы": 9, "оныншы": 10,
}  # fmt: skip
KK_FORMS = {
    stem + ending: value
    for stem, value in KK.items()
    for ending in ["", *KK_OWN_ENDINGS.get(stem, KK_ENDINGS)]
} | {"екеуі": 2, "екеуінің": 2, "екеуінде": 2}

RU_FORMS = {
    form: value
    for value, forms in {
        1: "один одна одно одного одной одному одним одном одну",
        2: "два две двух двум двумя оба обе обоих обеих обоим обеим обоими обеими дважды вдвое",
        3: "три трех трем тремя трижды втрое",
        4: "четыре четырех четырем четырьмя",
        5: "пять пяти пятью",
        6: "шесть шести шестью",
        7: "семь семи",
        8: "восемь восьми восемью",
        9: "девять девяти девятью",
        10: "десять десяти десятью",
        11: "одиннадцать одиннадцати",
        12: "двенадцать двенадцати",
        13: "тринадцать тринадцати",
        14: "четырнадцать четырнадцати",
        15: "пятнадцать пятнадцати",
        16: "шестнадцать шестнадцати",
        17: "семнадцать семнадцати",
        18: "восемнадцать восемнадцати",
        19: "девятнадцать девятнадцати",
        20: "двадцать двадцати",
        30: "тридцать тридцати",
        40: "сорок сорока",
        50: "пятьдесят пятидесяти",
        60: "шестьдесят шестидесяти",
        70: "семьдесят семидесяти",
        80: "восемьдесят восьмидесяти",
        90: "девяносто девяноста",
        100: "сто ста",
        200: "двести двухсот",
        300: "триста трехсот",
        400: "четыреста четырехсот",
        500: "пятьсот пятисот",
        600: "шестьсот шестисот",
        700: "семьсот семисот",
        800: "восемьсот восьмисот",
        900: "девятьсот девятисот",
        1000: "тысяча тысячи тысяч тысячу тысячам",
        10**6: "миллион миллиона миллионов",
        10**9: "миллиард миллиарда миллиардов",
    }.items()
    for form in forms.split()
}
RU_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7,
    "восьм": 8, "девят": 9, "десят": 10,
}  # fmt: skip
RU_ORDINAL = re.compile(
    r"\b(перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)"
    r"(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|ей|ьей|ому|ьему|ым|ьим|ом|ьем|ую|ью|ые|ьи|ых|ьих)\b"
)
# "десятидневный", "трехсторонний" / "онкүндік", "үшжақты": the number is part of the word.
RU_COMPOUND = re.compile(
    r"\b(дву|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|пятнадцати|двадцати|"
    r"тридцати|сорока|шестидесяти|девяноста)(дневн|месячн|недельн|летн|часов|сторонн|кратн)"
)
KK_COMPOUND = re.compile(r"\b(екі|үш|төрт|бес|алты|он)(жақты|тарапты|күндік|айлық|жылдық)")

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
AFTER_DIGITS = re.compile(r"\d[\s ]*$")
# "тоқсан" is a quarter of a year unless something is counted with it.
NINETY = re.compile(r"\s+(?:күн|жұмыс|жыл\b|теңге|пайыз|мың|млн|миллион|адам)")
SIDE = re.compile(r"\s+(?:жағынан|жақтан|тараптан)")
SAME_TWICE = re.compile(
    rf"({QUANTITY})\s*\(\s*({WORDED}\d+)(?:[^)]{{0,12}})?\s*\)|({WORDED}\d+)\s*\(\s*({NUMBER})\s*\)"
)
ROMAN = re.compile(r"(?<![\w.])([IVXІХ]{1,6})(?![\w])(\.?)")


def to_digits(text: str, language: str) -> str:
    """Write numbers in words as digits (small letters, ё as е) with a mark before each.

    "30 (отыз) күн" becomes "30 күн"; if the words say another number both stay and are found to
    differ from the other language.
    """
    text = ROMAN.sub(_roman, text).lower().replace("ё", "е")
    if language == "kk":
        text = re.sub(r"\bбір жарым\b", f"{WORDED}1,5", text)
        text = KK_COMPOUND.sub(lambda found: f"{WORDED}{KK[found[1]]} {found[2]}", text)
    else:
        text = re.sub(r"\b(?:полтора|полторы|полутора)\b", f"{WORDED}1,5", text)
        text = RU_COMPOUND.sub(_compound, text)
        text = RU_ORDINAL.sub(lambda found: f"{WORDED}{RU_ORDINALS[found[1]]}", text)
    text = _cardinals(text, KK_FORMS if language == "kk" else RU_FORMS, language)
    return SAME_TWICE.sub(_once, text)


def _compound(found: re.Match) -> str:
    value = 2 if found[1] == "дву" else RU_FORMS[found[1]]
    return f"{WORDED}{value}-{found[2]}"


def _cardinals(text: str, forms: dict[str, int], language: str) -> str:
    pieces, at = [], 0
    run: list[tuple[int, int, int]] = []
    for word in WORD.finditer(text):
        if run and (word.group() not in forms or text[run[-1][1] : word.start()].strip(" \u00a0")):
            pieces += _written(text, at, run, language)
            at, run = run[-1][1], []
        if word.group() in forms:
            run.append((word.start(), word.end(), forms[word.group()]))
        elif language == "kk":
            ordinal = next((v for o, v in KK_ORDINALS.items() if word.group().startswith(o)), None)
            if ordinal and not SIDE.match(text, word.end()):
                pieces += [text[at : word.start()], f"{WORDED}{ordinal}-"]
                at = word.end()
    if run:
        pieces += _written(text, at, run, language)
        at = run[-1][1]
    return "".join([*pieces, text[at:]])


def _written(text: str, at: int, run: list[tuple[int, int, int]], language: str) -> list[str]:
    """Give the text up to the run's end with the run as digits, where it is a number at all."""
    start, end = run[0][0], run[-1][1]
    values = [value for _start, _end, value in run]
    in_brackets = text[:start].rstrip().endswith("(")
    is_scale = values[0] >= 1000 and AFTER_DIGITS.search(text, 0, start) is not None
    is_quarter = language == "kk" and values == [90] and not in_brackets
    is_quarter = is_quarter and NINETY.match(text, end) is None
    if is_scale or is_quarter:
        return [text[at:end]]
    return [text[at:start], " ".join(f"{WORDED}{number}" for number in compose(values))]


def compose(values: list[int]) -> list[int]:
    """Join the values of words that follow each other: 2 100 50 → 250, 1000000 500 1000 → …"""
    numbers, total, current = [], 0, 0
    for value in values:
        place = next((p for p in (100, 10) if current and current % p == 0), 1)
        if value >= 1000 and (current or not total):
            total, current = total + (current or 1) * value, 0
        elif value == 100 and 0 < current < 10:
            current *= 100
        elif not current or value < place:
            current += value
        else:
            numbers.append(total + current)
            total, current = (value, 0) if value >= 1000 else (0, value)
    return [*numbers, total + current]


def _once(found: re.Match) -> str:
    digits, words = (found[1], found[2]) if found[1] else (found[4], found[3])
    # Words that say another number than the figures beside them are a difference, sure enough.
    return digits if amount(digits) == amount(words) else found[0].replace(WORDED, "")


def _roman(found: re.Match) -> str:
    letters = found[1].replace("І", "I").replace("Х", "X")
    if found[1] == "Х" or (len(letters) == 1 and found[2]):
        return found[0]  # an initial
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    signed = [
        -value if value < max(values[place:], default=0) else value
        for place, value in enumerate(values)
    ]
    return f"{sum(signed)}{found[2]}"
