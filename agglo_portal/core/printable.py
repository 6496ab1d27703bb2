"""Text as a document can show it: one form of each letter, nothing invisible, nothing unprintable.

An archival PDF refuses a character that its fonts lack: one emoji would block the minutes. Such
characters become “�”, and `lost_characters` names them, so that a person can be told.
"""

import re
import struct
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

LOST = "\ufffd"
# Signs that people paste and a text font lacks: Typst brings them in its own fonts (a test shows
# each of them in a document).
SIGNS = "≤≥≠≈≡±→←↑↓↔⇒∞√∑∫∆∅△▲▪■□▫●○◆☐☑☒✓✔✗✘★①②③④⑤⑥⑦⑧⑨⑩"
LONG_WORD = 60  # more than a line of a document; a PDF refuses strings over 32,767
NEW_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACES = re.compile("[\t\u2000-\u200a\u202f\u205f\u3000]")
# Control characters, soft hyphens, zero-width and bidirectional marks, variation selectors: they
# hide or reorder what is read, and a signed text must say what it shows.
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# If even that fails: letters, digits and signs that any text font of ours has.
PLAIN = re.compile("[^\n -~\xa0-\xac\xae-\xff\u0400-\u045f\u0490-\u04e9\u2010-\u2026№₸€�]+")


def font_folders() -> list[Path]:
    """The folders of the installed fonts for documents; those of the machine are never used."""
    return [Path(str(files("fontpkg_noto_serif"))) / "files"]


def sans_folder() -> Path:
    """The folder of the sans serif of tables and maps; what it lacks is set in the other."""
    return Path(str(files("fontpkg_noto_sans"))) / "files"


def clean(value, *, plain: bool = False):
    """Give the same data with every text cleaned; keys and other values stay as they are."""
    unprintable = PLAIN if plain else _unprintable()
    return _mapped(value, lambda text: unprintable.sub(LOST, _tidy(text)))


def break_long_words(value):
    """Give the same data with invisible places to break words longer than a line."""
    step = LONG_WORD * 2 // 3

    def broken(word: re.Match) -> str:
        letters = word[0]
        return "\u200b".join(letters[i : i + step] for i in range(0, len(letters), step))

    return _mapped(value, lambda text: re.sub(rf"\S{{{LONG_WORD},}}", broken, text))


def lost_characters(value) -> list[str]:
    """Name the characters that a document cannot show, in the order in which they come."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        for run in _unprintable().findall(_tidy(text)):
            found.update(dict.fromkeys(run))
        return text

    _mapped(value, note)
    return list(found)


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = SPACES.sub(" ", NEW_LINES.sub("\n", text))
    return INVISIBLE.sub("", text)


def _mapped(value, change: Callable[[str], str]):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(part, change) for part in value]
    return value


@lru_cache(maxsize=1)
def _unprintable() -> re.Pattern:
    """Runs of characters that some style of our font and Typst's own signs lack."""
    styles = [p for folder in font_folders() for p in sorted(folder.glob("*.ttf"))]
    covered = set.intersection(*[_covered(path.read_bytes()) for path in styles])
    covered |= set(map(ord, SIGNS))
    ranges, start = [], None
    for code in range(0x20, max(covered) + 2):
        if code in covered and start is None:
            start = code
        elif code not in covered and start is not None:
            ranges.append(f"{re.escape(chr(start))}-{re.escape(chr(code - 1))}")
            start = None
    return re.compile(f"[^\n{''.join(ranges)}]+")


def _covered(font: bytes) -> set[int]:
    """Read which characters a font has, from its `cmap` table (OpenType, formats 4 and 12)."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count)]
    cmap = next(offset for tag, _sum, offset, _size in records if tag == b"cmap")
    covered: set[int] = set()
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * i)[2]
        form = struct.unpack_from(">H", font, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">L", font, at + 12)[0]):
                first, last, _glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
                covered.update(range(first, last + 1))
        elif form == 4:
            half = struct.unpack_from(">H", font, at + 6)[0] // 2
            ends = struct.unpack_from(f">{half}H", font, at + 14)
            starts = struct.unpack_from(f">{half}H", font, at + 16 + 2 * half)
            for first, last in zip(starts, ends, strict=True):
                covered.update(range(first, last + 1))
    return covered - {0xFFFF}
