"""Plain texts of clauses: one form for storing, words for comparing."""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Numbers with their parts and endings stay one word: "1,5", "01.07.2027", "3.2-тармақ".
TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:[-‑]\w+)*|\w+(?:[-‑’']\w+)*|[^\S\n]+|\n+|[^\w\s]")


def normalise(text: str) -> str:
    """Give the one form in which a clause's text is stored; normalising again changes nothing.

    NFC, line ends as LF, no control or invisible characters (a direction mark would let a text
    read otherwise than it is agreed to), no spaces at line ends, at most two blank lines.
    """
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    visible = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    text = unicodedata.normalize("NFC", "".join(visible))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n")


def words(text: str) -> list[str]:
    """Cut a text into words and what stands between them; joined they are the text again."""
    return TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Whether a token of `words` carries meaning: a letter or a digit, not a separator."""
    return any(character.isalnum() for character in token)
