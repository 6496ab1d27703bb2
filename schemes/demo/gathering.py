"""Data of the demo that stand in several files of a folder: lists are joined in their order."""

import tomllib

from .reading import FOLDER


def gathered(folder: str) -> dict:
    """Give what the files of a folder say together, read in the order of their names."""
    whole: dict = {}
    for path in sorted((FOLDER / folder).glob("*.toml")):
        for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                whole[name] = whole.get(name, []) + value
            else:
                whole[name] = value
    return whole
