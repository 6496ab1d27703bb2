"""Who gets what at every address of the schemes.

Each area has its lines in <area>.txt, one an address (name with namespace, method, record, then
what each of ROLES gets), and, where its addresses need records that the scene lacks, a function
`records(scene)` in <area>.py that makes them and gives {name: kwargs of reverse() or a record with
a uid}. The words are those of tests/access_table.py: ok, done, login, again, or the status. What
a POST brings is INPUT of the area's <area>.py, if it has any.

Records of the scene that lines may name: scheme, published, draft, layer, new_feature (of the
draft), old_feature (of the published edition); "-" for none.
"""

import importlib
from dataclasses import dataclass
from pathlib import Path

ROLES = ["anonymous", "outsider", "planner", "member", "secretary", "other_secretary", "administrator"]  # fmt: skip  # noqa: E501
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    area: str
    method: str
    record: str
    expected: list[str]


def _rows(path: Path) -> dict[str, Row]:
    lines = [line for line in path.read_text().splitlines() if line and line[0] != "#"]
    parts = [line.split() for line in lines]
    return {name: Row(path.stem, how, record, rest) for name, how, record, *rest in parts}


TABLE = {name: row for path in sorted(HERE.glob("*.txt")) for name, row in _rows(path).items()}


def areas() -> list:
    """The modules of the areas that bring records or input of their own."""
    names = [path.stem for path in sorted(HERE.glob("*.py")) if path.stem != "__init__"]
    return [importlib.import_module(f"{__name__}.{name}") for name in names]
