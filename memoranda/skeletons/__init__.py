"""The shipped texts: eleven sections in Kazakh and Russian for both kinds (domain 4.3).

They are data: memorandum.toml and agreement.toml. Which sections a kind must have stands there
too (domain rule 27).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..nodes import Node

KEYS = ("memorandum", "agreement")
CHILDREN = {"section": "clause", "annex": "clause", "preamble": "clause", "clause": "subclause"}
# Words of a heading by which a section is known where nobody has said what it is.
SIGNS = {
    "subject": ("нысана", "предмет"),
    "directions": ("бағыттар", "направлени"),
    "obligations": ("міндеттемелер", "обязательств"),
    "coordination": ("үйлестіру", "координаци"),
    "action_plan": ("іс-шаралар жоспары", "план мероприятий"),
    "financing": ("қаржыландыру", "финансировани"),
    "information": ("ақпарат алмасу", "обмен информацией"),
    "term": ("қолданылу мерзімі", "срок действия"),
    "disputes": ("дауларды", "разрешение споров"),
    "final": ("қорытынды ережелер", "заключительные положения"),
    "requisites": ("деректемелер", "реквизиты"),
}


@dataclass(frozen=True)
class Section:
    """A section that a kind must have."""

    role: str
    heading_kk: str
    heading_ru: str

    def heading(self, language: str) -> str:
        return self.heading_ru if language == "ru" else self.heading_kk


@dataclass(frozen=True)
class Skeleton:
    """A shipped text: its kind is its key."""

    key: str
    title_kk: str
    title_ru: str
    required: tuple[Section, ...]
    nodes: tuple[Node, ...]


@cache
def skeleton(key: str) -> Skeleton:
    """Give a shipped text by its key, which is the kind of memorandum that it is for."""
    if key not in KEYS:
        raise KeyError(key)
    data = tomllib.loads((Path(__file__).parent / f"{key}.toml").read_text("utf-8"))
    nodes = [Node("preamble", _words(one), "preamble", _below("preamble", one))
             for one in data["preamble"]]  # fmt: skip
    nodes += [
        Node(kind, _words(one), one.get("role", ""), _below(kind, one))
        for kind in ("section", "annex")
        for one in data.get(kind, [])
    ]
    headings = {node.role: node for node in nodes}
    required = tuple(
        Section(role, headings[role].words["heading_kk"], headings[role].words["heading_ru"])
        for role in data["required"]
    )
    return Skeleton(key, data["title_kk"], data["title_ru"], required, tuple(nodes))


def role_of(heading_kk: str, heading_ru: str) -> str:
    """Say which section it is by its heading; "" for one that is none of the eleven."""
    for role, (kk, ru) in SIGNS.items():
        if kk in heading_kk.lower() or ru in heading_ru.lower():
            return role
    return ""


def _below(kind: str, data: dict) -> tuple[Node, ...]:
    child = CHILDREN.get(kind)
    rows = data.get(child, []) if child else []
    return tuple(Node(child, _words(one), "", _below(child, one)) for one in rows)


def _words(data: dict) -> dict[str, str]:
    return {
        "heading_kk": data.get("heading_kk", ""),
        "heading_ru": data.get("heading_ru", ""),
        "text_kk": data.get("kk", "").strip(),
        "text_ru": data.get("ru", "").strip(),
    }
