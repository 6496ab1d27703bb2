"""Two wordings of one text, word by word: what is the same, what was deleted, what inserted."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from .texts import is_word, words

# Comparing takes about so many steps as equal words meet each other; above this, go by lines.
MOST_MEETINGS = 4_000_000


@dataclass(frozen=True)
class Piece:
    """A stretch of text: "same", "del" (only in the old) or "ins" (only in the new)."""

    op: str
    text: str


def redline(old: str, new: str) -> list[Piece]:
    """Mark by words how one text became the other; what was deleted stands before what came.

    Joining same and ins gives the new text, same and del the old one. A separator alone between
    two changes is marked with them, so that a reworded phrase reads as one change.
    """
    before, after = words(old), words(new)
    if _meetings(before, after) > MOST_MEETINGS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return _tidy(_raw(before, after))


def similarity(a: str, b: str) -> float:
    """Say how much of two texts is the same words in the same order: 0.0 nothing, 1.0 all."""
    first, second = bare_words(a), bare_words(b)
    if not first and not second:
        return 1.0
    return _matcher(first, second).ratio()


def bare_words(text: str) -> list[str]:
    """Give only the words of a text, in small letters."""
    return [token.lower() for token in words(text) if is_word(token)]


def _meetings(before: list[str], after: list[str]) -> int:
    counts = Counter(after)
    return sum(counts[word] for word in before if word != " ")


def _matcher(before: list[str], after: list[str]) -> SequenceMatcher:
    return SequenceMatcher(lambda word: word == " ", before, after, autojunk=False)


def _raw(before: list[str], after: list[str]) -> list[tuple[str, list[str], list[str]]]:
    """Give (op, old words, new words) in order; the like ends are taken off first: most texts
    differ in the middle."""
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    stretches = [("same", before[:head], before[:head])]
    for tag, i1, i2, j1, j2 in _matcher(old, new).get_opcodes():
        stretches.append(("same" if tag == "equal" else "change", old[i1:i2], new[j1:j2]))
    stretches.append(("same", before[len(before) - tail :], before[len(before) - tail :]))
    return [stretch for stretch in stretches if stretch[1] or stretch[2]]


def _tidy(stretches: list[tuple[str, list[str], list[str]]]) -> list[Piece]:
    """Draw changes together that only a separator parts, and give them as pieces."""
    pieces: list[Piece] = []
    deleted: list[str] = []
    inserted: list[str] = []

    def flush() -> None:
        for op, tokens in (("del", deleted), ("ins", inserted)):
            if tokens:
                pieces.append(Piece(op, "".join(tokens)))
            tokens.clear()

    for place, (op, old, new) in enumerate(stretches):
        is_between = bool(deleted or inserted) and place + 1 < len(stretches)
        if op == "change" or (is_between and not _anchors(old)):
            deleted.extend(old)
            inserted.extend(new)
            continue
        flush()
        pieces.append(Piece("same", "".join(old)))
    flush()
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].op == piece.op:
            joined[-1] = Piece(piece.op, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _anchors(tokens: list[str]) -> bool:
    return any(is_word(token) or "\n" in token for token in tokens)
