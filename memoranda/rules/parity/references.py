"""Cross-references: "осы Меморандумның 3.2 және 3.4-тармақтары" is "пункты 3.2 и 3.4"."""

import re

from .facts import WORDED, Fact, Source, amount, is_worded, shown

ONE = rf"{WORDED}?\d+(?:\.\d+)*\)?"
KK_AND = r"\s*-?\s*(?:,|және|мен|бен|пен|немесе|–|—)\s*|\s*[-–—]\s*"
RU_AND = r"\s*(?:,\s*|\s(?:и|или|по)\s|–|—|-)\s*"
TAIL = r"[а-яәіңғүұқөһ]*"
KK_KINDS = {
    "subclause": r"тармақша",
    "clause": r"тарма[қғ](?!ша)",
    "section": r"бөлім",
    "annex": r"қосымша",
    "article": r"ба[пб](?=т|ы|\b)",
    "part": r"бөлі[кг]",
    "paragraph": r"абзац",
    "chapter": r"тарау",
    "table": r"кесте",
}
RU_KINDS = {
    "subclause": r"подпункт[а-я]*|подп\.|пп\.",
    "clause": r"пункт(?!ир|уал)[а-я]*|п\.",
    "section": r"раздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b",
    "annex": r"приложени(?:е|я|ю|ем|и|й|ям|ями|ях)\b",
    "article": r"стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)\b|ст\.",
    "part": r"част(?:ь|и|ью|ей|ям|ями|ях)\b|ч\.",
    "paragraph": r"абзац(?:а|у|ем|е|ы|ев|ам|ами|ах)?\b|абз\.",
    "chapter": r"глав(?:а|ы|е|у|ой|ам|ами|ах)?\b",
    "table": r"таблиц(?:а|ы|е|у|ей|ам|ами|ах)?\b",
}


def _named(kinds: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{stem})" for kind, stem in kinds.items())


# Kazakh: numbers, a hyphen, the word ("3.2-тармақ"); without it only where nothing else is meant.
KK_LIST = re.compile(
    rf"(?P<list>{ONE}(?:(?:{KK_AND}){ONE})*)\s*[-‑–]\s*(?:{_named(KK_KINDS)}){TAIL}"
)
KK_LOOSE = re.compile(
    rf"(?P<list>\d+\)|\d+(?:\.\d+)+(?:(?:{KK_AND})\d+(?:\.\d+)+)*)\s+"
    rf"(?:{_named({kind: KK_KINDS[kind] for kind in ('subclause', 'clause', 'section')})}){TAIL}"
)
KK_ANNEX = re.compile(rf"№\s*(?P<list>{ONE})\s+(?P<annex>қосымша){TAIL}")
RU_LIST = re.compile(
    rf"\b(?:{_named(RU_KINDS)})\s*(?:№\s*)?(?P<list>{ONE}(?:(?:{RU_AND}){ONE})*)(?![\w])"
)
RU_BEFORE = re.compile(
    rf"(?P<list>{WORDED}\d+|\d+-(?:й|я|е|го|му|м|ю))\s+(?P<paragraph>абзац){TAIL}"
)
NUMBER_IN_LIST = re.compile(ONE)


def take_references(source: Source) -> None:
    """Take out what the text cites by number: clauses, sections, annexes, articles, parts."""
    patterns = [KK_LIST, KK_LOOSE, KK_ANNEX] if source.language == "kk" else [RU_LIST, RU_BEFORE]
    for pattern in patterns:
        source.take(pattern, _references)


def _references(found: re.Match) -> list[Fact]:
    kind = next(name for name, text in found.groupdict().items() if text and name != "list")
    facts = []
    for one in NUMBER_IN_LIST.findall(found["list"]):
        number = amount(one) if "." not in one else one.strip(WORDED + ")")
        is_one = is_worded(one) and number == "1"
        facts.append(Fact("references", f"{kind} {number}", shown(found[0]), not is_one))
    return facts
