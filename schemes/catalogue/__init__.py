"""The layers and phases that a new scheme begins with; each scheme then changes its own."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("kk", "ru", "en")


def layers() -> list[dict]:
    """Give the layers in the order of the legend, each as the fields of a Layer."""
    return deepcopy(_layers())


def phases() -> list[dict]:
    """Give the phases in their order: code and names; the scheme knows their years."""
    return [
        {"code": one["code"], **_named("name", one["name"])} for one in _read("phases")["phases"]
    ]


@cache
def _layers() -> list[dict]:
    schemas = _read("attributes")
    choices = schemas.pop("choices")
    return [
        {
            "code": one["code"],
            "theme": one["theme"],
            "geometry_type": one["geometry"],
            "legend_order": place,
            "is_schematic": one.get("is_schematic", False),
            "is_coverage": one.get("is_coverage", False),
            "style": one["style"],
            "attributes": [_definition(row, choices) for row in schemas.get(one["code"], [])],
            **_named("name", one["name"]),
        }
        for place, one in enumerate(_read("layers")["layers"], start=1)
    ]


def _definition(row: dict, choices: dict) -> dict:
    """Give an attribute as rules.attributes keeps it; `choices` names a list of the catalogue."""
    code, kind, label = row["code"], row["type"], row["label"]
    chosen = choices[row["choices"]] if kind == "choice" else []
    return {
        "code": code,
        "type": kind,
        **_named("label", label),
        "required": row.get("required", False),
        "unit": row.get("unit", ""),
        "choices": [{"code": one, **_named("label", words)} for one, *words in chosen],
    }


def _named(prefix: str, words: list[str]) -> dict[str, str]:
    return {f"{prefix}_{language}": text for language, text in zip(LANGUAGES, words, strict=True)}


def _read(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text())
