"""Text as XML can hold it: some control characters it cannot, in any writing."""

import re

IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Give the text without what XML has no way to write."""
    return IMPOSSIBLE.sub("", text)
