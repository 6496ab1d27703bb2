"""Broken and hostile files, made by code: what each pretends to be, and what must come of it.

Run as a script it writes them into a folder: python -m tests.schemes.hostile_files /tmp/files
"""

import sys
from pathlib import Path

from . import hostile_contents, hostile_wrappings

NOWHERE = "http://127.0.0.1:9"
MAKERS = hostile_wrappings.MAKERS | hostile_contents.MAKERS


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for title, (make, _expected, upload) in MAKERS.items():
        (folder / f"{title}{Path(upload).suffix}").write_bytes(make(NOWHERE))


if __name__ == "__main__":
    main()
