"""What a person of the public may write: plain words, a place, and who is surely a machine."""

import re
import unicodedata

LEAST_TEXT, MOST_TEXT = 10, 3000
MOST_NAME = 120
LEAST_SECONDS = 3  # nobody reads a form and writes a remark faster
# Signs that turn the direction of the text round, and others that are not seen: they only deceive.
HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
NUMBER = re.compile(r"[-−]?\d{1,3}(?:[.,]\d+)?")


def clean_text(text: str) -> str:
    """Give the words as they may be shown: one form of letters, no hidden signs, calm line ends."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = HIDDEN.sub("", text)
    kept = "".join(
        one
        for one in text
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn")
    )
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in kept.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """The same for a name, which stands in one line."""
    return re.sub(r"\s+", " ", clean_text(text)).strip()


def read_coordinates(text: str) -> tuple[float, float] | None:
    """Read “43.2389, 76.8897” as (longitude, latitude); None if these are not two coordinates.

    Latitude comes first, as people write it; where only the other order makes sense in Kazakhstan
    (latitudes 40–56, longitudes 46–88), it is taken.
    """
    found = NUMBER.findall(text)
    left = NUMBER.sub("", text)
    if len(found) != 2 or re.search(r"[^\s,;°NSEWСЮВЗ()]", left, re.IGNORECASE):
        return None
    first, second = (float(one.replace(",", ".").replace("−", "-")) for one in found)
    if not 40 <= first <= 56 and 40 <= second <= 56:
        first, second = second, first
    if not (-90 <= first <= 90 and -180 <= second <= 180):
        return None
    return second, first
