"""Reading the demo's files."""

import tomllib
from functools import cache
from pathlib import Path

from ..nodes import Node

FOLDER = Path(__file__).with_name("data")
CHILDREN = {"section": "clause", "annex": "clause", "clause": "subclause"}


@cache
def read(name: str) -> dict:
    """Give one file of the demo."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def texts() -> dict[str, dict]:
    """Give all memoranda of the demo by their keys, in the order of time."""
    found = {path.stem: read(f"texts/{path.name}") for path in FOLDER.glob("texts/*.toml")}
    return dict(sorted(found.items(), key=lambda item: item[1]["drafted"]))


def nodes_in(entry: dict) -> list[Node]:
    """Give the own text of a memorandum: preamble, sections, annexes with what is in them."""
    return [
        _node(kind, one) for kind in ("preamble", "section", "annex") for one in entry.get(kind, [])
    ]


def words_in(entry: dict) -> dict[str, str]:
    """Give the four texts of a clause; those that are not written are empty."""
    return {
        "heading_kk": entry.get("heading_kk", ""),
        "heading_ru": entry.get("heading_ru", ""),
        "text_kk": entry.get("kk", "").strip(),
        "text_ru": entry.get("ru", "").strip(),
    }


def _node(kind: str, entry: dict) -> Node:
    child = CHILDREN.get(kind)
    below = tuple(_node(child, one) for one in entry.get(child, [])) if child else ()
    return Node(kind, words_in(entry), entry.get("role", ""), below)
