"""How a paragraph looks: by its style, the styles it is based on, and its own properties."""

import re
from dataclasses import dataclass, field

from .package import Package, W

HEADING_NAME = re.compile(r"^(?:heading|заголовок|тақырып)\s*(\d)$", re.I)
TITLE_NAMES = {"title", "subtitle", "название", "подзаголовок", "аты"}
OFF = ("0", "false", "off", "none")
DEEPEST = 20  # styles that are based on each other


@dataclass(frozen=True)
class Look:
    """What matters of the look: heading or title, bold, aligned, numbered by Word."""

    level: int = 0
    is_title: bool = False
    is_bold: bool = False
    align: str = ""
    numbering: tuple[str, int] | None = None


@dataclass
class Styles:
    """The styles of a document by their ids."""

    elements: dict = field(default_factory=dict)
    default: str = ""

    def look_of(self, properties) -> Look:
        """Give the look of a paragraph with these own properties."""
        style = _value(properties, "pStyle") or self.default
        chain = self._chain(style)
        names = [_value(one, "name").lower() for one in chain]
        layers = [properties, *[one.find(f"{W}pPr") for one in chain]]
        return Look(
            level=_level(layers, names),
            is_title=any(name in TITLE_NAMES for name in names),
            is_bold=self._is_bold(chain),
            align=_align(layers),
            numbering=_numbering(layers),
        )

    def is_bold_run(self, properties, inherited: bool) -> bool:
        """Say whether a run is bold: by itself, by its style, by its paragraph's."""
        if properties is None:
            return inherited
        if properties.find(f"{W}b") is not None:
            return is_on(properties, "b")
        style = _value(properties, "rStyle")
        return self._is_bold(self._chain(style)) or inherited if style else inherited

    def _is_bold(self, chain: list) -> bool:
        for one in chain:
            properties = one.find(f"{W}rPr")
            if properties is not None and properties.find(f"{W}b") is not None:
                return is_on(properties, "b")
        return False

    def _chain(self, style: str) -> list:
        chain: list = []
        while style in self.elements and len(chain) < DEEPEST:
            chain.append(self.elements[style])
            style = _value(chain[-1], "basedOn")
        return chain


def styles_of(package: Package) -> Styles:
    """Read the styles of a document."""
    root, styles = package.part("styles.xml"), Styles()
    for one in root.iter(f"{W}style") if root is not None else ():
        styles.elements[one.get(f"{W}styleId", "")] = one
        is_default = one.get(f"{W}default") not in (None, *OFF)
        if is_default and one.get(f"{W}type") == "paragraph":
            styles.default = one.get(f"{W}styleId", "")
    return styles


def is_on(properties, name: str) -> bool:
    """Whether a switch such as “bold” is there and not switched off."""
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in OFF


def _level(layers: list, names: list[str]) -> int:
    for layer in layers:
        text = _value(layer, "outlineLvl")
        if text.isdigit():
            return int(text) + 1 if int(text) < 9 else 0
    for name in names:
        found = HEADING_NAME.match(name)
        if found:
            return int(found[1])
    return 0


def _align(layers: list) -> str:
    for layer in layers:
        text = _value(layer, "jc")
        if text:
            return {"end": "right", "start": "left"}.get(text, text)
    return ""


def _numbering(layers: list) -> tuple[str, int] | None:
    for layer in layers:
        found = layer.find(f"{W}numPr") if layer is not None else None
        if found is not None and _value(found, "numId"):
            level = _value(found, "ilvl")
            number = _value(found, "numId")
            return (number, int(level) if level.isdigit() else 0) if number != "0" else None
    return None


def _value(element, name: str) -> str:
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
