"""Reading the demo's files, and the ids by which a record is found again."""

import tomllib
import uuid
from pathlib import Path

FOLDER = Path(__file__).with_name("data")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:agglo-portal:demo")
LANGUAGES = ("kk", "ru", "en")


def read(name: str) -> dict:
    """Give one file of the demo."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_all(folder: str) -> dict[str, dict]:
    """Give all files of a folder by their names without ending, in the order of these names."""
    return {path.stem: read(f"{folder}/{path.name}") for path in sorted(FOLDER.glob(f"{folder}/*"))}


def uid(model, key: str) -> uuid.UUID:
    """Give the stable public address of the record that the demo calls by this key."""
    return uuid.uuid5(NAMESPACE, f"{model._meta.model_name}/{key}")


def keep(model, key: str, **fields):
    """Give the record of this key; make it of `fields` only if it is not there."""
    record, _made = model.objects.get_or_create(uid=uid(model, key), defaults=fields)
    return record


def find(model, key: str | None):
    """Give the record of this key; None for no key."""
    return model.objects.get(uid=uid(model, key)) if key else None


def words(entry: dict, *names: str) -> dict[str, str]:
    """Give the texts of an entry in the languages it has: name_kk, name_ru, name_en …"""
    wanted = [f"{name}_{language}" for name in names for language in LANGUAGES]
    return {name: entry[name] for name in wanted if name in entry}
