"""Rows of a file become values of objects: each by its column, or one value for all rows."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext, override

from councils.models import Organisation

from ...geofiles.reading import Row
from ...models import Described, Layer
from ...rules.attributes import as_value
from .sentences import sentence_of
from .targets import ATTRIBUTE, LANGUAGES, Target

LONGEST = {
    name: Described._meta.get_field(name).max_length
    for name in ("key", "name_kk", "name_ru", "name_en", "source")
}
LARGEST_COST = Decimal(10) ** 16
Read = Callable[[object], object]


class Unfit(ValueError):
    """The value does not fit; `code` and `facts` say why."""

    def __init__(self, code: str, **facts):
        self.code, self.facts = code, facts
        super().__init__(code)


class RowReader:
    """Reads rows by the person's choices: `columns` by target, `constants` by target."""

    def __init__(self, layer: Layer, targets: list[Target], choices: dict):
        self.columns: dict[str, str] = choices.get("columns", {})
        self.constants: dict = choices.get("constants", {})
        by_code = {target.code: target for target in targets}
        readers = readers_of(layer)
        self.plan = [
            (by_code[code], self.columns.get(code), reader_of(by_code[code], readers))
            for code in by_code
            if code in self.columns or code in self.constants
        ]
        self.fixed = {
            target.code: read(self.constants[target.code])
            for target, _column, read in self.plan
            if target.code in self.constants
        }

    def read(self, row: Row) -> tuple[dict, list[dict]]:
        """Give the values of the row and every problem with it, its place among them."""
        values: dict = {"attributes": {}}
        problems = [_problem("shape", row.problem, row.facts)] if row.problem else []
        for target, column, read in self.plan:
            raw = row.attributes.get(column) if column else None
            try:
                value = self.fixed.get(target.code) if raw is None else read(raw)
                if value is None and target.is_required:
                    raise Unfit("value_required")
            except Unfit as unfit:
                facts = {"column": column, "value": str(raw)[:80]} | unfit.facts
                problems.append(_problem(target.code, unfit.code, facts))
                continue
            if target.definition is None:
                values[target.code] = value
            elif value is not None:
                values["attributes"][target.attribute] = value
        return values, problems


def mapped_targets(choices: dict) -> set[str]:
    """Give the targets that the import sets; others of an object stay as they are."""
    return set(choices.get("columns", {})) | set(choices.get("constants", {}))


def mapped_attributes(choices: dict) -> list[str]:
    return sorted(
        code.removeprefix(ATTRIBUTE) for code in mapped_targets(choices) if code[:2] == ATTRIBUTE
    )


def reader_of(target: Target, readers: dict[str, Read]) -> Read:
    """Give the function that reads a value for the target; it raises Unfit."""
    if target.definition is None:
        return readers[target.code]

    def read(raw):
        try:
            return as_value(target.definition, raw)
        except ValueError as error:
            raise Unfit(str(error)) from error

    return read


def readers_of(layer: Layer) -> dict[str, Read]:
    """Give the functions that read the fields of an object, with what the scheme knows."""
    phases = {}
    for phase in layer.scheme.phases.all():
        names = (phase.name_kk, phase.name_ru, phase.name_en)
        for word in (phase.pk, phase.code, phase.year, *filter(None, names)):
            phases.setdefault(str(word).casefold(), phase.pk)
    organisations: dict[str, int] = {}
    for pk, *names in Organisation.objects.values_list(
        "pk", "name_kk", "name_ru", "name_en", "short_name_kk", "short_name_ru", "bin"
    ):
        for word in filter(None, names):
            organisations.setdefault(word.casefold(), pk)
    return {
        **{name: _text(most) for name, most in LONGEST.items()},
        "status": _among(_statuses(), "unknown_status"),
        "phase": _among(phases, "unknown_phase"),
        "responsible": _among(organisations, "unknown_organisation"),
        "cost": _cost,
    }


def _statuses() -> dict[str, str]:
    """Statuses are known by their codes and by their words in every language."""
    found = {str(code): str(code) for code in Described.Status.values}
    for language in LANGUAGES:
        with override(language):
            for code, label in Described.Status.choices:
                found.setdefault(gettext(str(label)).casefold(), str(code))
    return found


def _text(most: int) -> Read:
    def read(raw):
        text = " ".join(str(raw).split())
        if len(text) > most:
            raise Unfit("text_too_long", most=most)
        return text

    return read


def _among(known: dict[str, object], code: str) -> Read:
    def read(raw):
        word = " ".join(str(raw).split()).casefold().removesuffix(".0")
        if word not in known:
            raise Unfit(code)
        return known[word]

    return read


def _cost(raw):
    try:
        cost = Decimal("".join(str(raw).split()).replace(",", "."))
    except InvalidOperation as error:
        raise Unfit("value_not_a_number") from error
    if not cost.is_finite() or not 0 <= cost < LARGEST_COST:
        raise Unfit("cost_out_of_bounds")
    return format(cost.quantize(Decimal("0.01")), "f")


def _problem(field: str, code: str, facts: dict, *, is_warning: bool = False) -> dict:
    return {"field": field, "code": code, "facts": facts, "is_warning": is_warning}


def value_problem(layer: Layer, target: Target, value: str) -> str:
    """Say what is wrong with one value for all rows; nothing if it fits."""
    try:
        reader_of(target, readers_of(layer))(value)
    except Unfit as unfit:
        return sentence_of(_problem(target.code, unfit.code, {"value": value} | unfit.facts))
    return ""
