"""Tokens in the words of templates: `{parties}`, `{party_1_gen}`, `{place}`."""

import re
from collections.abc import Iterable

from ..nodes import Node, walk

TOKEN = re.compile(r"\{([a-z]+(?:_[a-z0-9]+)*)\}")
# Without a number they mean each party: a clause that names one stands once for every party.
EACH_PARTY = ("party", "party_gen", "akim", "post", "signatory", "signatory_gen", "authority",
              "requisites")  # fmt: skip

Values = dict[str, dict[str, str]]


def tokens_in(*texts: str) -> list[str]:
    """Give the tokens that stand in the texts, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in TOKEN.findall(text)))


def tokens_of(nodes: Iterable[Node]) -> list[str]:
    """Give the tokens of a whole text."""
    return tokens_in(*(text for node in walk(nodes) for text in node.words.values()))


def fill(text: str, values: Values, language: str) -> str:
    """Put the values of the language into the text; a token without one stays as it stands."""
    return TOKEN.sub(lambda found: _value(values, found[1], language) or found[0], text)


def fill_words(words: dict[str, str], values: Values) -> dict[str, str]:
    """Fill the four texts of a clause, each in its language."""
    return {name: fill(text, values, name[-2:]) for name, text in words.items()}


def fill_nodes(nodes: Iterable[Node], values: Values, parties: int) -> tuple[Node, ...]:
    """Fill a whole text; a node that speaks of each party stands once for every party."""
    filled: list[Node] = []
    for node in nodes:
        for one in _for_each_party(node, parties):
            children = fill_nodes(one.children, values, parties)
            filled.append(Node(one.kind, fill_words(one.words, values), one.role, children))
    return tuple(filled)


def _for_each_party(node: Node, parties: int) -> list[Node]:
    if not parties or not set(tokens_in(*node.words.values())) & set(EACH_PARTY):
        return [node]
    return [node.with_words(lambda words, n=n: _numbered(words, n)) for n in range(1, parties + 1)]


def _numbered(words: dict[str, str], number: int) -> dict[str, str]:
    """Say of which party: {party_gen} becomes {party_2_gen}."""

    def name(found: re.Match) -> str:
        if found[1] not in EACH_PARTY:
            return found[0]
        bare, case = (found[1].removesuffix("_gen"), found[1].endswith("_gen"))
        return f"{{{bare}_{number}{'_gen' if case else ''}}}"

    return {key: TOKEN.sub(name, text) for key, text in words.items()}


def _value(values: Values, name: str, language: str) -> str:
    return values.get(name, {}).get(language, "").strip()
