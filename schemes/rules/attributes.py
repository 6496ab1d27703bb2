"""Attribute schemas of layers and values that fit them; no Django.

A schema is a list of definitions, as a layer keeps it in JSON:

    {"code": "lanes", "type": "integer", "label_kk": "…", "label_ru": "…", "label_en": "…",
     "required": false, "unit": "", "choices": [{"code": "a", "label_kk": …, "label_ru": …}]}

Values are a mapping code → JSON value: text, whole number, decimal as a string, ISO date, true or
false, the code of a choice. An empty value is absent from the mapping.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from .problems import Problem

TYPES = ("text", "integer", "decimal", "date", "boolean", "choice")
CODE = re.compile(r"^[a-z][a-z0-9_]{0,29}$")
# What every feature has beside its attributes: a column of that name would be ambiguous in files.
RESERVED = {
    "id", "fid", "uid", "key", "name", "name_kk", "name_ru", "name_en", "geometry", "geom",
    "shape", "phase", "status", "responsible", "cost", "source", "layer", "edition", "area_m2",
    "length_m", "lineage",
}  # fmt: skip
UNKEPT = re.compile("[\x00\ud800-\udfff]")  # no database keeps them in JSON
LONGEST_TEXT = 2000
MOST_DEFINITIONS = 60
MOST_CHOICES = 200
LARGEST_INTEGER = 2**53 - 1  # what a browser reads without loss
YES = {"true", "t", "yes", "y", "1", "иә", "ия", "да", "бар"}
NO = {"false", "f", "no", "n", "0", "жоқ", "нет"}


def check_schema(schema: Iterable[Mapping]) -> list[Problem]:
    """Give what is wrong with a schema: codes, types, labels in kk and ru, choices (rule 34)."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for place, one in enumerate(schema, start=1):
        where = f"attributes-{place}"
        code = one.get("code", "")
        if place > MOST_DEFINITIONS:
            return [*problems, Problem(where, "too_many_attributes", {"most": MOST_DEFINITIONS})]
        if not CODE.match(code):
            problems.append(Problem(where, "bad_attribute_code", {"code": code}))
        elif code in RESERVED:
            problems.append(Problem(where, "reserved_attribute_code", {"code": code}))
        elif code in seen:
            problems.append(Problem(where, "attribute_code_twice", {"code": code}))
        seen.add(code)
        if one.get("type") not in TYPES:
            problems.append(Problem(where, "unknown_attribute_type", {"code": code}))
        if not (one.get("label_kk") and one.get("label_ru")):
            problems.append(Problem(where, "attribute_without_label", {"code": code}))
        if one.get("type") == "choice":
            problems += _check_choices(where, code, one.get("choices") or [])
    return problems


def _check_choices(where: str, code: str, choices: list[Mapping]) -> list[Problem]:
    codes = [choice.get("code", "") for choice in choices]
    named = all(choice.get("label_kk") and choice.get("label_ru") for choice in choices)
    if not choices or len(choices) > MOST_CHOICES or not all(codes) or not named:
        return [Problem(where, "choices_incomplete", {"code": code})]
    if len(set(codes)) < len(codes):
        return [Problem(where, "choice_code_twice", {"code": code})]
    return []


def check_values(schema: Iterable[Mapping], given: Mapping) -> tuple[dict, list[Problem]]:
    """Give the values that fit the schema, in its order, and what is wrong with the rest.

    `given` may hold what a person typed or a file brought; codes that the schema lacks are a
    problem of their own, never kept silently.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    known = set()
    for one in schema:
        code = one["code"]
        known.add(code)
        raw = given.get(code)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if one.get("required"):
                problems.append(Problem(code, "value_required", {"code": code}))
            continue
        try:
            values[code] = as_value(one, raw)
        except ValueError as error:
            problems.append(Problem(code, str(error), {"code": code, "value": str(raw)[:80]}))
    for code in given:
        if code not in known:
            problems.append(Problem(code, "unknown_attribute", {"code": code}))
    return values, problems


def as_value(definition: Mapping, raw):
    """Give the JSON value of what was typed or read; ValueError with a problem code if unfit."""
    kind = definition["type"]
    if kind == "text":
        return _text(raw)
    if kind == "integer":
        return _integer(raw)
    if kind == "decimal":
        return format(_number(raw), "f")
    if kind == "date":
        return _date(raw)
    if kind == "boolean":
        return _boolean(raw)
    return _choice(definition, raw)


def _text(raw) -> str:
    text = UNKEPT.sub("", str(raw)).strip()
    if len(text) > LONGEST_TEXT:
        raise ValueError("value_too_long")
    return text


def _number(raw) -> Decimal:
    if isinstance(raw, bool):
        raise ValueError("value_not_a_number")
    text = str(raw).strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("value_not_a_number") from None
    # Judged by its exponent: written out, 1e-999999 alone would be a million digits.
    if not number.is_finite() or (number and not -20 <= number.adjusted() < 20):
        raise ValueError("value_not_a_number")
    return number.normalize() if number % 1 else number.quantize(Decimal(1))


def _integer(raw) -> int:
    number = _number(raw)
    if number % 1 or abs(number) > LARGEST_INTEGER:
        raise ValueError("value_not_whole")
    return int(number)


def _date(raw) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = str(raw).strip()
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(text[:10], form).date().isoformat()
        except ValueError:
            continue
    raise ValueError("value_not_a_date")


def _boolean(raw) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError("value_not_yes_or_no")


def _choice(definition: Mapping, raw) -> str:
    """A choice is known by its code, or by its label in any language (files bring labels)."""
    word = str(raw).strip()
    for choice in definition.get("choices", []):
        if choice["code"] == word:
            return word
    folded = word.casefold()
    for choice in definition.get("choices", []):
        labels = (choice.get(f"label_{language}", "") for language in ("kk", "ru", "en"))
        if folded in {label.casefold() for label in labels if label}:
            return choice["code"]
    raise ValueError("value_not_a_choice")


def label_of(definition: Mapping, language: str) -> str:
    """Give the label of an attribute or a choice in a language; Kazakh, then Russian else."""
    for one in (language, "kk", "ru", "en"):
        if definition.get(f"label_{one}"):
            return definition[f"label_{one}"]
    return definition.get("code", "")


def shown_value(definition: Mapping, value, language: str):
    """Give a value as people read it: the label of a choice, else the value itself."""
    if definition["type"] == "choice":
        for choice in definition.get("choices", []):
            if choice["code"] == value:
                return label_of(choice, language)
    return value
