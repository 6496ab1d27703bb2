"""How columns are named in files, so that a file that went out can come back; no Django.

Where a format has a place for labels (GeoPackage, GeoJSON, KML), a column is named by its code
and its label stands in that place. Tables that people open (CSV, XLSX) have one heading row of
“label [code]”: sorting and filters of a spreadsheet keep working, and `code_in_heading` finds the
code again. A Shapefile takes ten ASCII letters: `short_names` gives the same ones each time, and
a table in the archive says what they stand for.
"""

import re
from collections.abc import Iterable

SHORT = 10
IN_HEADING = re.compile(r"\[([a-z][a-z0-9_]{0,29})\]\s*$")


def heading(code: str, label: str) -> str:
    """Give the heading of a column in a table for people."""
    return f"{label} [{code}]" if label and label != code else code


def code_in_heading(text: str) -> str:
    """Give the code that a heading carries in its brackets, or the heading itself."""
    found = IN_HEADING.search(text)
    return found[1] if found else text.strip()


def short_names(codes: Iterable[str]) -> dict[str, str]:
    """Give each code a name of at most ten letters: its beginning, numbered where two meet."""
    codes = list(codes)
    taken = {code for code in codes if len(code) <= SHORT}
    names: dict[str, str] = {}
    for code in codes:
        if code in taken:
            names[code] = code
            continue
        name, number = code[:SHORT], 1
        while name in taken:
            number += 1
            name = f"{code[: SHORT - len(str(number))]}{number}"
        taken.add(name)
        names[code] = name
    return names
