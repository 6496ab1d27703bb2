"""In which letters a text is written: as the file says, as its bytes show, or as a guess."""

import codecs
import re

KAZAKH_AS_CP1251 = set("ЌќЋћЎўЈҐЄєЇґјЅѕї")  # what Kazakh letters of KZ-1048 become in CP1251
NAMES = {"65001": "utf-8", "utf8": "utf-8", "1251": "cp1251", "866": "cp866", "1048": "kz1048"}
ICONV_NAMES = {"utf-8": "UTF-8", "cp1251": "CP1251", "kz1048": "KZ-1048", "cp866": "CP866"}
BY_LANGUAGE_BYTE = {0xC9: "cp1251", 0x26: "cp866", 0x65: "cp866"}


def named(text: str) -> str:
    """Give the codec that a .cpg file names; nothing if it names none that we know."""
    text = text.strip().lower()
    digits = re.sub(r"^(ansi|cp|windows|win|oem|ibm)[\s_-]*", "", text)
    name = NAMES.get(digits, text)
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def guess(samples: list[bytes], *, said: str = "") -> tuple[str, bool]:
    """Give the codec of these texts and whether it is only a guess."""
    foreign = [text for text in samples if any(byte > 127 for byte in text)]
    if said and all(_decodes(text, said) for text in foreign):
        return said, False
    if all(_decodes(text, "utf-8") for text in foreign):
        return "utf-8", False
    read = "".join(text.decode("cp1251", "replace") for text in foreign)
    return ("kz1048" if KAZAKH_AS_CP1251 & set(read) else "cp1251"), True


def decode(text: bytes, codec: str) -> str:
    """Read the bytes; a letter cut in two at the end of a narrow column is let go."""
    return text.decode(codec, "replace").rstrip("\ufffd")


def _decodes(text: bytes, codec: str) -> bool:
    try:
        codecs.getincrementaldecoder(codec)().decode(text)
    except UnicodeDecodeError:
        return False
    return True
