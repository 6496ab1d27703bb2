"""By what the lines of a legal text in Kazakh or Russian are known."""

import re
from dataclasses import dataclass

from .blocks import BULLET_SIGNS, Paragraph, Table

DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})(\.?)(?=\s|$)\s*")
BY_WORD_KK = re.compile(r"(\d{1,3})\s*-\s*(бөлім|тарау|тармақ)\b[.:]?\s*", re.I)
BY_WORD_RU = re.compile(r"(раздел|глава|пункт)\s+(\d{1,3})\b[.:]?\s*", re.I)
ROMAN = re.compile(r"([IVX]{1,6})\.\s+")
ITEM = re.compile(r"(\d{1,2})\)\s+")
BULLET = re.compile(rf"[{BULLET_SIGNS}]\s+")
PREAMBLE = re.compile(r"(кіріспе|преамбула)[.:]?", re.I)
ANNEX = re.compile(
    r"(?:^|\n)\s*(?:(?P<kk>\d{1,2})\s*-\s*қосымша|приложение(?:\s*№?\s*(?P<ru>\d{1,2}))?)\b", re.I
)
MARK = re.compile(r"(жоба|проект|draft|\d+\s*-\s*нұсқа|версия\s*\d+|\W)*", re.I)
KIND = re.compile(r"\b(МЕМОРАНДУМ|КЕЛІСІМ|СОГЛАШЕНИЕ|ДОГОВОР|ШАРТ|MEMORANDUM)")
DAY = re.compile(r"(19|20)(\d\d|_+)\s*(ж|г)|_{2,}.{0,40}20_*|\d{1,2}\.\d{1,2}\.(19|20)\d\d", re.I)
PLACE = re.compile(r"^(г\.|город)\s|\s(қ\.|қаласы)$", re.I)
TO_WHAT = re.compile(r"^(меморандумға|келісімге|к (меморандуму|соглашению))", re.I)
REQUISITES = re.compile(r"деректеме|реквизит|қолдары|подписи", re.I)
BLANK_TO_SIGN = re.compile(r"_{5,}")
SIGN_WORDS = re.compile(r"\((қолы|подпись)\)|\bМ\.\s?[ОП]\.", re.I)
SPECIFIC = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
KAZAKH_WORDS = "мен бен пен туралы тарап тараптар тараптардың бойынша дейін кейін болып осы"
RUSSIAN_WORDS = "и в во на о об по с со для не к ко от до или из стороны сторон при их что"
SMALL_WORDS = {"kk": frozenset(KAZAKH_WORDS.split()), "ru": frozenset(RUSSIAN_WORDS.split())}
DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class Numbered:
    """A number at the beginning of a paragraph and what follows it."""

    number: tuple[int, ...]
    rest: Paragraph
    is_section: bool = False  # named so: “2-бөлім”, “Раздел 2”
    is_dotted: bool = False


def number_of(paragraph: Paragraph) -> Numbered | None:
    """Read the number, Word's own or typed; a bare “12” without a dot is none."""
    if paragraph.label:
        found = DOTTED.match(paragraph.label)
        if found and not ITEM.match(paragraph.label + " "):
            return Numbered(_tuple(found[1]), paragraph.without(0), is_dotted=True)
        return None
    plain = paragraph.plain
    found = BY_WORD_KK.match(plain)
    if found and (paragraph.looks_like_heading or found[2].lower() != "тармақ"):
        is_section = found[2].lower() != "тармақ"
        return Numbered((int(found[1]),), paragraph.without(found.end()), is_section)
    found = DOTTED.match(plain)
    if found and (found[2] or "." in found[1] or paragraph.level):
        number = _tuple(found[1])
        return Numbered(number, paragraph.without(found.end()), is_dotted=bool(found[2]))
    found = BY_WORD_RU.match(plain)
    if found and paragraph.looks_like_heading:
        is_section = found[1].lower() != "пункт"
        return Numbered((int(found[2]),), paragraph.without(found.end()), is_section)
    found = ROMAN.match(plain)
    if found and paragraph.looks_like_heading:
        return Numbered((_roman(found[1]),), paragraph.without(found.end()), True)
    return None


def is_annex(paragraph: Paragraph) -> bool:
    """Whether the line begins an annex: short, at the right or as a heading, named so."""
    if len(paragraph.plain) > 200 or not ANNEX.search(paragraph.plain):
        return False
    starts = ANNEX.search(paragraph.plain).start() == 0 or TO_WHAT.match(paragraph.plain)
    return bool(starts) and (paragraph.align == "right" or paragraph.looks_like_heading)


def is_to_sign(table: Table) -> bool:
    """Whether the table is the place for signatures: the portal makes it from the parties."""
    words = "\n".join(one.plain for one in table.paragraphs)
    return bool(BLANK_TO_SIGN.search(words) and SIGN_WORDS.search(words))


def is_place_or_day(text: str) -> bool:
    """Whether a short line only says where and when: the portal keeps these as facts."""
    text = " ".join(text.split())
    is_short = len(text) < 90 and len(text.split()) <= 8 and not text.endswith((".", ":", ";"))
    return is_short and bool(DAY.search(text) or PLACE.search(text))


def language_of(text: str) -> str:
    """Tell Kazakh by its letters, else by small words; "" for what has too little to tell."""
    letters = [letter for letter in text if "а" <= letter.lower() <= "ё" or letter in SPECIFIC]
    specific = sum(letter in SPECIFIC for letter in letters)
    said = set(re.findall(r"\w+", text.lower()))
    kk, ru = (len(said & SMALL_WORDS[language]) for language in ("kk", "ru"))
    if specific:
        return "kk" if specific / len(letters) > 0.03 or kk > ru else "ru"
    if kk != ru:
        return "kk" if kk > ru else "ru"
    return "ru" if len(letters) >= 60 else ""


def _tuple(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _roman(text: str) -> int:
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        value = DIGITS[here]
        total += -value if after and DIGITS[after] > value else value
    return total
