"""Two people in one clause: a three-way merge of words in which nothing is lost silently."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from merge3 import Merge3

from .texts import is_word, words

# A conflict in the merged text: ⟦one wording ⟷ the other⟧. A person must choose.
OPEN, BETWEEN, CLOSE = "⟦", " ⟷ ", "⟧"


@dataclass(frozen=True)
class Merge:
    """A stretch of the merged text: kept by both, written by one side or alike by both, or a
    conflict that carries both."""

    op: str  # same | mine | theirs | both | conflict
    text: str
    mine: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Merged:
    """The merged text; with conflicts it holds both wordings between marks."""

    text: str
    conflicts: bool
    pieces: tuple[Merge, ...]


def has_marks(text: str) -> bool:
    """Whether a conflict still stands in the text: it cannot be saved or sent so."""
    return OPEN in text or CLOSE in text


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge what two people made of one text, word by word.

    What only one changed is taken; where both changed the same words, or words with nothing but
    a space or a comma between them, the merged text carries both between marks and `conflicts`
    is true: "30 күн" made "60 күн" by one and "30 ай" by the other is never "60 ай".
    """
    a, b, z = words(mine), words(theirs), words(base)
    pieces: list[Merge] = []
    at_z = at_a = at_b = 0
    for z_from, z_to, a_from, a_to, b_from, b_to in _kept(z, a, b):
        changed = (
            "".join(z[at_z:z_from]), "".join(a[at_a:a_from]), "".join(b[at_b:b_from])
        )  # fmt: skip
        pieces += _judge(*changed)
        if z_from < z_to:
            pieces.append(Merge("same", "".join(z[z_from:z_to])))
        at_z, at_a, at_b = z_to, a_to, b_to
    return Merged(
        text="".join(piece.text for piece in pieces),
        conflicts=any(piece.op == "conflict" for piece in pieces),
        pieces=tuple(pieces),
    )


def _kept(z: list[str], a: list[str], b: list[str]) -> list[tuple[int, ...]]:
    """Give the stretches that all three have; a lone separator between changes is none."""
    regions = Merge3(z, a, b, sequence_matcher=_Matcher).find_sync_regions()
    *inner, end = regions
    return [region for region in inner if _anchors(z[region[0] : region[1]])] + [end]


def _anchors(tokens: list[str]) -> bool:
    return any(is_word(token) or "\n" in token for token in tokens)


def _judge(base: str, mine: str, theirs: str) -> list[Merge]:
    if mine == theirs:
        op = "same" if mine == base else "both"
        return [Merge(op, mine)] if mine else []
    if theirs == base:
        return [Merge("mine", mine)] if mine else []
    if mine == base:
        return [Merge("theirs", theirs)] if theirs else []
    return [Merge("conflict", f"{OPEN}{mine}{BETWEEN}{theirs}{CLOSE}", mine, theirs)]


class _Matcher(SequenceMatcher):
    """Compares words: none is "popular", spaces do not anchor a match."""

    def __init__(self, isjunk=None, a="", b="", autojunk=False):
        super().__init__(lambda word: word == " ", a, b, autojunk=False)
