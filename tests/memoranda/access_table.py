"""The table of the memoranda: what each of their cast gets at each address.

It stands in access_table.txt, a line an address; the words are those of tests/access_table.py. The
cast: nobody; a stranger; the coordinator of an akimat that is no party; of the first party a
department's head, the coordinator and the signatory; the coordinator of the second party; the
secretary of the body, the secretary of another body; the administrator.
"""

from dataclasses import dataclass
from pathlib import Path

ROLES = [
    "anonymous", "stranger", "outsider", "staff", "coordinator", "signatory", "other_party",
    "secretary", "other_secretary", "administrator",
]  # fmt: skip


@dataclass(frozen=True)
class Row:
    method: str
    record: str
    expected: list[str]


def _row(line: str) -> tuple[str, Row]:
    name, method, record, *expected = line.split()
    return name, Row(method, record.strip("-"), expected)


LINES = Path(__file__).with_suffix(".txt").read_text().splitlines()
TABLE = dict(_row(line) for line in LINES if line and not line.startswith("#"))
