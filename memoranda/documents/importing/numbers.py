"""Word's own numbering: what number a paragraph shows although nobody typed it."""

from collections import defaultdict
from dataclasses import dataclass, field

from .package import Package, W

BULLET = "•"
LETTERS = {
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class Level:
    """How one level of a list counts and looks."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."


@dataclass
class Numbering:
    """Counts as Word does, paragraph after paragraph in the order of the document."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """Count on and give what stands before the paragraph: “1.1.”, “а)”, a bullet, or ""."""
        if number_id not in self.lists or level > 8:
            return ""
        abstract, starts = self.lists[number_id]
        levels, counted = self.levels.get(abstract, {}), self.counters[abstract]
        if number_id not in self.begun:
            self.begun.add(number_id)
            for one, start in starts.items():
                counted[one] = start - 1
        here = levels.get(level, Level())
        for deeper in [one for one in counted if one > level]:
            del counted[deeper]
        counted[level] = counted.get(level, here.start - 1) + 1
        if here.form in ("bullet", "none"):
            return BULLET if here.form == "bullet" else ""
        text = here.text
        for one in range(level + 1):
            its = levels.get(one, Level())
            value = counted.setdefault(one, its.start)
            text = text.replace(f"%{one + 1}", _shown(value, its.form))
        return text


def numbering_of(package: Package) -> Numbering:
    """Read the lists of a document; a document without any has an empty one."""
    root = package.part("numbering.xml")
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.iter(f"{W}abstractNum"):
        numbering.levels[abstract.get(f"{W}abstractNumId")] = {
            _int(one.get(f"{W}ilvl")): Level(
                start=_int(_value(one, "start"), 1),
                form=_value(one, "numFmt") or "decimal",
                text=_value(one, "lvlText") or "",
            )
            for one in abstract.iter(f"{W}lvl")
        }
    for one in root.iter(f"{W}num"):
        starts = {
            _int(override.get(f"{W}ilvl")): _int(_value(override, "startOverride"), 1)
            for override in one.iter(f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
        }
        numbering.lists[one.get(f"{W}numId")] = (_value(one, "abstractNumId"), starts)
    return numbering


def _shown(value: int, form: str) -> str:
    if form in LETTERS and 0 < value <= len(LETTERS[form]):
        return LETTERS[form][value - 1]
    if form in ("lowerRoman", "upperRoman") and 0 < value < 40:
        text = ""
        for step, sign in ROMAN:
            while value >= step:
                text, value = text + sign, value - step
        return text.upper() if form == "upperRoman" else text
    return f"{value:02}" if form == "decimalZero" else str(value)


def _value(element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default
