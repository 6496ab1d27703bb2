"""What a column may become: the fields of an object and the attributes of its layer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from ...geofiles.reading import Field
from ...models import Described, Layer
from ...rules.attributes import label_of
from ...rules.file_names import code_in_heading, short_names

ATTRIBUTE = "a."  # before the code of an attribute
KEY = "key"
FIELDS = {
    KEY: _("code of the object"),
    "name_kk": _("name in Kazakh"),
    "name_ru": _("name in Russian"),
    "name_en": _("name in English"),
    "status": _("status"),
    "phase": _("phase"),
    "responsible": _("responsible"),
    "cost": _("cost, tenge"),
    "source": _("source"),
}
# How columns are called in files, beside the labels themselves.
CALLED = {
    KEY: {"key", "id", "code", "код", "коды", "кодобъекта", "нысанкоды"},
    "name_kk": {"namekk", "namekaz", "name", "атауы", "аты", "атауықазақша"},
    "name_ru": {"nameru", "namerus", "название", "наименование", "атауыорысша"},
    "name_en": {"nameen", "nameeng"},
    "status": {"status", "статус", "состояние", "күйі", "мәртебесі"},
    "phase": {"phase", "этап", "очередь", "кезең", "кезек", "stage"},
    "responsible": {"responsible", "ответственный", "жауапты", "akimat", "акимат", "әкімдік"},
    "cost": {"cost", "стоимость", "құны"},
    "source": {"source", "источник", "дереккөз", "дереккөзі"},
}
LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Target:
    """A place for a column. `choices` are what one value for all rows may be; none: any text."""

    code: str
    label: str
    is_required: bool = False
    choices: list[tuple[str, str]] = field(default_factory=list)
    definition: Mapping | None = None

    @property
    def attribute(self) -> str:
        return self.code.removeprefix(ATTRIBUTE) if self.definition else ""


def targets_of(layer: Layer, language: str) -> list[Target]:
    """Give every place for a column, in the order of the form of an object."""
    choices = {
        "status": [(str(code), str(label)) for code, label in Described.Status.choices],
        "phase": [
            (str(phase.pk), f"{phase.name} ({phase.year})")
            for phase in layer.scheme.phases.order_by("position")
        ],
    }
    found = [
        Target(code, str(label), choices=choices.get(code, [])) for code, label in FIELDS.items()
    ]
    for one in layer.attributes:
        options = [
            (choice["code"], label_of(choice, language)) for choice in one.get("choices", [])
        ]
        found.append(
            Target(
                code=ATTRIBUTE + one["code"],
                label=label_of(one, language),
                is_required=bool(one.get("required")),
                choices=options if one["type"] == "choice" else [],
                definition=one,
            )
        )
    return found


def guess_columns(targets: list[Target], fields: list[Field]) -> dict[str, str]:
    """Say which column probably is which target: by the codes that our own files carry, then by
    their names; each column is used once."""
    found = _by_code(targets, fields)
    left = [column.name for column in reversed(fields) if column.name not in found.values()]
    free = {_plain(name): name for name in left}
    open_targets = [target for target in targets if target.code not in found]
    for target in sorted(open_targets, key=lambda one: one.definition is None):
        for name in _names_of(target):
            if name in free:
                found[target.code] = free.pop(name)
                break
    return found


def _by_code(targets: list[Target], fields: list[Field]) -> dict[str, str]:
    """Find the codes of a file of ours: whole, in brackets, or cut (rules/file_names.py)."""
    columns = {code_in_heading(column.name): column.name for column in reversed(fields)}
    codes = {target.code: target.attribute or target.code for target in targets}
    short = short_names(codes.values())
    found = {}
    for target, code in codes.items():
        column = columns.get(code) or columns.get(short[code])
        if column and column not in found.values():
            found[target] = column
    return found


def _names_of(target: Target) -> list[str]:
    names = [_plain(target.label), *sorted(CALLED.get(target.code, ()))]
    if target.definition:
        labels = [target.definition.get(f"label_{language}", "") for language in LANGUAGES]
        names = [_plain(target.attribute), *map(_plain, filter(None, labels))]
        names += [name[:10] for name in names]  # as a Shapefile cuts them
    return names


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())
